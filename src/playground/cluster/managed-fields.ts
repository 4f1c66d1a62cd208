import type { Json, JsonObject } from '../../domain/json.ts';
import { ApiError, causeJson } from './api-error.ts';
import {
  changedLeaves,
  difference,
  fromFieldsV1,
  intersection,
  leavesOf,
  printedPath,
  setOf,
  toFieldsV1,
  union,
} from './field-set.ts';
import type { FieldPath, FieldSet } from './field-set.ts';
import { listAt, objectAt, textAt, withValue, withoutValue } from './json-path.ts';
import { merged, withoutPath } from './merge.ts';
import type { Schema } from './schema.ts';

/** Who writes, and through which door. */
export interface Writer {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  /** `status`, or empty for the object itself. */
  readonly subresource: string;
  /** RFC 3339, seconds. */
  readonly time: string;
}

interface Ownership extends Writer {
  readonly set: FieldSet;
}

interface Conflict {
  readonly owner: Ownership;
  readonly path: FieldPath;
}

/**
 * Server-side apply: the applied fields laid over the live object, fields of an earlier apply by
 * the same manager taken away when nobody else owns them, ownership noted.
 *
 * Throws the 409 that names every field of another manager that would change, unless `force`.
 */
export function applied(
  live: JsonObject | undefined,
  configuration: JsonObject,
  options: { readonly writer: Writer; readonly schema: Schema; readonly force: boolean },
): JsonObject {
  const { writer, schema, force } = options;
  const owners = ownersOf(live);
  const own = owners.find((owner) => isSameOwner(owner, writer));
  const others = owners.filter((owner) => owner !== own);
  const claimed = setOf(leavesOf(configuration, schema));
  const overlaid = objectAt({ whole: merged(live, configuration, schema) }, 'whole');
  const before = live ? leavesOf(live, schema) : new Map();
  const changed = changedLeaves(before, leavesOf(overlaid, schema));
  const conflicts = others.flatMap((owner) =>
    [...intersection(owner.set, changed).values()].map((path) => ({ owner, path })),
  );
  if (conflicts.length > 0 && !force) throw applyConflict(conflicts);

  const dropped = others.reduce(
    (left, { set }) => difference(left, set),
    difference(own?.set ?? new Map(), claimed),
  );
  const object = [...dropped.values()].reduce(
    (left, path) => withoutPath(left, path, schema),
    overlaid,
  );
  const kept = others.map((owner) => ({ ...owner, set: difference(owner.set, changed) }));
  const isUnchanged = own !== undefined && sameSet(own.set, claimed);
  const entry = { ...writer, time: isUnchanged ? own.time : writer.time, set: claimed };
  return withOwners(object, [...kept, entry], schema);
}

/** Notes an update's changed fields as its writer's, and no longer anybody else's. */
export function updated(
  before: JsonObject | undefined,
  after: JsonObject,
  { writer, schema }: { readonly writer: Writer; readonly schema: Schema },
): JsonObject {
  const old = before ? leavesOf(before, schema) : new Map();
  const changed = changedLeaves(old, leavesOf(after, schema));
  const owners = ownersOf(before);
  if (changed.size === 0) return withOwners(after, owners, schema);
  const own = owners.find((owner) => isSameOwner(owner, writer));
  const others = owners
    .filter((owner) => owner !== own)
    .map((owner) => ({ ...owner, set: difference(owner.set, changed) }));
  const entry = { ...writer, set: union(own?.set ?? new Map(), changed) };
  return withOwners(after, [...others, entry], schema);
}

function ownersOf(object: JsonObject | undefined): readonly Ownership[] {
  return listAt(object, 'metadata', 'managedFields').map((entry: Json) => ({
    manager: textAt(entry, 'manager'),
    operation: textAt(entry, 'operation') === 'Apply' ? 'Apply' : 'Update',
    apiVersion: textAt(entry, 'apiVersion'),
    subresource: textAt(entry, 'subresource'),
    time: textAt(entry, 'time'),
    set: fromFieldsV1(objectAt(entry, 'fieldsV1')),
  }));
}

function withOwners(object: JsonObject, owners: readonly Ownership[], schema: Schema): JsonObject {
  const present = leavesOf(object, schema);
  const entries = owners
    .map((owner) => ({
      ...owner,
      set: owner.operation === 'Apply' ? owner.set : intersection(owner.set, present),
    }))
    .filter(({ set }) => set.size > 0)
    .map(({ set, subresource, manager, operation, apiVersion, time }) => ({
      manager,
      operation,
      apiVersion,
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: toFieldsV1(set),
      ...(subresource !== '' && { subresource }),
    }));
  if (entries.length === 0) return withoutValue(object, ['metadata', 'managedFields']);
  return withValue(object, ['metadata', 'managedFields'], entries);
}

/** The same manager's applies are one owner in every version, its updates one each version. */
function isSameOwner(one: Writer, other: Writer): boolean {
  return (
    one.manager === other.manager &&
    one.operation === other.operation &&
    one.subresource === other.subresource &&
    (one.operation === 'Apply' || one.apiVersion === other.apiVersion)
  );
}

function sameSet(one: FieldSet, other: FieldSet): boolean {
  return one.size === other.size && difference(one, other).size === 0;
}

function applyConflict(conflicts: readonly Conflict[]): ApiError {
  const causes = conflicts.map(({ owner, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${printedOwner(owner)}`,
    field: printedPath(path),
  }));
  return new ApiError({
    code: 409,
    reason: 'Conflict',
    message: conflictMessage(conflicts),
    details: { causes: causes.map(causeJson) },
  });
}

function conflictMessage(conflicts: readonly Conflict[]): string {
  const [first] = conflicts;
  if (conflicts.length === 1 && first) {
    const { owner, path } = first;
    return `Apply failed with 1 conflict: conflict with ${printedOwner(owner)}: ${printedPath(path)}`;
  }
  const byOwner = Map.groupBy(conflicts, ({ owner }) => printedOwner(owner));
  const lines = [...byOwner]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([owner, found]) => [
      `conflicts with ${owner}:`,
      ...found.map(({ path }) => `- ${printedPath(path)}`),
    ]);
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`;
}

function printedOwner({ manager, subresource, operation, apiVersion, time }: Ownership): string {
  const through = subresource === '' ? '' : ` with subresource ${JSON.stringify(subresource)}`;
  const name = `${JSON.stringify(manager)}${through}`;
  return operation === 'Update' ? `${name} using ${apiVersion} at ${time}` : name;
}
