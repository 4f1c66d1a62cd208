import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCommand, aModelCall } from '../../../test/builders.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { Failure } from '../../domain/failure.ts';
import { type Database, openDatabase } from './database.ts';
import { createSqliteDeliveryStore } from './delivery-store.ts';
import { createSqliteModelLedger } from './model-ledger.ts';
import { createSqliteRecordStore } from './record-store.ts';
import { createSharedWrites, type SharedWrites } from './shared-writes.ts';

function counting(database: Database, count: () => void): Database {
  return {
    ...database,
    write(work) {
      count();
      return database.write(work);
    },
  };
}

describe('writes that share the wait for the disk', () => {
  let file: Database;
  let transactions: number;
  let shared: SharedWrites;

  beforeEach(() => {
    file = openDatabase(':memory:');
    file.connection.exec('CREATE TABLE words (word TEXT PRIMARY KEY)');
    transactions = 0;
    shared = createSharedWrites(counting(file, () => (transactions += 1)));
  });
  afterEach(() => file.close());

  function add(word: string): () => string {
    return () => {
      file.connection.prepare('INSERT INTO words VALUES (?)').run(word);
      return word;
    };
  }

  function words(): unknown[] {
    return file.connection
      .prepare('SELECT word FROM words ORDER BY rowid')
      .all()
      .map(({ word }) => word);
  }

  it('are one transaction when they come together, in their order', async () => {
    const written = await Promise.all([
      shared.write(add('one')),
      shared.write(add('two')),
      shared.write(add('three')),
    ]);

    expect(written).toEqual(['one', 'two', 'three']);
    expect(words()).toEqual(['one', 'two', 'three']);
    expect(transactions).toBe(1);
  });

  it('are transactions of their own when one waits for the other', async () => {
    await shared.write(add('one'));
    await shared.write(add('two'));

    expect(transactions).toBe(2);
  });

  it('undoes alone what throws, with all that it had written', async () => {
    const refusal = new Failure('conflict', 'Somebody was faster.');
    const outcomes = await Promise.allSettled([
      shared.write(add('one')),
      shared.write(() => {
        add('two')();
        throw refusal;
      }),
      shared.write(add('three')),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: refusal });
    expect(words()).toEqual(['one', 'three']);
  });

  it('lets a statement that SQLite refuses harm no other', async () => {
    const outcomes = await Promise.allSettled([shared.write(add('one')), shared.write(add('one'))]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(words()).toEqual(['one']);
  });

  it('rejects all when nothing can be written', async () => {
    file.connection.exec('PRAGMA query_only = 1');

    const outcomes = await Promise.allSettled([shared.write(() => 1), shared.write(add('two'))]);

    const unavailable = { status: 'rejected', reason: { kind: 'unavailable' } };
    expect(outcomes).toMatchObject([unavailable, unavailable]);
  });
});

it('is waited for once by all tables of a file', async () => {
  let transactions = 0;
  const database = counting(openDatabase(':memory:'), () => (transactions += 1));
  const lease = { check: () => undefined };
  const shared = createSharedWrites(database);
  const parts = { database, lease, shared, clock: createFakeClock(), logger: createFakeLogger() };
  const store = createSqliteRecordStore(parts);
  const deliveries = createSqliteDeliveryStore(parts);
  const ledger = createSqliteModelLedger(parts);
  const shown = { sessionId: 's', slot: 'root', message: undefined, version: 1, contentHash: 'h' };

  await Promise.all([
    store.receive(aCommand('help')),
    deliveries.saveDelivery({ ...shown, files: [] }),
    ledger.record(aModelCall()),
  ]);

  expect(transactions).toBe(1);
  expect(await store.unfinishedInbound()).toHaveLength(1);
  expect(await deliveries.deliveries('s')).toMatchObject([{ slot: 'root' }]);
  expect(await ledger.summary('2000-01-01T00:00:00.000Z')).toHaveLength(1);
});
