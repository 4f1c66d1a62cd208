import type { Database } from './database.ts';

/**
 * Overwrites what `work` deletes also where a whole page becomes free, which costs a write more. The log beside
 * the file, which holds what was written lately, is emptied soon after.
 */
export function erasing<Result>(
  { connection, truncateLogSoon }: Database,
  work: () => Result,
): Result {
  connection.exec('PRAGMA secure_delete = ON');
  try {
    return work();
  } finally {
    connection.exec('PRAGMA secure_delete = FAST');
    truncateLogSoon();
  }
}
