import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { Failure } from '../domain/failure.ts';
import type { Lesson } from './learning.ts';

/** Longest document, in bytes, and most of them at once. */
const LESSON_BYTES_MAX = 1_000_000;
const LESSONS_MAX = 2_000;

const ENDINGS: readonly string[] = ['.md', '.markdown', '.txt', '.yaml', '.yml'];

/** Folders of tools. What begins with a point is left out, too. */
const TOOLS: readonly string[] = ['node_modules', 'vendor', 'dist', 'target'];

export interface ReadLessons {
  readonly lessons: readonly Lesson[];
  readonly passedOver: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * The Markdown, text and YAML files below a folder, or that one file, by name. Links are not followed. Throws
 * `Failure('invalid-input')` where there is no such folder, or more than can be read at once.
 */
export function readLessons(folder: string): ReadLessons {
  const lessons: Lesson[] = [];
  const passedOver: { name: string; reason: string }[] = [];
  for (const { path, name } of filesBelow(folder)) {
    const bytes = readFileSync(path);
    const problem = problemOf(bytes);
    if (problem === undefined) lessons.push({ name, text: bytes.toString('utf8') });
    else passedOver.push({ name, reason: problem });
    if (lessons.length > LESSONS_MAX) {
      const message = `There are more than ${LESSONS_MAX} documents in ${folder}. Name a smaller folder.`;
      throw new Failure('invalid-input', message);
    }
  }
  return { lessons, passedOver };
}

function filesBelow(folder: string): { path: string; name: string }[] {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) throw new Failure('invalid-input', `There is no folder ${folder}.`);
  if (found.isFile()) return [{ path: folder, name: relative(join(folder, '..'), folder) }];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ENDINGS.includes(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(folder, path) }))
    .filter(({ name }) => !name.split(/[/\\]/u).some(isLeftOut))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

function isLeftOut(part: string): boolean {
  return part.startsWith('.') || TOOLS.includes(part);
}

function problemOf(bytes: Buffer): string | undefined {
  if (bytes.length > LESSON_BYTES_MAX) return `it is longer than ${LESSON_BYTES_MAX} bytes`;
  if (bytes.includes(0)) return 'it is no text';
  return bytes.toString('utf8').trim() === '' ? 'it is empty' : undefined;
}
