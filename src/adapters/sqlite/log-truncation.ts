import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/**
 * When the log is emptied after something was erased, in milliseconds from one time to the next: at once, and again
 * since what the same words stood in elsewhere (conversations, cards) is written anew only then.
 */
const PAUSES_MS: readonly number[] = [250, 2_000, 10_000, 60_000, 600_000];

/** How long until another try, in milliseconds, where somebody reads the file at that moment. */
const BUSY_PAUSE_MS = 1_000;

const Checkpoint = z.object({ busy: z.number() });

/** Keeps what was erased from lasting in the log beside the file. */
interface LogTruncation {
  /** Begins anew where it is under way. */
  soon(): void;
  stop(): void;
}

/**
 * Moves what is in the write-ahead log to its place and cuts the log to nothing. It takes milliseconds, since
 * SQLite does the same whenever the log has 4 MB, and waits for nobody: where somebody reads, it is tried again.
 *
 * Source: https://sqlite.org/pragma.html#pragma_wal_checkpoint
 */
export function createLogTruncation(
  connection: DatabaseSync,
  { busyTimeoutMs }: { readonly busyTimeoutMs: number },
): LogTruncation {
  let timer: NodeJS.Timeout | undefined;

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  function schedule(round: number, pauseMs = PAUSES_MS[round]): void {
    stop();
    if (pauseMs === undefined) return;
    timer = setTimeout(() => {
      if (!connection.isOpen) return;
      if (isTruncated(connection, busyTimeoutMs)) schedule(round + 1);
      else schedule(round, BUSY_PAUSE_MS);
    }, pauseMs).unref();
  }

  return { soon: () => schedule(0), stop };
}

function isTruncated(connection: DatabaseSync, busyTimeoutMs: number): boolean {
  connection.exec('PRAGMA busy_timeout = 0');
  try {
    const row = connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    return Checkpoint.parse(row).busy === 0;
  } catch {
    // A statement of this very process is not read to its end, or the disk is full: the next try finds out.
    return false;
  } finally {
    connection.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  }
}
