import { describe, expect, it } from 'vitest';
import { createFakeArtifactStore } from '../../../test/fakes/artifact-store.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeCluster } from '../../../test/fakes/cluster.ts';
import { DATABASE_KIND } from '../../../test/recommend-builders.ts';
import { prove } from './prove.ts';
import { Failure } from '../../domain/failure.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import type { Probe, Proof } from '../../domain/prepared-change.ts';
import type { Refusal, WriteOutcome } from '../../ports/cluster.ts';

const NAME = 'dotai-databases-1a2b';
const ORIGIN = 'policy pol-12ab v2';

function aProbe(name: string, words?: string): Probe {
  const object = { apiVersion: 'example.org/v1', kind: 'Database', metadata: { name } };
  return { kind: DATABASE_KIND, object, ...(words === undefined ? {} : { words }) };
}

const PROBES = [aProbe('one', 'a database in eu-west-1'), aProbe('two', 'a bucket in eu-west-1')];

function refused(message: string, because: Refusal['because'] = 'policy'): Refusal {
  return { type: 'refused', because, problems: [{ message }] };
}

const OWN = refused(
  `ValidatingAdmissionPolicy '${NAME}' with binding '${NAME}' denied request: no (${ORIGIN})`,
);

function accepted(object: KubernetesObject, ...warnings: readonly string[]): WriteOutcome {
  return { type: 'accepted', object, warnings };
}

/** Proves against a cluster that answers so; time passes as fast as it is waited for. */
async function proved(
  answer: (object: KubernetesObject, secondsPassed: number) => WriteOutcome,
  { expects = 'refused', probes = PROBES }: { expects?: Proof['expects']; probes?: Probe[] } = {},
) {
  const artifacts = createFakeArtifactStore();
  const clock = createFakeClock();
  const beganMs = clock.now().getTime();
  const secondsPassed = () => (clock.now().getTime() - beganMs) / 1_000;
  let tries = 0;
  const cluster = {
    ...createFakeCluster({ kinds: [] }),
    dryRun: async (object: KubernetesObject) => {
      tries += 1;
      return answer(object, secondsPassed());
    },
  };
  const proof = { expects, names: ORIGIN, probes: await artifacts.put(JSON.stringify(probes)) };
  const { signal } = new AbortController();
  const ending = prove({ cluster, artifacts, clock }, proof, signal);
  await clock.advance(60_000);
  return { ...(await ending), tries };
}

describe('a proof that objects are refused', () => {
  it('is given when each probe is refused by this policy', async () => {
    const { isProved, text, tries } = await proved(() => OWN);

    expect({ isProved, text }).toEqual({
      isProved: true,
      text: 'a database in eu-west-1 and a bucket in eu-west-1 were refused',
    });
    expect(tries).toBe(2);
  });

  it('waits for a policy that acts only after some seconds', async () => {
    const { isProved } = await proved((object, seconds) => (seconds < 4 ? accepted(object) : OWN));

    expect(isProved).toBe(true);
  });

  it('ends after ten seconds with the words that the engine does not act', async () => {
    const { isProved, text } = await proved((object, seconds) =>
      seconds <= 10 ? accepted(object) : OWN,
    );

    expect(isProved).toBe(false);
    expect(text).toBe('The policy engine does not act: a database in eu-west-1 was accepted.');
  });

  it('needs every probe', async () => {
    const { isProved, text } = await proved((object) =>
      object.metadata.name === 'one' ? OWN : accepted(object),
    );

    expect(isProved).toBe(false);
    expect(text).toContain('a bucket in eu-west-1 was accepted');
  });

  it.each([
    [
      'another policy',
      refused("policy 'quotas' denied request: too many"),
      'Another policy refused',
    ],
    [
      'the version before, which has the same name',
      refused(
        `ValidatingAdmissionPolicy '${NAME}' with binding '${NAME}' denied request: no (policy pol-12ab v1)`,
      ),
      'Another policy refused',
    ],
    ['the schema', refused(`spec.size: must not be ${ORIGIN}`, 'schema'), 'The schema refused'],
    ['want of rights', refused('no', 'forbidden'), 'The bot may not try'],
  ])('counts no refusal by %s', async (_, refusal, words) => {
    const { isProved, text } = await proved(() => refusal);

    expect(isProved).toBe(false);
    expect(text).toContain(words);
  });

  it('counts the words of either policy engine', async () => {
    const words = [
      `admission webhook "vpol.validate.kyverno.svc-fail" denied the request: Policy ${NAME} failed: no (${ORIGIN})`,
      `resource Database/a-team/one was blocked due to the following policies \n\n${NAME}:\n  r1: no (${ORIGIN})\n`,
    ];
    const verdicts = await Promise.all(words.map((message) => proved(() => refused(message))));

    expect(verdicts.map(({ isProved }) => isProved)).toEqual([true, true]);
  });

  it('says what a webhook that is not ready makes of it', async () => {
    const { isProved, text } = await proved(() => {
      throw new Failure('unavailable', 'The webhook is not ready.');
    });

    expect(isProved).toBe(false);
    expect(text).toBe('The cluster could not try it. The webhook is not ready.');
  });
});

describe('a proof that objects are warned about', () => {
  const options = { expects: 'warned' as const, probes: [aProbe('one')] };

  it('is given by the warning of this policy', async () => {
    const warning = `policy ${NAME}.r1: no (${ORIGIN})`;
    const { isProved, text } = await proved((object) => accepted(object, warning), options);

    expect(isProved).toBe(true);
    expect(text).toBe('an object of kind Database that breaks it was warned about');
  });

  it.each([
    ['no warning', (object: KubernetesObject) => accepted(object), 'accepted without its warning'],
    [
      "the version before's warning",
      (object: KubernetesObject) => accepted(object, `policy ${NAME}.r1: no (policy pol-12ab v20)`),
      'accepted without its warning',
    ],
    [
      "another policy's warning",
      (object: KubernetesObject) => accepted(object, 'policy other.r1: no'),
      'accepted without its warning',
    ],
    ['a refusal by it', () => OWN, 'though it should only warn'],
  ])('is not given by %s', async (_, answer, words) => {
    const { isProved, text } = await proved(answer, options);

    expect(isProved).toBe(false);
    expect(text).toContain(words);
  });
});
