import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '../domain/failure.ts';

export const LOCK_FILE = 'demo.lock';

/** SQLITE_BUSY: https://sqlite.org/rescode.html#busy */
const IS_HELD = 5;

/**
 * The right to use a folder. It ends with the process that holds it, however that ends, and where
 * nothing refers to it any more.
 */
export interface FolderLock {
  /** May be called again. */
  release(): void;
}

/**
 * Takes the folder for this process, or returns undefined while another demo has it. Node locks no
 * files, but SQLite does: one exclusive transaction that is never committed stands for the folder.
 * Throws `Failure('unavailable')` where nothing can be locked there.
 */
export function lockFolder(folder: string): FolderLock | undefined {
  const path = join(folder, LOCK_FILE);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    chmodSync(path, 0o600);
  } catch (cause) {
    database?.close();
    if (isHeld(cause)) return undefined;
    const message = `The folder ${folder} cannot be locked for one demo. Check that ${path} can be written, or delete it.`;
    throw new Failure('unavailable', message, { cause });
  }
  const held = database;
  return {
    release() {
      if (held.isOpen) held.close();
    },
  };
}

function isHeld(cause: unknown): boolean {
  return cause instanceof Error && 'errcode' in cause && cause.errcode === IS_HELD;
}
