import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { JsonObject } from '../../domain/json.ts';
import { namespaceOf, nameOf } from './object-store.ts';
import type { ObjectStore, StoreEvent } from './object-store.ts';

const JournalLine = z.object({
  typeKey: z.string(),
  object: JsonObject,
  createdAtMs: z.number(),
  changedAtMs: z.number(),
  isGone: z.boolean(),
});
type JournalLine = z.infer<typeof JournalLine>;

/**
 * Brings the store to where the file left it, then writes every further change to it: one line a
 * change, written before the change is answered, so that a killed demo finds its objects again.
 *
 * The objects that the demo starts with must be in the store already; they are not written.
 */
export function keepJournal(store: ObjectStore, file: string): void {
  const lines = latestLines(file);
  const replaced = `${file}.new`;
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  writeFileSync(replaced, text, { mode: 0o600 });
  renameSync(replaced, file);
  for (const line of lines) replay(store, line);
  store.subscribe((event) => appendFileSync(file, `${JSON.stringify(lineOf(event))}\n`));
}

function replay(store: ObjectStore, { isGone, ...stored }: JournalLine): void {
  store.restore(stored);
  if (isGone) store.remove(stored);
}

function lineOf({ type, stored }: StoreEvent): JournalLine {
  return { ...stored, isGone: type === 'DELETED' };
}

/** One line an object, the last one written. A line that a kill cut short is left out. */
function latestLines(file: string): readonly JournalLine[] {
  if (!existsSync(file)) return [];
  const latest = new Map<string, JournalLine>();
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    const line = readLine(text);
    if (!line) continue;
    const key = `${line.typeKey}/${namespaceOf(line.object)}/${nameOf(line.object)}`;
    latest.delete(key);
    latest.set(key, line);
  }
  return [...latest.values()];
}

function readLine(text: string): JournalLine | undefined {
  try {
    return JournalLine.parse(JSON.parse(text));
  } catch {
    return undefined; // empty, or half a line
  }
}
