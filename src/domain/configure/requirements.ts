import type { FieldRow } from '../field-table.ts';
import type { Json, JsonObject } from '../json.ts';
import { withDefaults } from './defaults.ts';
import { childPath, entryPath, leafName, readAll, readPath, writePath } from './field-path.ts';
import { alternativeNames } from './rule-alternatives.ts';
import { parseRule } from './rule-expression.ts';
import { ruleVerdict, waysOut } from './rule-verdict.ts';
import type { SchemaIndex } from './schema-index.ts';

/** A place that must hold something before the server accepts the object. */
export interface Requirement {
  /** Concrete: the first item of a list that must have one. */
  readonly path: string;
  readonly row: FieldRow;
  /** `value`: a person or the solution must say it. `container`: an empty object will do. */
  readonly needs: 'value' | 'container';
}

/** Rules are followed this many times: one that is met may bring up the next. */
const RULE_ROUNDS = 8;

/**
 * What a new object must hold: whatever the schema requires below what is there, and what its rules
 * demand while the rest stands at its defaults. `present` are concrete paths that will be written;
 * what they open up is required too. `decided` holds the values that are known by now, by path: rules
 * see them. A required field with a default is listed; callers may show it.
 */
export function requirementsOf(
  index: SchemaIndex,
  present: readonly string[] = [],
  decided: ReadonlyMap<string, Json> = new Map(),
): readonly Requirement[] {
  let requirements = closure(index, present);
  for (let round = 0; round < RULE_ROUNDS; round += 1) {
    const there = [...present, ...requirements.map(({ path }) => path)];
    const demanded = demandedByRules(index, there, decided);
    const fresh = demanded.filter((path) => !requirements.some((one) => one.path === path));
    if (fresh.length === 0) return requirements;
    const added = fresh.flatMap((path) => requirementAt(index, path));
    requirements = unique([
      ...requirements,
      ...added,
      ...closure(index, [...present, ...fresh.map((path) => opened(index, path))]),
    ]);
  }
  return requirements;
}

/** A list of objects that must be there begins with its first item. */
function opened(index: SchemaIndex, path: string): string {
  const row = index.row(path);
  return row?.type === 'array' && row.itemType === 'object' ? `${path}[0]` : path;
}

function closure(index: SchemaIndex, present: readonly string[]): readonly Requirement[] {
  const drafted = draft(present);
  const found = requiredBelow({ index, path: '', value: drafted });
  return unique(found);
}

interface Place {
  readonly index: SchemaIndex;
  readonly path: string;
  /** What will be written there. */
  readonly value: Json | undefined;
}

function requiredBelow({ index, path, value }: Place): readonly Requirement[] {
  return index.children(path).flatMap((row) => {
    const at = childPath(path, leafName(row.path));
    const inside = readPath(value, childPath('', leafName(row.path)));
    // The top of an object is written even where its schema does not insist.
    const isThere = inside !== undefined || (path === '' && leafName(row.path) === 'spec');
    if (!row.required && !isThere) return [];
    const own = row.required && inside === undefined ? [requirementFor(at, row)] : [];
    return [...own, ...insideOf({ index, path: at, value: inside }, row)];
  });
}

function insideOf(place: Place, row: FieldRow): readonly Requirement[] {
  const { index, path, value } = place;
  if (row.type === 'object') {
    return row.default === undefined || value !== undefined ? requiredBelow(place) : [];
  }
  if (row.itemType !== 'object' || row.default !== undefined) return [];
  if (row.type === 'array' && (row.required || value !== undefined)) {
    // Anything but a list stands for one that is written whole.
    if (value !== undefined && !Array.isArray(value)) return [];
    const items = Array.isArray(value) && value.length > 0 ? value.length : 1;
    return Array.from({ length: items }, (_, place) => `${path}[${place}]`).flatMap((at, place) =>
      requiredBelow({ index, path: at, value: readPath(value, `[${place}]`) }),
    );
  }
  if (row.type === 'map') {
    return Object.keys(value ?? {}).flatMap((key) =>
      requiredBelow({ index, path: entryPath(path, key), value: readPath(value, `['${key}']`) }),
    );
  }
  return [];
}

function requirementFor(path: string, row: FieldRow): Requirement {
  const isContainer = row.type === 'object' || (row.type === 'array' && row.itemType === 'object');
  return { path, row, needs: isContainer ? 'container' : 'value' };
}

function requirementAt(index: SchemaIndex, path: string): readonly Requirement[] {
  const row = index.row(path);
  return row ? [requirementFor(path, row)] : [];
}

/** Paths that make the rules hold which the object breaks while it stands at its defaults. */
function demandedByRules(
  index: SchemaIndex,
  present: readonly string[],
  decided: ReadonlyMap<string, Json>,
): readonly string[] {
  const object = draftedObject(index, present, decided);
  return index.table.rules.flatMap(({ path: holder, rule }) => {
    const parsed = parseRule(rule);
    // Which of several is for the person to choose.
    if (!parsed || alternativeNames(parsed)) return [];
    return placesOf(object, holder).flatMap(({ path, value }) => {
      if (ruleVerdict(parsed, value) !== false) return [];
      const ways = waysOut(parsed).map((names) => names.reduce(childPath, path));
      const known = ways.find((way) => index.row(way) !== undefined);
      return known === undefined ? [] : [known];
    });
  });
}

/** What an object will hold that is written at `present`, what is decided and its defaults included. */
export function draftedObject(
  index: SchemaIndex,
  present: readonly string[],
  decided: ReadonlyMap<string, Json>,
): JsonObject {
  return withDefaults(draft(present, decided), index);
}

/** Where a rule's `self` stands in an object. */
export function placesOf(
  object: JsonObject,
  holder: string,
): readonly { readonly path: string; readonly value: Json }[] {
  return holder === '' ? [{ path: '', value: object }] : readAll(object, holder);
}

/** An object with something at every path; what it is matters where it is decided. */
function draft(
  present: readonly string[],
  decided: ReadonlyMap<string, Json> = new Map(),
): JsonObject {
  const start: JsonObject = { spec: {} };
  return present.reduce<JsonObject>(
    (object, path) =>
      readPath(object, path) === undefined
        ? writePath(object, path, decided.get(path) ?? {})
        : object,
    start,
  );
}

function unique(requirements: readonly Requirement[]): readonly Requirement[] {
  return [...new Map(requirements.map((one) => [one.path, one])).values()];
}
