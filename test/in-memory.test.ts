import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LOCK_FILE } from '../src/demo/folder-lock.ts';
import { folderIn } from './in-memory.ts';

let memory = '';
beforeEach(() => {
  memory = mkdtempSync(join(tmpdir(), 'dotai-memory-'));
});
afterEach(() => rmSync(memory, { recursive: true }));

it('is a folder for each run, which goes with it and with no other', () => {
  const one = folderIn(memory, 0);
  const other = folderIn(memory, 0);
  writeFileSync(join(one?.path ?? '', 'kept'), '');
  other?.clear();

  expect(readdirSync(one?.path ?? '')).toContain('kept');
  expect(existsSync(other?.path ?? '')).toBe(false);
  one?.clear();
  expect(readdirSync(memory)).toEqual([]);
});

it('is without what a run left behind that was killed, and keeps whatever is not of one', () => {
  const [killed, beginning] = ['dotai-tests-killed', 'dotai-tests-beginning'];
  for (const name of [killed, beginning, 'another']) mkdirSync(join(memory, name));
  writeFileSync(join(memory, killed, LOCK_FILE), '');
  folderIn(memory, 0)?.clear();

  expect(readdirSync(memory)).toEqual(['another', beginning]);
});

it('is none without room, on machines without such a place, and where no folder can be made', () => {
  const file = join(memory, 'file');
  writeFileSync(file, '');

  expect(folderIn(memory, 2 ** 60)).toBeUndefined();
  expect(folderIn(join(memory, 'nowhere'), 0)).toBeUndefined();
  expect(folderIn(file, 0)).toBeUndefined();
  expect(readdirSync(memory)).toEqual(['file']);
});
