import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteRecordStore } from '../../src/adapters/sqlite/record-store.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeRecordStore } from '../fakes/record-store.ts';
import { recordStoreContract } from './record-store.ts';

recordStoreContract('record store in memory', createFakeRecordStore);

recordStoreContract('record store in SQLite', () =>
  createSqliteRecordStore({
    database: openDatabase(':memory:'),
    lease: { check: () => undefined },
    clock: createFakeClock(),
  }),
);
