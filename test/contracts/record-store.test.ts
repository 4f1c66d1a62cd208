import { describe } from 'vitest';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteRecordStore } from '../../src/adapters/sqlite/record-store.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeRecordStore } from '../fakes/record-store.ts';
import { recordStoreContract } from './record-store.ts';

describe('record store in memory', () => {
  recordStoreContract(async () => {
    const clock = createFakeClock();
    return { store: createFakeRecordStore(() => clock.now().toISOString()), clock };
  });
});

describe('record store in SQLite', () => {
  recordStoreContract(async () => {
    const clock = createFakeClock();
    const lease = { check: () => undefined };
    const store = createSqliteRecordStore({ database: openDatabase(':memory:'), lease, clock });
    return { store, clock };
  });
});
