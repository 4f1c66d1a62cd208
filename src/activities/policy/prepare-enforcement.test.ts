import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aPolicy, aRule } from '../../../test/a-policy.ts';
import {
  aContext,
  anInstance,
  aPolicyWork,
  aReview,
  INSTANCE,
  type PolicyWorkSetting,
} from '../../../test/policy-work.ts';
import { plannedFrom } from '../change/plan.ts';
import { carriesChange } from '../../domain/change/digest.ts';
import { Failure } from '../../domain/failure.ts';
import { JsonText } from '../../domain/json.ts';
import { Enforcement, type EnforcementTarget } from '../../domain/policy/policy.ts';
import { violationsOf } from '../../domain/policy/verdict.ts';
import { ChangeRequest, Probe } from '../../domain/prepared-change.ts';

const PREPARE = { type: 'prepare-enforcement' } as const;
const ALL: readonly EnforcementTarget[] = [
  'admission-policy',
  'kyverno-validating-policy',
  'kyverno-cluster-policy',
];
const Probes = JsonText.pipe(z.array(Probe));

async function prepare(setting: PolicyWorkSetting = {}, parts: Parameters<typeof aReview>[1] = {}) {
  const work = aPolicyWork(setting);
  const state = await aReview(work.artifacts, parts);
  const event = await work.activities['prepare-enforcement'](PREPARE, aContext(state));
  return { ...work, state, event };
}

async function prepared(...given: Parameters<typeof prepare>) {
  const { event, ...work } = await prepare(...given);
  if (event?.type !== 'enforcement-prepared') throw new Error(JSON.stringify(event));
  const { request } = event;
  return { ...work, request, variants: request.variants ?? [] };
}

async function refused(...given: Parameters<typeof prepare>): Promise<string> {
  const { event, cluster } = await prepare(...given);
  expect(cluster.applies()).toBe(0);
  return event?.type === 'preparation-refused' ? event.problem : JSON.stringify(event);
}

/** What `enforcedBy` names. */
const BEFORE = { apiVersion: 'g/v1', kind: 'K', metadata: { name: 'dotai-before' } };

function enforcedBy(target: EnforcementTarget, mode: Enforcement['mode']): Enforcement {
  const object = { group: 'g', version: 'v1', kind: 'K', plural: 'ks', name: 'dotai-before' };
  const rest = { clusterId: 'fake-cluster', digests: [], changeId: 'chg-0', version: 1 };
  return Enforcement.parse({ target, mode, objects: [object], ...rest });
}

describe('a prepared enforcement', () => {
  it('offers every way that the cluster has, audit first, each with a digest of its own', async () => {
    const { request, variants, artifacts, cluster } = await prepared({ targets: ALL });

    expect(variants.map(({ id }) => id)).toEqual([
      'kyverno-validating-policy-audit',
      'kyverno-validating-policy-deny',
      'admission-policy-audit',
      'admission-policy-deny',
    ]);
    expect(ChangeRequest.parse(request)).toEqual(request);
    expect(request.prepared).toEqual(variants[0]?.prepared);
    expect(new Set(variants.map((one) => one.prepared.digest)).size).toBe(4);
    expect(new Set(variants.map((one) => one.prepared.changeId)).size).toBe(1);
    for (const variant of variants) {
      const planned = await plannedFrom(artifacts, variant.prepared);
      const objects = 'objects' in planned ? planned.objects : [];
      expect(objects.length).toBeGreaterThan(0);
      expect(objects.every(({ object }) => carriesChange(object, variant.prepared))).toBe(true);
    }
    expect(cluster.applies()).toBe(0);
  });

  it('says that writes stop while Kyverno is away, where it refuses', async () => {
    const { variants } = await prepared({ targets: ALL });
    const stopping = variants.filter(({ description }) => description.includes('Kyverno is away'));

    expect(stopping.map(({ id }) => id)).toEqual(['kyverno-validating-policy-deny']);
    expect(stopping[0]?.prepared.facts).toContainEqual({
      label: 'Mode',
      value: expect.stringMatching(/^Deny: .*While Kyverno is away, nobody can write/u),
    });
  });

  it('says what it is about, for whoever has to approve it', async () => {
    const objects = [anInstance('shop', { region: 'eu-west-1' }), anInstance('fine')];
    const { variants, artifacts, state, request } = await prepared(
      { objects },
      { rehearsal: undefined },
    );
    const [audit, deny] = variants.map(({ prepared: one }) => one);

    expect(request).toMatchObject({ parentSessionId: 'session-1', intent: state.rationale });
    expect(audit?.facts).toEqual([
      { label: 'Policy', value: state.sentence },
      { label: 'Mode', value: expect.stringMatching(/^Audit: .*accepted, with a warning/u) },
      { label: 'Enforced by', value: 'ValidatingAdmissionPolicy' },
      { label: 'Namespaces', value: expect.stringContaining('a-team') },
      { label: 'Covers', value: 'Instance' },
      { label: 'Live objects that break it', value: '1 of 2' },
      { label: 'Owner', value: 'a-team' },
      { label: 'Why', value: state.rationale },
    ]);
    expect(await artifacts.get(deny?.yaml ?? '')).toContain('- Deny');
    expect(await artifacts.get(audit?.yaml ?? '')).not.toContain('- Deny');
    expect(audit?.items.map(({ action }) => action)).toEqual(['create', 'create']);
  });

  it('tells approvers where not every live object could be looked at', async () => {
    const objects = Array.from({ length: 500 }, (_, at) => anInstance(`i-${at}`));
    const { request } = await prepared({ objects });

    expect(request.prepared.facts).toContainEqual({
      label: 'Live objects that break it',
      value: '0 of 500; not all could be looked at',
    });
  });

  it('brings objects that break it, of different kinds, for the proof', async () => {
    const other = { ...INSTANCE.kind, kind: 'Cluster', plural: 'clusters' };
    const third = { ...INSTANCE.kind, kind: 'Proxy', plural: 'proxies' };
    const rule = aRule({ kinds: [INSTANCE.kind, other, third] });
    const work = aPolicyWork();
    const cluster = {
      ...work.cluster,
      fieldTable: () => work.cluster.fieldTable(INSTANCE.kind),
    };
    const { variants, artifacts, state } = await prepared(
      { over: { cluster } },
      { rules: { rules: [rule] }, scope: { type: 'except', namespaces: ['a-team'] } },
    );
    const proofs = variants.map(({ prepared: one }) => one.proof);
    const probes = Probes.parse(await artifacts.get(proofs[0]?.probes ?? ''));

    expect(proofs.map((proof) => proof?.expects)).toEqual(['warned', 'refused']);
    const names = `policy ${state.policyId} v${state.baseVersion + 1}`;
    expect(proofs.map((proof) => proof?.names)).toEqual([names, names]);
    expect(probes.map(({ kind }) => kind.kind)).toEqual(['Instance', 'Cluster']);
    for (const { object } of probes) {
      expect(object.metadata.namespace).toBe('b-team');
      expect(violationsOf([rule], object)).toHaveLength(1);
    }
  });

  it('says where nothing can show that it acts', async () => {
    const { variants } = await prepared({ tables: {} });

    expect(variants[0]?.prepared).not.toHaveProperty('proof');
    expect(variants[0]?.prepared.warnings).toEqual([
      expect.stringContaining('nothing will show that it acts'),
    ]);
  });

  it('goes by what was chosen', async () => {
    const { variants } = await prepared({ targets: ALL }, { target: 'admission-policy' });

    expect(variants[0]?.id).toBe('admission-policy-audit');
    expect(variants).toHaveLength(4);
  });

  it('stays in deny, and with its engine and name, where it is enforced so', async () => {
    const enforced = enforcedBy('admission-policy', 'deny');
    const { variants } = await prepared({ targets: ALL, objects: [BEFORE] }, { enforced });

    expect(variants.map(({ id }) => id)).toEqual([
      'admission-policy-deny',
      'admission-policy-audit',
    ]);
    expect(variants[0]?.prepared.items[0]?.reference.name).toBe('dotai-before');
  });

  it('may change its engine once nothing of the earlier one is in the cluster', async () => {
    const enforced = enforcedBy('admission-policy', 'deny');
    const { variants } = await prepared({ targets: ALL }, { enforced });

    expect(variants.map(({ id }) => id)).toContain('kyverno-validating-policy-deny');
  });

  it('is the same when it is begun again', async () => {
    const work = aPolicyWork();
    const context = aContext(await aReview(work.artifacts));
    const first = await work.activities['prepare-enforcement'](PREPARE, context);

    expect(await work.activities['prepare-enforcement'](PREPARE, context)).toEqual(first);
  });
});

describe('an enforcement that is not prepared', () => {
  it('was overtaken by another version', async () => {
    const policies = [aPolicy({ version: 2 })];
    const parts = { policyId: aPolicy().id, baseVersion: 1 };

    expect(await refused({ policies }, parts)).toContain('Somebody changed this policy meanwhile.');
  });

  it('finds no engine', async () => {
    expect(await refused({ targets: [] })).toBe(
      'Nothing in this cluster can enforce the policy now.',
    );
    expect(await refused({ targets: [] }, { target: 'admission-policy' })).toBe(
      'Nothing in this cluster can enforce the policy now.',
    );
  });

  it('is told by which right the bot lacks', async () => {
    const setting = { accessProblem: () => 'The bot may not create policies.' };

    expect(await refused(setting)).toBe('The bot may not create policies.');
    expect(await refused(setting, { target: 'admission-policy' })).toBe(
      'The bot may not create policies.',
    );
  });

  it('is told by what the server or a webhook says', async () => {
    const problems = [{ message: 'too costly' }];
    const admit = () => ({ type: 'refused', because: 'schema', problems }) as const;
    const webhook = () => {
      throw new Failure('unavailable', 'The admission webhook is not ready.');
    };

    expect(await refused({ admit })).toBe('too costly');
    expect(await refused({ admit: webhook })).toBe('The admission webhook is not ready.');
  });

  it('has more live objects against it than its author saw', async () => {
    const objects = [anInstance('shop', { region: 'eu-west-1' })];

    expect(await refused({ objects })).toBe(
      '1 live object would break it that did not when it was rehearsed.',
    );
  });

  it('was made for another cluster', async () => {
    expect(await refused({}, { rules: { clusterId: 'another' } })).toContain(
      'made for another cluster; the bot is connected to fake now',
    );
  });

  it.each([
    [{ type: 'only', namespaces: ['c-team'] }, 'The cluster has no namespace c-team'],
    [
      { type: 'except', namespaces: ['a-team', 'b-team', 'kube-system'] },
      'It reaches no namespace of the cluster.',
    ],
  ] as const)('reaches nothing: %j', async ({ type, namespaces }, problem) => {
    const scope = { type, namespaces: [...namespaces] };

    expect(await refused({}, { scope })).toContain(problem);
  });

  it.each([
    ['a secret', { rationale: 'The password is hunter22!' }],
    ['an invisible character', { rationale: 'Data stays \u202Eereh' }],
    [
      'a secret in a rule',
      { rules: { rules: [aRule({ message: 'use ghp_' + 'a1B2'.repeat(9) })] } },
    ],
  ])('holds %s, which approvers would not see', async (_what, parts) => {
    expect(await refused({}, parts)).toContain('Approvers decide about what they see');
  });

  it('waits for the cluster and the records', async () => {
    const { activities, artifacts, cluster, book } = aPolicyWork();
    const context = aContext(await aReview(artifacts));
    const begin = () => activities['prepare-enforcement'](PREPARE, context);
    cluster.setDown(true);
    await expect(begin()).rejects.toMatchObject({ kind: 'unavailable' });
    cluster.setDown(false);
    book.setDown(true);

    await expect(begin()).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
