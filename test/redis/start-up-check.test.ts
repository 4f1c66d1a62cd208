import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openRedis, type RedisConnection } from '../../src/adapters/redis/connection.ts';
import { type RedisFacts, redisRisks, risksOf } from '../../src/adapters/redis/start-up-check.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { missingRedis, type RunningRedis, startRedis } from './redis-server.ts';

const PATIENCE = { timeout: 20_000 };

async function started(
  settings: Readonly<Record<string, string>> = {},
): Promise<{ readonly server: RunningRedis; readonly connection: RedisConnection }> {
  const server = await startRedis({ settings });
  onTestFinished(() => server.close());
  return { server, connection: await connected(server.url) };
}

async function connected(url: string): Promise<RedisConnection> {
  const connection = await openRedis({ url, logger: createFakeLogger() });
  onTestFinished(() => connection.close());
  return connection;
}

/** A primary whose replica has come. */
async function replicated(settings: Readonly<Record<string, string>> = {}) {
  const primary = await started({ ...settings, 'repl-diskless-sync-delay': '0' });
  const port = new URL(primary.server.url).port;
  const replica = await started({ replicaof: `127.0.0.1 ${port}` });
  await vi.waitFor(
    async () =>
      expect(await primary.connection.client.info('replication')).toContain('state=online'),
    PATIENCE,
  );
  return { primary, replica };
}

describe.skipIf(missingRedis())('the start-up check on a real Redis', () => {
  it('finds nothing to say of one that syncs each write and has a replica', async () => {
    const { primary, replica } = await replicated({ appendfsync: 'always' });

    expect(await redisRisks(primary.connection)).toEqual([]);
    expect(await redisRisks(replica.connection)).toContainEqual(
      expect.stringContaining('names a replica'),
    );
  });

  it.each([
    ['no append-only file', { appendonly: 'no' }, 'Set `appendonly yes`.'],
    ['syncing once a second', { appendfsync: 'everysec' }, 'Set `appendfsync always`'],
    ['syncing whenever', { appendfsync: 'no' }, 'Set `appendfsync everysec` or `always`.'],
    ['eviction', { 'maxmemory-policy': 'allkeys-lru' }, 'Set `maxmemory-policy noeviction`.'],
    ['no replica', {}, 'Redis has no replica'],
    ['a cluster', { 'cluster-enabled': 'yes' }, 'Name a single Redis'],
  ])('names %s, and what mends it', async (_what, settings, sentence) => {
    const { connection } = await started({ appendfsync: 'always', ...settings });
    const risks = await redisRisks(connection);

    expect(risks).toContainEqual(expect.stringContaining(sentence));
    const expected = 'cluster-enabled' in settings || sentence.includes('replica') ? 1 : 2;
    expect(risks).toHaveLength(expected); // there is no replica either
  });

  it.each([
    ['taken away', { 'rename-command': 'CONFIG ""' }, ''],
    ['forbidden', { user: 'limited on >word ~* &* +@all -config' }, 'limited:word@'],
  ])('looks elsewhere where CONFIG is %s', async (_what, settings, login) => {
    const { server } = await started({ ...settings, 'maxmemory-policy': 'volatile-ttl' });
    const connection = await connected(server.url.replace('//', `//${login}`));

    expect(await redisRisks(connection)).toEqual([
      expect.stringContaining('Redis has no replica'),
      expect.stringContaining('(volatile-ttl)'),
      expect.stringContaining('does not let the bot look at `appendfsync`'),
    ]);
  });

  it('says that it could not look where both are taken away', async () => {
    const { server } = await started({ user: 'limited on >word ~* &* +@all -config -info' });
    const connection = await connected(server.url.replace('//', '//limited:word@'));
    const [risk, ...others] = await redisRisks(connection);

    expect(others).toEqual([]);
    for (const name of ['version', 'appendonly', 'appendfsync', 'maxmemory-policy', 'replicas']) {
      expect(risk).toContain(name);
    }
  });

  it('fails where Redis goes away meanwhile', async () => {
    const { server, connection } = await started();
    await server.kill();

    await expect(redisRisks(connection)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('risks', () => {
  const sound: RedisFacts = {
    version: '7.2.4',
    isReplica: false,
    isCluster: false,
    replicas: 1,
    appendonly: 'yes',
    appendfsync: 'always',
    maxmemoryPolicy: 'noeviction',
  };

  it.each(['6.2.0', '6.2.14', '7.0.15', '8.10.0', '10.0.0'])('are none in Redis %s', (version) => {
    expect(risksOf({ ...sound, version })).toEqual([]);
  });

  it.each(['2.8.24', '5.0.14', '6.0.16'])('include a Redis as old as %s', (version) => {
    expect(risksOf({ ...sound, version })).toEqual([
      expect.stringContaining(`This is Redis ${version}, and the bot needs 6.2`),
    ]);
  });
});
