import type { FieldRow } from '../field-table.ts';
import { isTopic } from './synonyms.ts';
import { wordsOf } from './words.ts';

/** More names would make a kind answer to everything. */
const NAMES_MAX = 40;

/** Fields by which objects are wired together or watched over: nobody asks for them by name. */
const MACHINERY =
  /(?:^|\.)(?:composition\w*|resourceRefs?|claimRef|writeConnectionSecretToRef|publishConnectionDetailsTo|providerConfigRef|managementPolicies|deletionPolicy|initProvider)(?:$|\.|\[)/u;

/** Levels that only hold others; their names say nothing. */
const WRAPPERS = /^spec(?:\.|$)(?:(?:forProvider|parameters|template\.spec)(?:\.|$))?/u;

/** What people most often decide about a thing. */
const TELLING = new Set(
  (
    'size version engine region location storage replica class type host port schedule image name ' +
    'database schema user username bucket queue topic network subnet zone domain capacity memory ' +
    'cpu instance backup tier sku plan path rule selector secret issuer min max minimum maximum ' +
    'retention encryption encrypted public publicly'
  ).split(' '),
);

/** Adjectives that tell it all before the last word is reached: `publiclyAccessible`. */
const TELLING_FIRST = new Set(['public', 'publicly', 'multi', 'encrypted']);

/** Rows that a person may set and would recognise: no machinery, no mirror of another subtree. */
export function tellingRows(rows: readonly FieldRow[]): FieldRow[] {
  return withoutHollow(rows)
    .map((row) => ({ row, weight: weightOf(row) }))
    .sort((one, other) => other.weight - one.weight)
    .map(({ row }) => row);
}

/** Without machinery, and without objects that hold nothing else. */
function withoutHollow(rows: readonly FieldRow[]): FieldRow[] {
  const parents = new Set(rows.flatMap(({ path }) => ancestorsOf(path)));
  const own = rows.filter(({ path }) => !MACHINERY.test(path) && fieldName(path) !== '');
  const leaves = own.filter(({ path }) => !parents.has(path));
  const alive = new Set(leaves.flatMap(({ path }) => ancestorsOf(path)));
  return own.filter(({ path }) => !parents.has(path) || alive.has(path));
}

/** `spec.ports[*].port` → `spec`, `spec.ports`. */
function ancestorsOf(path: string): string[] {
  const names = path.replaceAll('[*]', '').split('.');
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('.'));
}

/** Names of the telling fields, most telling first, each once, at most 40. */
export function settableFields(rows: readonly FieldRow[]): string[] {
  return [...new Set(tellingRows(rows).map(({ path }) => fieldName(path)))].slice(0, NAMES_MAX);
}

/** A path as people would say it: `spec.forProvider.engineVersion` → `engineVersion`. */
export function fieldName(path: string): string {
  return path.replace(WRAPPERS, '').replaceAll('[*]', '');
}

function weightOf(row: FieldRow): number {
  const name = fieldName(row.path);
  const words = wordsOf(name.split('.').at(-1) ?? '');
  const head = words.at(-1) ?? '';
  const depth = name.split('.').length;
  return (
    (row.required ? 3 : 0) +
    (row.enum || row.itemEnum ? 1 : 0) +
    (TELLING.has(head) ? 3 - words.length : 0) +
    (TELLING_FIRST.has(words[0] ?? '') ? 1 : 0) +
    (words.some((word) => isTopic(word)) ? 1 : 0) -
    (/(?:Ref|Refs|Selector)(?:$|\.)/u.test(name) ? 4 : 0) -
    depth
  );
}
