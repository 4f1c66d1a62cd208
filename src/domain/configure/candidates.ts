import type { FieldRow } from '../field-table.ts';
import { stemsOf } from '../knowledge/words.ts';
import type { Column } from '../question.ts';
import { isWithin, leafName, namesOf, parentPath } from './field-path.ts';
import { splitWords } from './labels.ts';
import { isDeprecated, keyOf } from './links.ts';
import { mirrorsOf } from './mirrors.ts';
import { isForOtherProvider } from './other-providers.ts';
import type { ResourceView } from './parts.ts';
import { referencesOf } from './references.ts';

/** A path of an object that a person could be asked for. */
export interface Candidate {
  readonly alias: string;
  /** Concrete. */
  readonly path: string;
  readonly row: FieldRow;
  readonly columns: readonly Column[] | undefined;
  /** It names another object. */
  readonly isReference: boolean;
  /** How telling it is; above 10 it is worth asking of everybody. */
  readonly score: number;
}

export interface CandidateContext {
  readonly provider: string | undefined;
  readonly intent: string;
  /** `alias:path` of what is known already. */
  readonly taken: ReadonlySet<string>;
  readonly isPrimary: boolean;
}

/** Lists of objects with more columns are no single question. */
const COLUMNS_MAX = 5;

/** Everything worth asking of one object, most telling first. */
export function candidatesOf(view: ResourceView, context: CandidateContext): readonly Candidate[] {
  const { index, resource } = view;
  const mirrors = mirrorsOf(index);
  const references = new Set(referencesOf(index).map(({ row }) => row.path));
  const said = new Set(stemsOf(context.intent));
  return index.table.rows
    .filter((row) => !row.path.includes('[*]') && !row.path.includes("['*']"))
    .filter((row) => isAskable(view, row) && !isMachinery(row.path) && !isDeprecated(row))
    .filter((row) => !isConfidential(row))
    .filter((row) => !mirrors.some((mirror) => isWithin(row.path, mirror)))
    .filter((row) => !isForOtherProvider(row, { ...context, group: resource.kind.group }))
    .filter(
      (row) => !isTaken(view, row.path, context.taken) && !opensMore(view, row, context.taken),
    )
    .map((row) => {
      const isReference = references.has(row.path);
      return {
        alias: resource.alias,
        path: row.path,
        row,
        columns: columnsOf(view, row.path),
        isReference,
        score: scoreOf(row, { said, isReference }) + (context.isPrimary ? 6 : 0),
      };
    })
    .toSorted((one, other) => other.score - one.score);
}

export function isAskable(view: ResourceView, row: FieldRow): boolean {
  switch (row.type) {
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
    case 'int-or-string':
      return true;
    case 'array':
      return row.itemType === 'object'
        ? columnsOf(view, row.path) !== undefined
        : row.itemType !== 'array' && row.itemType !== 'map' && row.itemType !== 'any';
    case 'map':
      return row.itemType !== 'object' && row.itemType !== 'array' && row.itemType !== 'map';
    case 'object':
    case 'any':
      return false;
  }
}

/** The columns of a list of plain objects; undefined for any other path. */
export function columnsOf({ index }: ResourceView, path: string): readonly Column[] | undefined {
  const row = index.row(path);
  if (row?.type !== 'array' || row.itemType !== 'object') return undefined;
  const children = index.children(path);
  const plain = children.filter(({ type }) => PLAIN.has(type));
  const isNameAndValue = plain.length === 2 && plain.some((one) => leafName(one.path) === 'value');
  if (plain.length < children.length && !isNameAndValue) return undefined;
  if (plain.length === 0 || plain.length > COLUMNS_MAX) return undefined;
  return plain.map((column) => ({
    name: leafName(column.path),
    type: column.type,
    required: column.required && column.default === undefined,
    long: isLongText(column),
  }));
}

const PLAIN = new Set<FieldRow['type']>([
  'string',
  'integer',
  'number',
  'boolean',
  'int-or-string',
]);

/** Running text: SQL, scripts, documents. */
export function isLongText({ path, type }: Pick<FieldRow, 'path' | 'type'>): boolean {
  const last = splitWords(leafName(path)).at(-1)?.toLowerCase() ?? '';
  return (
    type === 'string' &&
    /^(?:sql|script|query|body|content|contents|document|definition|yaml|json|text|expression)$/u.test(
      last,
    )
  );
}

/** Fields that controllers, not people, care for. */
function isMachinery(path: string): boolean {
  const names = namesOf(path);
  const leaf = names.at(-1) ?? '';
  const isSelector = names.some((name) =>
    /Selectors?$|^selector$|^matchLabels$|^matchExpressions$/u.test(name),
  );
  const isIdentity = /^(?:apiVersion|apiGroup|uid|resourceVersion|fieldPath|generation)$/u.test(
    leaf,
  );
  const isRefDetail =
    leaf !== 'name' && names.slice(0, -1).some((name) => /(?:Refs?|References?)$/u.test(name));
  const isRefList =
    /(?:Refs|References|Revision)$/u.test(leaf) ||
    names.some((name) => /RevisionRef$|^resourceRefs?$|^claimRef$/u.test(name));
  return isSelector || isIdentity || isRefDetail || isRefList;
}

/** Secret values are never asked in a chat. */
export function isConfidential({ path, type }: Pick<FieldRow, 'path' | 'type'>): boolean {
  return (
    type === 'string' &&
    /(?:password|passphrase|token|privateKey|credentials?)$/iu.test(leafName(path))
  );
}

function isTaken(view: ResourceView, path: string, taken: ReadonlySet<string>): boolean {
  const own = keyOf({ alias: view.resource.alias, path });
  return [...taken].some((key) => isWithin(key, own) || isWithin(own, key));
}

/** Whether writing the field would oblige the person to fill in fields beside it. */
function opensMore(view: ResourceView, row: FieldRow, taken: ReadonlySet<string>): boolean {
  const ancestors: string[] = [];
  for (let path = parentPath(row.path); path !== ''; path = parentPath(path)) ancestors.push(path);
  return ancestors.some((ancestor) => {
    const holder = view.index.row(ancestor);
    if (!holder || holder.required || holder.default !== undefined) return false;
    if (ancestor === 'spec' || isTaken(view, ancestor, taken)) return false;
    return view.index
      .children(ancestor)
      .some(
        (child) =>
          child.required &&
          child.default === undefined &&
          !isWithin(row.path, child.path) &&
          !isTaken(view, child.path, taken),
      );
  });
}

/** What people mean when they say how a thing should be, by the words of its field. */
const TELLING: ReadonlyMap<string, number> = new Map([
  ...weighted(32, 'databases image size'),
  ...weighted(30, 'version engine replicas instances schedule'),
  ...weighted(
    26,
    'storage tier sku plan class capacity host hostname hostnames repository repo url',
  ),
  ...weighted(
    20,
    'instance memory cpu cpus disk domain dns port public publicly users acl versioning',
  ),
  ...weighted(14, 'username database db schemas backup retention encrypted owner topic cidr'),
  ...weighted(10, 'type mode nodes name description interval path partitions duration email'),
]);

/** What only specialists set. */
const SPECIAL: ReadonlyMap<string, number> = new Map([
  ...weighted(30, 'password passwords operation sync pull'),
  ...weighted(
    14,
    'snapshot restore import kms arn iam replicate deletion management policies timeout',
  ),
  ...weighted(
    14,
    'annotations labels finalizers write publish window parameter option identifier prefix',
  ),
  ...weighted(
    10,
    'policy id ids tags secret performance insights monitoring character nchar timezone',
  ),
  ...weighted(
    10,
    'priority revision affinity tolerations termination grace proxy migration upgrade',
  ),
]);

function weighted(weight: number, words: string): readonly (readonly [string, number])[] {
  return words.split(' ').map((word) => [word, weight] as const);
}

function scoreOf(
  row: FieldRow,
  { said, isReference }: { said: ReadonlySet<string>; isReference: boolean },
): number {
  const names = namesOf(row.path);
  const words = splitWords(names.at(-1) ?? '').map((word) => word.toLowerCase());
  const above = names
    .slice(0, -1)
    .flatMap(splitWords)
    .map((word) => word.toLowerCase());
  // The last word says what the field is, those before it only whose.
  const telling = Math.max(
    0,
    ...words.map(
      (word, place) => (TELLING.get(word) ?? 0) * (place === words.length - 1 ? 1 : 0.6),
    ),
  );
  const special = Math.max(0, ...[...words, ...above].map((word) => SPECIAL.get(word) ?? 0));
  const named = stemsOf(words.join(' ')).filter((stem) => said.has(stem)).length;
  const depth = names.filter((name) => name !== 'spec' && name !== 'forProvider').length;
  return (
    telling -
    special -
    (depth - 1) * 7 -
    Math.max(0, words.length - 2) * 3 +
    Math.min(named, 2) * 10 +
    (row.enum ? 6 : 0) +
    (row.required ? 6 : 0) -
    (row.type === 'boolean' ? 4 : 0) -
    (row.type === 'map' ? 6 : 0) -
    (isReference ? 16 : 0) -
    (row.itemType === 'object' ? 12 : 0)
  );
}
