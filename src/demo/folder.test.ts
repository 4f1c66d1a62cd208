import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSystem } from '../compose.ts';
import { prepareFolder } from './folder.ts';

const { clock } = createSystem('error');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dotai-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('forgets what a demo wrote, and nothing that somebody else put there', () => {
  for (const name of ['cluster.json', 'slack.json', 'kubeconfig', 'notes.txt']) {
    writeFileSync(join(folder, name), 'x');
  }
  mkdirSync(join(folder, 'mine'));

  prepareFolder({ folder, isFresh: true, clock });

  expect(readdirSync(folder).toSorted()).toEqual(['mine', 'notes.txt']);
});

it('keeps everything where nobody asked to forget', () => {
  writeFileSync(join(folder, 'slack.json'), 'x');

  prepareFolder({ folder, isFresh: false, clock });

  expect(existsSync(join(folder, 'slack.json'))).toBe(true);
});

it('forgets also what cannot be read any more', () => {
  writeFileSync(join(folder, 'dotai.db'), 'no database'.repeat(100));

  expect(() => prepareFolder({ folder, isFresh: false, clock })).toThrow(/cannot be opened/u);
  prepareFolder({ folder, isFresh: true, clock });

  expect(existsSync(join(folder, 'dotai.db'))).toBe(false);
});

it('makes a folder that is not there yet', () => {
  const deep = join(folder, 'data', 'demo');

  prepareFolder({ folder: deep, isFresh: false, clock });

  expect(existsSync(deep)).toBe(true);
});
