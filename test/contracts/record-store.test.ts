import { describe } from 'vitest';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteRecordStore } from '../../src/adapters/sqlite/record-store.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeRecordStore } from '../fakes/record-store.ts';
import { recordStoreContract } from './record-store.ts';

describe('record store in memory', () => {
  recordStoreContract(createFakeRecordStore);
});

describe('record store in SQLite', () => {
  recordStoreContract(() =>
    createSqliteRecordStore({
      database: openDatabase(':memory:'),
      lease: { check: () => undefined },
      clock: createFakeClock(),
    }),
  );
});
