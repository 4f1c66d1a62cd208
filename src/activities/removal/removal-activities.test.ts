import { beforeEach, describe, expect, it } from 'vitest';
import { aSession, anActor } from '../../../test/builders.ts';
import { aKnownKind } from '../../../test/capability-stage.ts';
import { createFakeChatPlatform } from '../../../test/fakes/chat-platform.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { aServedKind } from '../../../test/fakes/cluster.ts';
import { createFakeKnowledgeIndex } from '../../../test/fakes/knowledge-index.ts';
import { createFakePatternBook } from '../../../test/fakes/pattern-book.ts';
import { createFakeScanStore } from '../../../test/fakes/scan-store.ts';
import { aPattern } from '../../../test/pattern-builders.ts';
import type { Session } from '../../chat/session.ts';
import { Failure } from '../../domain/failure.ts';
import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import { Organisation } from '../../domain/organisation.ts';
import type { CapabilityRemoval, PatternRemoval } from '../../workflows/removal/state.ts';
import type { ActivityContext } from '../activity.ts';
import { createRemovalActivities } from './removal-activities.ts';

const at = '2026-11-02T09:00:00.000Z';
const MANY = 1_201;
const KINDS = Array.from({ length: MANY }, (_, number) =>
  aServedKind({ group: `g${number}.example.org`, kind: 'Thing' }),
);
const FOREIGN = aKnownKind(aServedKind({ group: 'x.org', kind: 'Thing' }), 'another');

/** What scans or forgets already. */
let holder: Session | undefined;
const stage = () => {
  const knowledge = createFakeKnowledgeIndex();
  const scans = createFakeScanStore(createFakeClock());
  const chat = createFakeChatPlatform();
  const organisation = Organisation.parse({ roles: { curators: { people: ['U1'] } } });
  const people = { chat, organisation, isDemo: false };
  const hold = async () => holder;
  const patterns = createFakePatternBook([aPattern({ version: 3 })]);
  return {
    knowledge,
    scans,
    chat,
    patterns,
    ...createRemovalActivities({ knowledge, scans, hold, people, patterns }),
  };
};
let world = stage();

beforeEach(async () => {
  holder = undefined;
  world = stage();
  await world.knowledge.upsert(CAPABILITIES, [...KINDS.map((kind) => aKnownKind(kind)), FOREIGN]);
  await world.scans.saveDocuments([
    { clusterId: 'fake-cluster', name: 'g0.example.org/v1', fingerprint: 'f' },
    { clusterId: 'fake-cluster', name: 'g1.example.org/v1', fingerprint: 'f' },
    { clusterId: 'another', name: 'g0.example.org/v1', fingerprint: 'f' },
  ]);
});

function aContext(over: Partial<ActivityContext> = {}): ActivityContext {
  return {
    session: aSession({ workflow: 'removal' }),
    effectId: 'session-1-1-0',
    checkTurn: async () => undefined,
    attempt: 0,
    signal: new AbortController().signal,
    progress: () => undefined,
    now: () => at,
    ...over,
  };
}

const ALL: CapabilityRemoval = { type: 'all', clusterId: 'fake-cluster', known: MANY };
const ONE: CapabilityRemoval = {
  type: 'kind',
  clusterId: 'fake-cluster',
  capabilityId: aKnownKind(KINDS[0] ?? aServedKind({ group: '', kind: 'None' })).id,
  name: 'things.g0.example.org',
  document: 'g0.example.org/v1',
};

function remove(target: CapabilityRemoval, over: Partial<ActivityContext> = {}) {
  return world['remove-capabilities']({ type: 'remove-capabilities', target }, aContext(over));
}

async function known(clusterId: string): Promise<number> {
  return (await world.knowledge.list(CAPABILITIES, { clusterId, offset: 0, limit: 0 })).total;
}

async function documents(clusterId: string): Promise<string[]> {
  return (await world.scans.documents(clusterId)).map(({ name }) => name);
}

describe('removing capabilities', () => {
  it('forgets one, and that its document was read', async () => {
    const event = await remove(ONE);

    expect(event).toEqual({ type: 'capabilities-removed', at, removed: 1, isRepeat: false });
    expect(await known('fake-cluster')).toBe(MANY - 1);
    expect(await documents('fake-cluster')).toEqual(['g1.example.org/v1']);
    expect(await documents('another')).toEqual(['g0.example.org/v1']);
  });

  it('forgets all of one cluster, and nothing of another', async () => {
    const event = await remove(ALL);

    expect(event).toMatchObject({ removed: MANY });
    expect(await known('fake-cluster')).toBe(0);
    expect(await documents('fake-cluster')).toEqual([]);
    expect(await known('another')).toBe(1);
    expect(await documents('another')).toHaveLength(1);
  });

  it('forgets documents first, and finds on a repeat what a killed try left', async () => {
    let turns = 0;
    const checkTurn = async (): Promise<void> => {
      turns += 1;
      if (turns === 3) throw new Failure('unavailable', 'Another process took over.');
    };
    await expect(remove(ALL, { checkTurn })).rejects.toMatchObject({ kind: 'unavailable' });

    expect(await documents('fake-cluster')).toEqual([]);
    expect(await known('fake-cluster')).toBe(MANY - 500);
    expect(await remove(ALL, { attempt: 1 })).toMatchObject({
      removed: MANY - 500,
      isRepeat: true,
    });
    expect(await remove(ALL, { attempt: 2 })).toMatchObject({ removed: 0, isRepeat: true });
  });

  it('removes nothing while a scan runs', async () => {
    holder = aSession({ workflow: 'scan' });

    expect(await remove(ALL)).toMatchObject({ type: 'removal-hindered' });
    expect(await known('fake-cluster')).toBe(MANY);
  });

  it('waits for another removal to end', async () => {
    holder = aSession({ workflow: 'removal', id: 'other' });

    await expect(remove(ONE)).rejects.toMatchObject({ kind: 'unavailable', retryAfterMs: 3_000 });
    expect(await known('fake-cluster')).toBe(MANY);
  });
});

describe('checking who pressed', () => {
  function check(id: string) {
    const effect = { type: 'check-curator', actor: anActor(id), wants: 'remove' } as const;
    return world['check-curator'](effect, aContext());
  }

  it('grants it to curators alone', async () => {
    expect(await check('U1')).toMatchObject({ type: 'removal-granted', wants: 'remove' });
    expect(await check('U2')).toMatchObject({
      type: 'removal-denied',
      reason: expect.stringContaining('Only curators can do that'),
    });
  });
});

describe('deleting a pattern', () => {
  const { id: patternId, name } = aPattern();
  const target: PatternRemoval = { type: 'pattern', patternId, version: 3, name };

  function removePattern(over: Partial<ActivityContext> = {}) {
    return world['remove-pattern']({ type: 'remove-pattern', target }, aContext(over));
  }

  it('removes all its versions, and finds that done on a repeat', async () => {
    expect(await removePattern()).toEqual({ type: 'pattern-removed', at });
    expect(await world.patterns.versions(patternId)).toEqual([]);
    expect(await world.patterns.search(name, 5)).toEqual([]);

    expect(await removePattern({ attempt: 1 })).toEqual({ type: 'pattern-removed', at });
  });

  it('touches nothing where it was changed meanwhile', async () => {
    await world.patterns.save(aPattern({ version: 4, owner: 'b-team' }));

    expect(await removePattern()).toMatchObject({
      type: 'removal-hindered',
      reason: expect.stringContaining('it is at version 4'),
    });
    expect(await world.patterns.versions(patternId)).toHaveLength(4);
  });

  it('touches nothing where it is changed at that very moment', async () => {
    const checkTurn = (): Promise<void> => world.patterns.save(aPattern({ version: 4 }));

    expect(await removePattern({ checkTurn })).toMatchObject({
      type: 'removal-hindered',
      reason: expect.stringContaining('changed meanwhile'),
    });
    expect(await world.patterns.versions(patternId)).toHaveLength(4);
  });

  it('says that somebody else deleted it', async () => {
    await world.patterns.remove(patternId, 3);

    expect(await removePattern()).toMatchObject({
      type: 'removal-hindered',
      reason: 'This pattern is not there any more.',
    });
  });

  it('waits for records that are away, and leaves it to who has its turn', async () => {
    world.patterns.setDown(true);
    await expect(removePattern()).rejects.toMatchObject({ kind: 'unavailable' });
    world.patterns.setDown(false);
    const taken = new Failure('unavailable', 'Another process took over.');
    await expect(removePattern({ checkTurn: () => Promise.reject(taken) })).rejects.toBe(taken);

    expect(await world.patterns.get(patternId)).toMatchObject({ id: patternId, version: 3 });
  });
});
