import { z } from 'zod';
import type { Delivery, DeliveryStore } from '../../ports/delivery-store.ts';
import { createScript } from './connection-script.ts';
import { asFailure } from './connection-failure.ts';
import type { RedisConnection } from './connection.ts';

/**
 * How long a session's messages are known after the last one was shown: longer than a session is kept
 * after its end, and than any lives without a word.
 */
const KEPT_S = 180 * 86_400;

/** Key: the session's deliveries. Values: slot, delivery, KEPT_S. */
const SAVE = `
  local function tells_more(one, other)
    if one.version ~= other.version then return one.version > other.version end
    if (one.message == nil) ~= (other.message == nil) then return one.message ~= nil end
    return #one.files > #other.files
  end
  local known = redis.call('HGET', KEYS[1], ARGV[1])
  if known and tells_more(cjson.decode(known), cjson.decode(ARGV[2])) then return end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  redis.call('EXPIRE', KEYS[1], ARGV[3])`;

const StoredDelivery: z.ZodType<Delivery> = z
  .object({
    sessionId: z.string(),
    slot: z.string(),
    message: z.object({ channel: z.string(), id: z.string() }).optional(),
    version: z.number().int(),
    contentHash: z.string(),
    files: z.array(z.string()),
  })
  .transform((row) => ({ ...row, message: row.message }));

/** Which message shows which slot, for all processes. */
export function createRedisDeliveryStore(options: {
  readonly connection: RedisConnection;
}): DeliveryStore {
  const { client } = options.connection;
  const save = createScript(client, SAVE);
  return {
    async deliveries(sessionId) {
      const rows = await asFailure(client.hvals(keyOf(sessionId)));
      return rows.map((row) => StoredDelivery.parse(JSON.parse(row)));
    },
    async saveDelivery(delivery) {
      const { sessionId, slot } = delivery;
      await save([keyOf(sessionId)], [slot, JSON.stringify(delivery), KEPT_S]);
    },
  };
}

function keyOf(sessionId: string): string {
  return `dotai:deliveries:${sessionId}`;
}
