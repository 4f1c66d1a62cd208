import type { Redis } from 'ioredis';
import { codeOf } from './connection-failure.ts';
import { createScript } from './connection-script.ts';

/** How many times something was erased that may still stand in the append-only file. */
export const ERASED = 'dotai:evidence:erased';
/** There for a day after a rewrite was asked for. */
const REWRITTEN = 'dotai:evidence:rewritten';
const REWRITES_EVERY_MS = 24 * 3_600_000;

/** What the same words stood in elsewhere (conversations, cards) is let go of within that time, in milliseconds. */
const SETTLED_MS = 60_000;

/** Key: ERASED. Value: what it was. Answers whether nothing was erased since. */
const SETTLE = `
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
  return redis.call('DEL', KEYS[1])`;

/** How long until another try where Redis is away, in milliseconds. */
const AWAY_MS = 600_000;

/**
 * Has Redis rewrite its append-only file after something was erased, at most once a day for all processes:
 * until then what was erased stands in that file. Where the user may not (`NOPERM`, managed services) it is left
 * to Redis itself and its operator.
 *
 * Source: https://redis.io/docs/latest/commands/bgrewriteaof/
 */
export function createAppendFileRewriting(
  client: Redis,
  { settledMs = SETTLED_MS }: { readonly settledMs?: number } = {},
): { soon(): void } {
  const settle = createScript(client, SETTLE);
  let timer: NodeJS.Timeout | undefined;

  function schedule(pauseMs: number): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void rewrite().catch(() => schedule(AWAY_MS));
    }, pauseMs).unref();
  }

  async function rewrite(): Promise<void> {
    const erased = await client.get(ERASED);
    if (erased === null) return;
    const isFirst = await client.set(REWRITTEN, '1', 'PX', REWRITES_EVERY_MS, 'NX');
    if (isFirst === null) {
      schedule(Math.max(await client.pttl(REWRITTEN), settledMs));
      return;
    }
    await ask();
    // What was erased while Redis began stands in the new file, too.
    if ((await settle([ERASED], [erased])) === 0) schedule(settledMs);
  }

  /** One that goes on began before something was erased: then another one is asked for soon. */
  async function ask(): Promise<void> {
    try {
      const persistence = await client.info('persistence');
      if (persistence.includes('aof_enabled:1')) await client.bgrewriteaof();
    } catch (error) {
      if (codeOf(error) !== 'NOPERM') await client.del(REWRITTEN);
      throw error;
    }
  }

  // What a process erased that was stopped since.
  schedule(settledMs);
  return { soon: () => schedule(settledMs) };
}
