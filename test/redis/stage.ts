import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openRedis, type RedisConnection } from '../../src/adapters/redis/connection.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { type RunningRedis, startRedis } from './redis-server.ts';

/** A Redis for the tests of one `describe`, empty at the beginning of each. Asked for within a test. */
export function useRedis(): () => RedisConnection {
  let server: RunningRedis | undefined;
  let connection: RedisConnection | undefined;
  beforeAll(async () => {
    server = await startRedis();
    connection = await openRedis({ url: server.url, logger: createFakeLogger() });
  });
  beforeEach(async () => {
    await connection?.client.flushall();
  });
  afterAll(async () => {
    await connection?.close();
    await server?.close();
  });
  return () => {
    if (connection === undefined) throw new Error('Redis is used before it was started');
    return connection;
  };
}
