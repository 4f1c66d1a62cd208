import type { FieldRow } from '../../../domain/field-table.ts';

/** Fields that a profile keeps of one kind. */
const MAX_FIELDS = 120;

/** Longest description kept of one field, in characters: thousands of profiles are held at once. */
const DESCRIPTION_MAX = 200;

/** Named levels read for a profile: `spec` and three below it. */
export const PROFILE_LEVELS = 4;

/** Names that say which other object is meant, not what this one is like. */
const POINTER = /(Ref|Refs|Reference|References|Selector|Selectors)$/;

/**
 * The most telling fields, with the parents of each, in the table's order. What is required or has
 * fixed choices tells most; pointers to other objects, and a second copy of fields that stand beside
 * the first, tell least.
 */
export function profileFields(rows: readonly FieldRow[]): FieldRow[] {
  if (rows.length <= MAX_FIELDS) return rows.map((row) => brief(row));
  const seen = new Set<string>();
  const scored = rows.map((row, index) => ({ row, index, score: score(row, seen) }));
  scored.sort((one, other) => other.score - one.score || one.index - other.index);
  const byPath = new Map(rows.map((row) => [row.path, row]));
  const kept = new Set<string>();
  for (const { row } of scored) {
    const missing = [...ancestorsOf(row.path, byPath), row.path].filter((path) => !kept.has(path));
    if (kept.size + missing.length > MAX_FIELDS) continue;
    for (const path of missing) kept.add(path);
  }
  return rows.filter(({ path }) => kept.has(path)).map((row) => brief(row));
}

function brief(row: FieldRow): FieldRow {
  const { description } = row;
  if (description.length <= DESCRIPTION_MAX) return row;
  return { ...row, description: `${description.slice(0, DESCRIPTION_MAX - 1).trimEnd()}…` };
}

function score(row: FieldRow, seen: Set<string>): number {
  const names = row.path.split('.');
  const isPlain = !['object', 'array', 'map', 'any'].includes(row.type);
  const parts = [
    row.required ? 4 : 0,
    row.enum || row.itemEnum ? 3 : 0,
    row.default === undefined ? 0 : 1,
    isPlain ? 2 : 0,
    row.description === '' ? 0 : 1,
    -names.length,
    names.some((name) => POINTER.test(name.replace(/\[.*/, ''))) ? -6 : 0,
    isSecondCopy(names, seen) ? -5 : 0,
  ];
  return parts.reduce((sum, part) => sum + part, 0);
}

/** `spec.second.size` where `spec.first.size` came before. */
function isSecondCopy(names: readonly string[], seen: Set<string>): boolean {
  if (names.length < 3) return false;
  const copy = names.slice(2).join('.');
  const isKnown = seen.has(copy);
  seen.add(copy);
  return isKnown;
}

function ancestorsOf(path: string, byPath: ReadonlyMap<string, FieldRow>): readonly string[] {
  const names = path.split('.');
  return names
    .slice(0, -1)
    .map((_, index) =>
      names
        .slice(0, index + 1)
        .join('.')
        .replace(/(\[\*\]|\['\*'\])+$/, ''),
    )
    .filter((ancestor) => byPath.has(ancestor));
}
