import { describe } from 'vitest';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteDeliveryStore } from '../../src/adapters/sqlite/delivery-store.ts';
import { createFakeDeliveryStore } from '../fakes/delivery-store.ts';
import { deliveryStoreContract } from './delivery-store.ts';

const lease = { check: () => undefined };

describe('delivery store in memory', () => {
  deliveryStoreContract(createFakeDeliveryStore);
});

describe('delivery store in SQLite', () => {
  deliveryStoreContract(() =>
    createSqliteDeliveryStore({ database: openDatabase(':memory:'), lease }),
  );
});
