import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { createLogTruncation } from './log-truncation.ts';
import { MIGRATIONS } from './schema.ts';

/** How long a statement waits for another process's write before it gives up. */
const BUSY_TIMEOUT_MS = 5_000;

/** One SQLite file. Adapters prepare their statements on `connection` once and keep them. */
export interface Database {
  readonly path: string;
  readonly connection: DatabaseSync;
  /**
   * Runs `work` in one write transaction: on disk when this returns, undone when `work` throws.
   * Throws `Failure('unavailable')` where the file cannot be written (busy, full, unreadable).
   */
  write<Result>(work: () => Result): Result;
  /** Empties the log beside the file within a second, and some times again: what was erased is in it, too. */
  readonly truncateLogSoon: () => void;
  close(): void;
}

/**
 * Opens the file, creates it where it is absent (readable by its owner only) and brings it to the
 * present layout. `:memory:` is a database of its own. Throws `Failure('unavailable')` when the file
 * cannot be opened, `Failure('conflict')` when a newer version of the bot wrote it.
 */
export function openDatabase(path: string): Database {
  return opened(path, () => {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const connection = new DatabaseSync(path, {
      timeout: BUSY_TIMEOUT_MS,
      enableForeignKeyConstraints: true,
    });
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    // What is deleted is overwritten where its page is written anyway: quotes of people must not linger.
    connection.exec('PRAGMA secure_delete = FAST;');
    const database = databaseOf(path, connection);
    migrate(database);
    return database;
  });
}

/**
 * Opens an existing file for reading, beside the process that owns it. Throws as `openDatabase`
 * does, and `Failure('conflict')` when the file's layout is older than this version reads.
 */
export function openDatabaseReadOnly(path: string): Database {
  return opened(path, () => {
    const connection = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, readOnly: true });
    const version = layoutOf(connection);
    if (version !== MIGRATIONS.length) throw otherLayout(version);
    return databaseOf(path, connection);
  });
}

function databaseOf(path: string, connection: DatabaseSync): Database {
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const commit = connection.prepare('COMMIT');
  const rollback = connection.prepare('ROLLBACK');
  const log = createLogTruncation(connection, { busyTimeoutMs: BUSY_TIMEOUT_MS });
  return {
    path,
    connection,
    truncateLogSoon: () => {
      if (path !== ':memory:') log.soon();
    },
    write(work) {
      try {
        begin.run();
        const result = work();
        commit.run();
        return result;
      } catch (error) {
        if (connection.isOpen && connection.isTransaction) rollback.run();
        throw asFailure(error);
      }
    },
    close() {
      log.stop();
      if (connection.isOpen) connection.close();
    },
  };
}

function migrate(database: Database): void {
  const { connection } = database;
  const version = layoutOf(connection);
  if (version > MIGRATIONS.length) throw otherLayout(version);
  for (const [index, statements] of MIGRATIONS.entries()) {
    if (index < version) continue;
    database.write(() => {
      if (layoutOf(connection) > index) return; // another process was faster
      connection.exec(`${statements}; PRAGMA user_version = ${index + 1};`);
    });
  }
}

const LayoutRow = z.object({ user_version: z.number().int() });

function layoutOf(connection: DatabaseSync): number {
  return LayoutRow.parse(connection.prepare('PRAGMA user_version').get()).user_version;
}

function otherLayout(version: number): Failure {
  const message =
    version > MIGRATIONS.length
      ? 'A newer version of dotai wrote the data file. Start that version, or name another data directory.'
      : 'An older version of dotai wrote the data file. Start the bot once, so that it brings the file up to date.';
  return new Failure('conflict', message);
}

function opened(path: string, open: () => Database): Database {
  try {
    return open();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const message = `The data file ${path} cannot be opened. Check that the directory exists and may be written.`;
    throw new Failure('unavailable', message, { cause: error });
  }
}

const SqliteError = z.looseObject({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.number() });

/** Primary result codes that waiting or an operator can mend. Source: https://sqlite.org/rescode.html */
const OUTAGES = new Set([
  5 /* BUSY */, 6 /* LOCKED */, 8 /* READONLY */, 10 /* IOERR */, 13 /* FULL */, 14 /* CANTOPEN */,
]);

/**
 * `Failure('unavailable')` for an error of SQLite that is an outage. Whatever else it reports (a
 * constraint, a bad statement) is ours to mend and stays as it is.
 */
export function asFailure(error: unknown): unknown {
  const { data } = SqliteError.safeParse(error);
  if (!data || !OUTAGES.has(data.errcode & 0xff)) return error;
  const message = 'The bot cannot write its records just now. Try again shortly.';
  return new Failure('unavailable', message, { cause: error, retryAfterMs: 1_000 });
}
