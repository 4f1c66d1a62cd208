import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm';

/** Several times what the tests keep there at one time: containers often have 64 MB only. */
const ROOM_BYTES = 1024 ** 3;

/**
 * Before all tests: what they write and throw away goes to memory where there is room, since the bot
 * waits for the disk at each of its writes. What a killed process wrote is there after it, as on a
 * disk. A `TMPDIR` that somebody named is kept to. Returns what clears up after all tests.
 */
export function setup(): (() => void) | undefined {
  if (process.env['TMPDIR'] !== undefined || roomBytes() < ROOM_BYTES) return undefined;
  const folder = mkdtempSync(join(MEMORY, 'dotai-tests-'));
  process.env['TMPDIR'] = folder;
  return () => {
    delete process.env['TMPDIR'];
    rmSync(folder, { recursive: true, force: true });
  };
}

/** None where this machine has no such place. */
function roomBytes(): number {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
