import { describe, expect, it } from 'vitest';
import { anActor, aSession } from '../../../test/builders.ts';
import { aServedKind, createFakeCluster, type FakeCluster } from '../../../test/fakes/cluster.ts';
import { createFakeClock, type FakeClock, settled } from '../../../test/fakes/clock.ts';
import { aPreparedChange } from '../../../test/recommend-builders.ts';
import { statusDigest } from '../../domain/readiness.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import type { Proof } from '../../domain/prepared-change.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Refusal } from '../../ports/cluster.ts';
import { ChangeEvent, type ChangeState, type ItemResult } from '../../workflows/change/state.ts';
import { createWatchChange } from './watch.ts';

const served = aServedKind({ group: 'db.example', kind: 'Database' });
const { group, version, kind, plural } = served.kind;
const names = ['one', 'two'];

it('keeps what an earlier watch saw of an object until this one has seen it', async () => {
  const seenBefore: ItemResult[] = names.map((name) => ({
    state: 'ready',
    reason: `${name} reports Ready.`,
  }));
  const { progress, ending } = watchBegun(seenBefore);
  await settled();

  const [first] = progress;
  expect(first?.type === 'objects-observed' && first.results).toEqual([
    { state: 'applied', reason: 'It is not in the cluster (any more).' },
    seenBefore[1],
  ]);
  expect(await Promise.race([ending, settled()])).toBeUndefined(); // what was ready once is not now
});

it('takes what an object said before it was changed for no word about the change', async () => {
  const before = database('one', 'True');
  const said: ItemResult = { state: 'applied', reason: '', statusAtApply: statusDigest(before) };
  const { cluster, progress } = watchBegun([said, { state: 'ready', reason: 'Ready.' }]);
  cluster.put(before);
  await settled();
  const last = progress.at(-1);

  expect(last?.type === 'objects-observed' && last.results[0]).toEqual({
    ...said,
    reason: 'It has not reported since the change.',
  });
});

it('says that all are ready when it has seen all of them so', async () => {
  const { cluster, ending } = watchBegun(names.map(() => ({ state: 'applied', reason: '' })));
  for (const name of names) cluster.put(database(name, 'True'));

  const event = await ending;

  expect(event?.type === 'settling-ended' && event.results.map(({ state }) => state)).toEqual([
    'ready',
    'ready',
  ]);
});

it('believes no object of another cluster than the one it was approved for', async () => {
  const { cluster, ending } = watchBegun(
    names.map(() => ({ state: 'applied', reason: '' })),
    { clusterId: 'the-cluster-before' },
  );
  for (const name of names) cluster.put(database(name, 'True'));

  expect(await ending).toMatchObject({
    type: 'target-changed',
    reason: expect.stringContaining('made for cluster test; the bot is connected to fake now'),
  });
});

describe('what is to be proved', () => {
  const applied = names.map((): ItemResult => ({ state: 'applied', reason: '' }));
  const says =
    "ValidatingAdmissionPolicy 'dotai-size' with binding 'dotai-size' denied request: no";
  const refusal: Refusal = { type: 'refused', because: 'policy', problems: [{ message: says }] };

  it('is tried when every object is ready, and told with the end', async () => {
    const { cluster, ending } = watchBegun(applied, {
      proof: PROOF,
      admit: ({ metadata }) => (metadata.name === 'probe' ? refusal : undefined),
    });
    for (const name of names) cluster.put(database(name, 'True'));

    expect(await ending).toMatchObject({
      type: 'settling-ended',
      proven: { isProved: true, text: 'a large database was refused' },
    });
  });

  it('is not proved where nothing refuses it within the time that is given', async () => {
    const { cluster, clock, ending } = watchBegun(applied, { proof: PROOF });
    for (const name of names) cluster.put(database(name, 'True'));
    await clock.advance(20_000);

    expect(await ending).toMatchObject({
      type: 'settling-ended',
      results: [{ state: 'ready' }, { state: 'ready' }],
      proven: {
        isProved: false,
        text: 'The policy engine does not act: a large database was accepted.',
      },
    });
  });

  it('is not tried where an object never says that it is ready, and nobody waits long for that', async () => {
    const { cluster, clock, ending } = watchBegun(applied, { proof: PROOF });
    cluster.put(database('one', 'True'));
    await clock.advance(5_000);
    const event = await ending;

    expect(event).toMatchObject({ results: [{ state: 'ready' }, { state: 'applied' }] });
    expect(event).not.toHaveProperty('proven');
  });
});

const PROOF = { expects: 'refused' as const, names: 'dotai-size' };

interface Setting {
  readonly clusterId?: string;
  readonly proof?: Omit<Proof, 'probes'>;
  readonly admit?: (object: KubernetesObject) => Refusal | undefined;
}

function watchBegun(
  results: ItemResult[],
  { clusterId, proof, admit }: Setting = {},
): {
  readonly cluster: FakeCluster;
  readonly clock: FakeClock;
  readonly progress: readonly ChangeEvent[];
  readonly ending: Promise<ChangeEvent | undefined>;
} {
  const cluster = createFakeCluster({ kinds: [served], ...(admit ? { admit } : {}) });
  const clock = createFakeClock();
  const probes = [
    { kind: served.kind, object: database('probe', 'True'), words: 'a large database' },
  ];
  const artifacts: ArtifactStore = {
    put: async () => 'unused',
    get: async () => JSON.stringify(probes),
  };
  const progress: ChangeEvent[] = [];
  const watch = createWatchChange({
    cluster,
    clock,
    artifacts,
    limitMs: 60_000,
    proofLimitMs: 5_000,
    failureStandsMs: 10_000,
  });
  const session = aSession({ workflow: 'change', state: changeOf(results, clusterId, proof) });
  const ending = watch(
    { type: 'watch-change' },
    {
      session,
      effectId: 'chg-1-3-1',
      checkTurn: async () => undefined,
      attempt: 1,
      signal: new AbortController().signal,
      progress: (event) => void progress.push(ChangeEvent.parse(event)),
      now: () => '2026-11-02T09:00:00.000Z',
    },
  );
  return { cluster, clock, progress, ending };
}

function changeOf(
  results: ItemResult[],
  clusterId = 'fake-cluster',
  proof?: Setting['proof'],
): ChangeState {
  const items = names.map((name) => ({
    kind: served.kind,
    reference: { group, version, kind, plural, name, namespace: 'default' },
    action: 'create' as const,
  }));
  return {
    changeId: 'chg-1',
    requester: anActor(),
    request: {
      parentSessionId: 's1',
      title: 'Databases',
      prepared: aPreparedChange({
        items,
        clusterId,
        ...(proof ? { proof: { ...proof, probes: 'a9' } } : {}),
      }),
    },
    stage: 'settling',
    approvals: [],
    results,
    round: 0,
    reminded: [],
    looks: 0,
    lastAt: '2026-11-02T09:00:00.000Z',
  };
}

function database(name: string, status: 'True' | 'False') {
  return {
    apiVersion: `${group}/${version}`,
    kind,
    metadata: { name, namespace: 'default' },
    status: { conditions: [{ type: 'Ready', status }] },
  };
}
