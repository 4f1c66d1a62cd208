import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK_FILE, lockFolder } from '../src/demo/folder-lock.ts';

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm';

const PREFIX = 'dotai-tests-';

/** Several times what the tests keep there at one time: containers often have 64 MB only. */
const ROOM_BYTES = 1024 ** 3;

export interface MemoryFolder {
  readonly path: string;
  /** Deletes it with all that is in it. */
  clear(): void;
}

/**
 * Before all tests: what they write and throw away goes to memory where there is room, since the bot
 * waits for the disk at each of its writes. What a killed process wrote is there after it, as on a
 * disk. A `TMPDIR` that somebody named is kept to. Returns what clears up after all tests.
 */
export function setup(): (() => void) | undefined {
  if (process.env['TMPDIR'] !== undefined) return undefined;
  const folder = folderIn(MEMORY);
  if (!folder) return undefined;
  process.env['TMPDIR'] = folder.path;
  return () => {
    delete process.env['TMPDIR'];
    folder.clear();
  };
}

/**
 * A folder for one run, and those of runs that were killed are gone: memory is not theirs to keep. Undefined
 * where this machine has no such place, no room there, or forbids it.
 */
export function folderIn(memory: string, roomBytes = ROOM_BYTES): MemoryFolder | undefined {
  try {
    clearLeftBehind(memory);
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize < roomBytes) return undefined;
    const path = mkdtempSync(join(memory, PREFIX));
    const lock = lockFolder(path);
    return {
      path,
      clear() {
        rmSync(path, { recursive: true, force: true });
        lock?.release();
      },
    };
  } catch {
    return undefined;
  }
}

/** A run has its folder locked as long as it lives; one without a lock may be beginning just now. */
function clearLeftBehind(memory: string): void {
  for (const name of readdirSync(memory)) {
    const path = join(memory, name);
    if (!name.startsWith(PREFIX) || !existsSync(join(path, LOCK_FILE))) continue;
    const lock = lockFolder(path);
    if (!lock) continue;
    rmSync(path, { recursive: true, force: true });
    lock.release();
  }
}
