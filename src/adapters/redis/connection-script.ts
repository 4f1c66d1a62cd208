import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { asFailure, codeOf } from './connection-failure.ts';

/** A Lua script: what it does happens whole and alone. Answers with what the script returns. */
export type Script = (
  keys: readonly string[],
  values: readonly (string | number)[],
) => Promise<unknown>;

/**
 * Sends the script's digest, and its text only where Redis does not have it (a restart, a failover): a
 * refusal of the digest ran nothing. Throws as `asFailure`.
 */
export function createScript(client: Redis, text: string): Script {
  const digest = createHash('sha1').update(text).digest('hex');
  return async (keys, values) =>
    asFailure(
      client.evalsha(digest, keys.length, ...keys, ...values).catch((error: unknown) => {
        if (codeOf(error) !== 'NOSCRIPT') throw error;
        return client.eval(text, keys.length, ...keys, ...values);
      }),
    );
}
