import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readLessons } from './lessons.ts';

function aFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-lessons-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

it('reads Markdown, text and YAML below a folder, in the order of their names', () => {
  const folder = aFolder({
    'b.md': '# B',
    'a/deep/notes.txt': 'notes',
    'platform.YAML': 'a: 1',
    'picture.png': 'no',
    '.git/config.md': 'no',
    'node_modules/x/README.md': 'no',
  });

  expect(readLessons(folder)).toEqual({
    lessons: [
      { name: join('a', 'deep', 'notes.txt'), text: 'notes' },
      { name: 'b.md', text: '# B' },
      { name: 'platform.YAML', text: 'a: 1' },
    ],
    passedOver: [],
  });
});

it('reads one file by its name', () => {
  const folder = aFolder({ 'runbook.md': 'text' });

  expect(readLessons(join(folder, 'runbook.md')).lessons).toEqual([
    { name: 'runbook.md', text: 'text' },
  ]);
});

it('names what it passes over, and why', () => {
  const folder = aFolder({
    'binary.md': new Uint8Array([35, 0, 1]),
    'empty.txt': ' \n',
    'long.md': 'x'.repeat(1_000_001),
  });

  const { lessons, passedOver } = readLessons(folder);
  expect(lessons).toEqual([]);
  expect(passedOver.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
    'binary.md: it is no text',
    'empty.txt: it is empty',
    'long.md: it is longer than 1000000 bytes',
  ]);
});

it('says so where there is no such folder', () => {
  expect(() => readLessons('/nowhere/at/all')).toThrow('There is no folder /nowhere/at/all.');
});
