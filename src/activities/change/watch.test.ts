import { expect, it } from 'vitest';
import { anActor, aSession } from '../../../test/builders.ts';
import { aServedKind, createFakeCluster, type FakeCluster } from '../../../test/fakes/cluster.ts';
import { createFakeClock, settled } from '../../../test/fakes/clock.ts';
import { aPreparedChange } from '../../../test/recommend-builders.ts';
import { statusDigest } from '../../domain/readiness.ts';
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
    'the-cluster-before',
  );
  for (const name of names) cluster.put(database(name, 'True'));

  expect(await ending).toMatchObject({
    type: 'target-changed',
    reason: expect.stringContaining('made for cluster test; the bot is connected to fake now'),
  });
});

function watchBegun(
  results: ItemResult[],
  clusterId?: string,
): {
  readonly cluster: FakeCluster;
  readonly progress: readonly ChangeEvent[];
  readonly ending: Promise<ChangeEvent | undefined>;
} {
  const cluster = createFakeCluster({ kinds: [served] });
  const progress: ChangeEvent[] = [];
  const watch = createWatchChange({
    cluster,
    clock: createFakeClock(),
    limitMs: 60_000,
    failureStandsMs: 10_000,
  });
  const session = aSession({ workflow: 'change', state: changeOf(results, clusterId) });
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
  return { cluster, progress, ending };
}

function changeOf(results: ItemResult[], clusterId = 'fake-cluster'): ChangeState {
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
      prepared: aPreparedChange({ items, clusterId }),
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
