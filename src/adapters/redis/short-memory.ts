import { z } from 'zod';
import { Json } from '../../domain/json.ts';
import type { ShortMemory } from '../../ports/short-memory.ts';
import { createScript } from './connection-script.ts';
import type { RedisConnection } from './connection.ts';

/** Key: what is kept. */
const TAKE = `
  local value = redis.call('HGET', KEYS[1], 'value')
  if not value then return false end
  if redis.call('HINCRBY', KEYS[1], 'uses', -1) <= 0 then redis.call('DEL', KEYS[1]) end
  return value`;

const Taken = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(Json);

/**
 * What one process keeps, any other can take. While Redis is away nothing is kept and nothing found:
 * that is what the port promises, so no error gets out.
 */
export function createRedisShortMemory(options: {
  readonly connection: RedisConnection;
}): ShortMemory {
  const { client } = options.connection;
  const take = createScript(client, TAKE);
  return {
    async keep(key, value, { lifeMs, uses }) {
      const row = { value: JSON.stringify(value), uses };
      const transaction = client.multi().del(keyOf(key));
      // In one go, without a first try by digest: what the caller writes next must find it there.
      if (uses > 0) transaction.hset(keyOf(key), row).pexpire(keyOf(key), lifeMs);
      await transaction.exec().catch(() => undefined);
    },
    async take(key) {
      try {
        return Taken.parse((await take([keyOf(key)], [])) ?? undefined);
      } catch {
        return undefined;
      }
    },
  };
}

function keyOf(key: string): string {
  return `dotai:memory:${key}`;
}
