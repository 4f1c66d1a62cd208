import type { FieldRow } from '../field-table.ts';
import { leafName } from './field-path.ts';
import type { SchemaIndex } from './schema-index.ts';

/** Fewer fields in common are no sign that one object repeats another. */
const COMMON_MIN = 3;
const COMMON_SHARE = 0.6;

/**
 * Objects that repeat a sibling field by field (`initProvider` beside `forProvider`): the required
 * sibling, else the first, is the one that people mean; the others' paths are returned.
 */
export function mirrorsOf(index: SchemaIndex): readonly string[] {
  const parents = new Set(['', ...index.table.rows.map(({ path }) => path)]);
  return [...parents].flatMap((parent) => mirrorsAmong(index, index.children(parent)));
}

function mirrorsAmong(index: SchemaIndex, siblings: readonly FieldRow[]): readonly string[] {
  const objects = siblings
    .filter(({ type, itemType }) => type === 'object' || itemType === 'object')
    .map((row) => ({ row, names: index.children(row.path).map(({ path }) => leafName(path)) }))
    .filter(({ row, names }) => names.length >= COMMON_MIN && !isReference(row.path))
    .toSorted((one, other) => Number(other.row.required) - Number(one.row.required));
  const mirrors: string[] = [];
  objects.forEach((candidate, place) => {
    const originals = objects.slice(0, place).filter(({ row }) => !mirrors.includes(row.path));
    const isMirror = originals.some((original) => repeats(candidate.names, original.names));
    if (isMirror) mirrors.push(candidate.row.path);
  });
  return mirrors;
}

function repeats(names: readonly string[], original: readonly string[]): boolean {
  const common = names.filter((name) => original.includes(name)).length;
  return common >= COMMON_MIN && common / names.length >= COMMON_SHARE;
}

/** References look alike because they are references. */
function isReference(path: string): boolean {
  return /(?:Refs?|References?|Selectors?)$/u.test(leafName(path));
}
