import { describe, expect, it } from 'vitest';
import { aSession } from '../../test/builders.ts';
import { createFakeClock, settled } from '../../test/fakes/clock.ts';
import { createFakeLogger } from '../../test/fakes/logger.ts';
import { createFakeRecordStore } from '../../test/fakes/record-store.ts';
import { missingRedis } from '../../test/redis/redis-server.ts';
import { useRedis } from '../../test/redis/stage.ts';
import { createRedisRecordStore } from '../adapters/redis/record-store.ts';
import { openDatabase } from '../adapters/sqlite/database.ts';
import { createSqliteRecordStore } from '../adapters/sqlite/record-store.ts';
import type { Session } from '../chat/session.ts';
import { Failure } from '../domain/failure.ts';
import type { Commit, RecordStore } from '../ports/record-store.ts';
import { takeKey } from './dispatch.ts';

const clock = createFakeClock();
const logger = createFakeLogger();

function opening(record: Session, expectedVersion = 0): Commit {
  return {
    session: { record, expectedVersion },
    effects: [],
    cancels: [],
    audit: [],
    finishes: {},
  };
}

function takingKeys(create: () => RecordStore): void {
  it('makes it the only open session with that key, until it ends', async () => {
    const store = create();
    const removal = aSession({ id: 'removal', key: 'question' });
    await store.commit(opening(removal));
    const scan = aSession({ id: 'scan', key: 'scan' });

    expect(
      await takeKey({ store, clock, logger }, { sessionId: 'removal', key: 'scan' }),
    ).toBeUndefined();
    expect(
      await takeKey({ store, clock, logger }, { sessionId: 'removal', key: 'scan' }),
    ).toBeUndefined();

    await expect(store.commit(opening(scan))).rejects.toMatchObject({ kind: 'conflict' });
    await store.commit(opening(aSession({ id: 'another', key: 'question' })));
    const held = await store.session('removal');
    expect(held).toMatchObject({ version: 2, key: 'scan', state: removal.state });
    await store.commit(opening({ ...removal, key: 'scan', version: 3, isOpen: false }, 2));
    await store.commit(opening(scan));
  });

  it('names who has it, and leaves all as it was', async () => {
    const store = create();
    const removal = aSession({ id: 'removal' });
    await store.commit(opening(removal));
    await store.commit(opening(aSession({ id: 'scan', key: 'scan' })));

    const other = await takeKey({ store, clock, logger }, { sessionId: 'removal', key: 'scan' });

    expect(other?.id).toBe('scan');
    expect(await store.session('removal')).toEqual(removal);
  });

  it('has one winner among many at once', async () => {
    const store = create();
    const ids = ['a', 'b', 'c', 'd'];
    for (const id of ids) await store.commit(opening(aSession({ id })));

    const others = await Promise.all(
      ids.map((sessionId) => takeKey({ store, clock, logger }, { sessionId, key: 'scan' })),
    );

    expect(others.filter((other) => other === undefined)).toHaveLength(1);
    const holders = await store.sessions({ key: 'scan', isOpen: true, limit: 9 });
    expect(holders).toHaveLength(1);
  });

  it('is refused to a session that has ended', async () => {
    const store = create();
    await store.commit(opening(aSession({ id: 'removal', isOpen: false })));

    const taking = takeKey({ store, clock, logger }, { sessionId: 'removal', key: 'scan' });

    await expect(taking).rejects.toMatchObject({ kind: 'conflict' });
  });
}

describe('a session that takes a key, in memory', () => {
  takingKeys(() => createFakeRecordStore(() => clock.now().toISOString()));
});

it('is tried again after a pause where other writes are faster', async () => {
  const store = createFakeRecordStore(() => clock.now().toISOString());
  await store.commit(opening(aSession({ id: 'removal' })));
  let tries = 0;
  const busy = {
    ...store,
    async commit(commit: Commit) {
      tries += 1;
      if (tries <= 12) throw new Failure('conflict', 'Somebody was faster.');
      await store.commit(commit);
    },
  };
  const parts = { store: busy, clock, logger, random: () => 1 };

  const taking = takeKey(parts, { sessionId: 'removal', key: 'scan' });
  await settled();
  const atOnce = tries;
  await clock.advance(5_000);

  expect(await taking).toBeUndefined();
  expect(atOnce).toBe(2);
  expect(await store.session('removal')).toMatchObject({ key: 'scan', version: 2 });
});

describe('a session that takes a key, in SQLite', () => {
  const lease = { check: () => undefined };
  takingKeys(() => {
    const logger = createFakeLogger();
    return createSqliteRecordStore({ database: openDatabase(':memory:'), lease, clock, logger });
  });
});

describe.skipIf(missingRedis())('a session that takes a key, in Redis', () => {
  const redis = useRedis();
  takingKeys(() =>
    createRedisRecordStore({ connection: redis(), clock, logger: createFakeLogger() }),
  );
});
