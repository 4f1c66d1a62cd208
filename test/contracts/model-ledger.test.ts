import { describe } from 'vitest';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteModelLedger } from '../../src/adapters/sqlite/model-ledger.ts';
import { createFakeModelLedger } from '../fakes/model-ledger.ts';
import { modelLedgerContract } from './model-ledger.ts';

describe('model ledger in memory', () => {
  modelLedgerContract(createFakeModelLedger);
});

describe('model ledger in SQLite', () => {
  modelLedgerContract(() =>
    createSqliteModelLedger({
      database: openDatabase(':memory:'),
      lease: { check: () => undefined },
    }),
  );
});
