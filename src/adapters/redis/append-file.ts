import type { Redis } from 'ioredis';

/** There while something was erased that may still stand in the append-only file. */
export const ERASED = 'dotai:evidence:erased';
/** There for a day after a rewrite was asked for. */
const REWRITTEN = 'dotai:evidence:rewritten';
const REWRITES_EVERY_MS = 24 * 3_600_000;

/** What the same words stood in elsewhere (conversations, cards) is let go of within that time, in milliseconds. */
const SETTLED_MS = 60_000;

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
  let timer: NodeJS.Timeout | undefined;

  function schedule(pauseMs: number): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void rewrite().catch(() => schedule(AWAY_MS));
    }, pauseMs).unref();
  }

  async function rewrite(): Promise<void> {
    if ((await client.exists(ERASED)) === 0) return;
    const isFirst = await client.set(REWRITTEN, '1', 'PX', REWRITES_EVERY_MS, 'NX');
    if (isFirst === null) {
      schedule(Math.max(await client.pttl(REWRITTEN), settledMs));
      return;
    }
    const persistence = await client.info('persistence');
    if (persistence.includes('aof_enabled:1')) await client.bgrewriteaof();
    await client.del(ERASED);
  }

  // What a process erased that was stopped since.
  schedule(settledMs);
  return { soon: () => schedule(settledMs) };
}
