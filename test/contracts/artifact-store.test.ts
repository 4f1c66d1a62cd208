import { describe, expect, it } from 'vitest';
import { createRedisArtifactStore } from '../../src/adapters/redis/artifact-store.ts';
import { createSqliteArtifactStore } from '../../src/adapters/sqlite/artifact-store.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createFakeArtifactStore } from '../fakes/artifact-store.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { missingRedis } from '../redis/redis-server.ts';
import { useRedis } from '../redis/stage.ts';
import { artifactStoreContract } from './artifact-store.ts';

const lease = { check: () => undefined };

describe('artifact store in memory', () => {
  artifactStoreContract(createFakeArtifactStore);
});

describe('artifact store in SQLite', () => {
  artifactStoreContract(() =>
    createSqliteArtifactStore({
      database: openDatabase(':memory:'),
      lease,
      clock: createFakeClock(),
    }),
  );
});

describe.skipIf(missingRedis())('artifact store in Redis', () => {
  const redis = useRedis();
  artifactStoreContract(() => createRedisArtifactStore({ connection: redis() }));

  it('keeps a text for half a year after it was last put or read', async () => {
    const { client } = redis();
    const store = createRedisArtifactStore({ connection: redis() });
    const hash = await store.put('kind: ConfigMap');
    const [key = ''] = await client.keys('*');
    const isFresh = async (): Promise<boolean> => (await client.ttl(key)) > 179 * 86_400;
    expect(await isFresh()).toBe(true);

    await client.expire(key, 60);
    await store.get(hash);
    expect(await isFresh()).toBe(true);
    await client.expire(key, 60);
    await store.put('kind: ConfigMap');
    expect(await isFresh()).toBe(true);
    expect(await store.get(hash)).toBe('kind: ConfigMap');
  });
});
