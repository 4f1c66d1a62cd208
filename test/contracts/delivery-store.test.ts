import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteDeliveryStore } from '../../src/adapters/sqlite/delivery-store.ts';
import { createFakeDeliveryStore } from '../fakes/delivery-store.ts';
import { deliveryStoreContract } from './delivery-store.ts';

const lease = { check: () => undefined };

deliveryStoreContract('delivery store in memory', createFakeDeliveryStore);

deliveryStoreContract('delivery store in SQLite', () =>
  createSqliteDeliveryStore({ database: openDatabase(':memory:'), lease }),
);
