import { describe, expect, it } from 'vitest';
import { anActor, aSession } from '../../../test/builders.ts';
import { createFakeArtifactStore } from '../../../test/fakes/artifact-store.ts';
import { noPolicies } from '../../../test/fakes/no-policies.ts';
import { createFakeChatPlatform } from '../../../test/fakes/chat-platform.ts';
import { aServedKind, createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createChangeActivities } from './change-activities.ts';
import { preparedDeletion } from './deletion-plan.ts';
import type { ActivityContext } from '../activity.ts';
import { changeDigest } from '../../domain/change/digest.ts';
import { Failure } from '../../domain/failure.ts';
import { Organisation } from '../../domain/organisation.ts';
import type { Cluster } from '../../ports/cluster.ts';
import type { ChangeEvent, ChangeState } from '../../workflows/change/state.ts';
import { start } from '../../workflows/change/transition.ts';

const AT = '2026-11-02T09:00:00.000Z';
const served = aServedKind({ group: 'db.example', kind: 'Database' });
const { kind } = served;
const BEN = anActor('UBEN');
const NAMES = ['one', 'two'];

function database(name: string, size = 'small') {
  return {
    apiVersion: 'db.example/v1',
    kind: 'Database',
    metadata: { name, namespace: 'default' },
    spec: { size },
  };
}

/** A deletion of both databases that is approved, and the hands that can reach the cluster. */
async function approvedDeletion(override: Partial<Cluster> = {}) {
  const cluster = createFakeCluster({
    kinds: [served],
    objects: NAMES.map((one) => database(one)),
  });
  const removed: string[] = [];
  const counting: Cluster = {
    ...cluster,
    async remove(reference, uid) {
      removed.push(reference.name);
      return cluster.remove(reference, uid);
    },
    ...override,
  };
  const artifacts = createFakeArtifactStore();
  const live = cluster.objects().map((object) => ({
    kind,
    reference: { ...kind, kind: kind.kind, name: object.metadata.name, namespace: 'default' },
    live: object,
  }));
  const decided = { changeId: 'chg-1', clusterId: 'fake-cluster', clusterName: 'fake' };
  const prepared = await preparedDeletion(artifacts, live, { ...decided, facts: [], warnings: [] });
  const organisation = Organisation.parse({ roles: { approvers: { people: ['UBEN'] } } });
  const activities = createChangeActivities({
    cluster: counting,
    artifacts,
    chat: createFakeChatPlatform(),
    organisation,
    ...noPolicies(),
    isDemo: false,
    clock: createFakeClock(),
  });
  const opening = { sessionId: 'chg-1', owner: anActor(), place: aSession().place, at: AT };
  const input = { parentSessionId: 's1', title: 'Delete it', prepared };
  const approvals = [{ actor: BEN, at: AT, digest: prepared.digest }];
  const state: ChangeState = { ...start({ ...opening, input }).state, approvals };
  const carryOut = () =>
    activities['apply-change']({ type: 'apply-change', approvals }, contextOf(state));
  const watch = () =>
    activities['watch-change'](
      { type: 'watch-change' },
      contextOf({ ...state, stage: 'settling' }),
    );
  return { cluster, removed, prepared, state, carryOut, watch };
}

function contextOf(state: ChangeState): ActivityContext {
  return {
    session: aSession({ workflow: 'change', state }),
    effectId: 'chg-1-3-1',
    attempt: 0,
    signal: new AbortController().signal,
    progress: () => undefined,
    checkTurn: async () => undefined,
    now: () => AT,
  };
}

function statesOf(event: ChangeEvent | undefined): readonly string[] {
  return event?.type === 'change-applied' ? event.results.map(({ state }) => state) : [];
}

describe('an approved deletion', () => {
  it('deletes its objects one after the other, and ends when none is there any more', async () => {
    const { cluster, removed, carryOut, watch } = await approvedDeletion();
    const event = await carryOut();
    const ending = await watch();

    expect(statesOf(event)).toEqual(['applied', 'applied']);
    expect(removed).toEqual(NAMES);
    expect(cluster.objects()).toEqual([]);
    expect(ending).toMatchObject({
      type: 'settling-ended',
      results: [
        { state: 'ready', reason: 'It is gone.' },
        { state: 'ready', reason: 'It is gone.' },
      ],
    });
  });

  it('binds the deletion, not an apply of the same objects', async () => {
    const { prepared, cluster } = await approvedDeletion();
    const objects = cluster.objects();
    const apply = changeDigest({ objects, target: { clusterId: 'fake-cluster', action: 'apply' } });

    expect(prepared.digest).not.toBe(apply);
    expect(prepared.items.map(({ action }) => action)).toEqual(['delete', 'delete']);
    expect(prepared.diffExcerpt).toContain('-kind: Database');
  });

  it('counts what is gone already as deleted', async () => {
    const { cluster, removed, carryOut } = await approvedDeletion();
    cluster.delete({ kind: 'Database', name: 'one' });

    expect(statesOf(await carryOut())).toEqual(['applied', 'applied']);
    expect(removed).toEqual(['two']);
  });

  it('deletes nothing a second time, though somebody made it anew meanwhile', async () => {
    const { cluster, removed, carryOut } = await approvedDeletion();
    await carryOut();
    cluster.put(database('one'));

    expect(await carryOut()).toMatchObject({
      type: 'change-applied',
      results: [
        { state: 'refused', because: 'conflict', reason: expect.stringContaining('made again') },
        { state: 'waiting' },
      ],
    });
    expect(removed).toEqual(NAMES);
    expect(cluster.objects()).toHaveLength(1);
  });

  it('asks again where an object is not as it was shown', async () => {
    const { cluster, removed, carryOut } = await approvedDeletion();
    cluster.put(database('two', 'large'));
    const event = await carryOut();

    expect(event).toMatchObject({
      type: 'base-moved',
      diffExcerpt: expect.stringContaining('-  size: large'),
    });
    expect(removed).toEqual([]);
  });

  it('is refused where the bot may not delete, and says so', async () => {
    const { carryOut } = await approvedDeletion({
      remove: async () => {
        throw new Failure('forbidden', 'The cluster does not allow the bot to do this.');
      },
    });

    expect(await carryOut()).toMatchObject({
      type: 'change-applied',
      results: [{ state: 'refused', because: 'forbidden' }, { state: 'waiting' }],
    });
  });
});
