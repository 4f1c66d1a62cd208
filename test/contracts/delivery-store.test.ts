import { describe, expect, it } from 'vitest';
import { createRedisDeliveryStore } from '../../src/adapters/redis/delivery-store.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteDeliveryStore } from '../../src/adapters/sqlite/delivery-store.ts';
import { createFakeDeliveryStore } from '../fakes/delivery-store.ts';
import { missingRedis } from '../redis/redis-server.ts';
import { useRedis } from '../redis/stage.ts';
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

describe.skipIf(missingRedis())('delivery store in Redis', () => {
  const redis = useRedis();
  deliveryStoreContract(() => createRedisDeliveryStore({ connection: redis() }));

  it('knows half a year after the last card of a session where its messages are', async () => {
    const { client } = redis();
    const store = createRedisDeliveryStore({ connection: redis() });
    await store.saveDelivery({
      sessionId: 's',
      slot: 'root',
      message: { channel: 'C1', id: 'm1' },
      version: 1,
      contentHash: 'abc',
      files: [],
    });

    const keys = await client.keys('*');
    expect(keys).toEqual(['dotai:deliveries:s']);
    expect(await client.ttl('dotai:deliveries:s')).toBeGreaterThan(179 * 86_400);
  });
});
