import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSystem } from '../compose.ts';
import type { FolderLock } from './folder-lock.ts';
import { prepareFolder } from './folder.ts';

const { clock } = createSystem('error');
let folder = '';
const locks: FolderLock[] = [];
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dotai-folder-'));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(killed));
  locks.splice(0).forEach((lock) => lock.release());
  rmSync(folder, { recursive: true });
});

function prepare(options: Partial<Parameters<typeof prepareFolder>[0]> = {}): FolderLock {
  const lock = prepareFolder({ folder, isFresh: false, clock, ...options });
  locks.push(lock);
  return lock;
}

/** A process that has the folder. */
async function neighbour(): Promise<ChildProcess> {
  const source = new URL('folder-lock.ts', import.meta.url).href;
  const program = `import { lockFolder } from ${JSON.stringify(source)};
    const lock = lockFolder(${JSON.stringify(folder)});
    console.log(lock ? 'has it' : 'has it not');
    setInterval(() => lock, 1_000);`;
  const words = ['--input-type=module', '--eval', program];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toBe('has it\n');
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

function modeOf(...path: readonly string[]): string {
  return (statSync(join(folder, ...path)).mode & 0o777).toString(8);
}

it('forgets what a demo wrote, and nothing that somebody else put there', () => {
  for (const name of ['cluster.json', 'slack.json', 'kubeconfig', 'notes.txt']) {
    writeFileSync(join(folder, name), 'x');
  }
  mkdirSync(join(folder, 'mine'));

  prepare({ isFresh: true });

  expect(readdirSync(folder).toSorted()).toEqual(['demo.lock', 'mine', 'notes.txt']);
});

it('keeps everything where nobody asked to forget', () => {
  writeFileSync(join(folder, 'slack.json'), 'x');

  prepare();

  expect(existsSync(join(folder, 'slack.json'))).toBe(true);
});

it('forgets also what cannot be read any more', () => {
  writeFileSync(join(folder, 'dotai.db'), 'no database'.repeat(100));

  expect(() => prepare()).toThrow(/cannot be opened/u);
  prepare({ isFresh: true });

  expect(existsSync(join(folder, 'dotai.db'))).toBe(false);
});

it('makes a folder that is not there yet', () => {
  const deep = join(folder, 'data', 'demo');

  prepare({ folder: deep });

  expect(existsSync(deep)).toBe(true);
});

it('keeps what it makes, and what it finds, to one account', () => {
  prepare({ folder: join(folder, 'new') }).release();
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'slack.json'), 'x', { mode: 0o644 });
  prepare();

  expect([modeOf('new'), modeOf(), modeOf('slack.json'), modeOf('demo.lock')]).toEqual([
    '700',
    '700',
    '600',
    '600',
  ]);
});

it('lets one demo in at a time, from its first file to its last', async () => {
  const first = prepare();
  writeFileSync(join(folder, 'slack.json'), 'x');

  expect(() => prepare({ isFresh: true })).toThrow(/^Another demo is running with the data in/u);
  expect(existsSync(join(folder, 'slack.json'))).toBe(true);
  first.release();
  prepare().release();
});

it('is kept out by another process until that has ended, however it ended', async () => {
  const other = await neighbour();

  expect(() => prepare()).toThrow(expect.objectContaining({ kind: 'conflict' }));
  await killed(other);
  prepare();
});

it('says what to do where nothing can be locked', () => {
  writeFileSync(join(folder, 'demo.lock'), 'no database'.repeat(100));

  expect(() => prepare()).toThrow(/cannot be locked for one demo\. .*demo\.lock/u);
});
