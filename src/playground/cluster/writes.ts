import { randomUUID } from 'node:crypto';
import { canonicalJson, isJsonObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { admitted } from './admitted.ts';
import { notFound } from './api-error.ts';
import { NAMESPACES_KEY, timestamp } from './cluster-state.ts';
import type { ClusterState } from './cluster-state.ts';
import { prepared } from './core-preparation.ts';
import { pruned, withDefaults } from './defaults.ts';
import { isJsonList, objectAt, textAt, valueAt, withValue } from './json-path.ts';
import type { Writer } from './managed-fields.ts';
import type { StoredObject } from './object-store.ts';
import { apiVersionOf, storageKeyOf } from './served-type.ts';
import type { ServedType } from './served-type.ts';
import { checkObject } from './write-checks.ts';

/** Who writes to what, and how much of it is meant. */
export interface WriteTarget {
  readonly type: ServedType;
  readonly namespace: string;
  readonly name: string;
  /** `status`, or empty. */
  readonly subresource: string;
  readonly isDryRun: boolean;
  readonly user: string;
  readonly writer: Writer;
}

export interface Written {
  readonly object: JsonObject;
  readonly isNew: boolean;
  readonly warnings: readonly string[];
}

/**
 * The last part of every write: completes the object as the server does, checks it, asks the
 * admission policies and stores it, unless it is a dry run. Throws the server's refusals.
 */
export function write(
  state: ClusterState,
  target: WriteTarget,
  wanted: JsonObject,
  before: StoredObject | undefined,
): Written {
  const { type, isDryRun } = target;
  const namespace = namespaceOfWrite(state, target, before);
  const completed = complete(state, target, wanted, before);
  if (before && isSame(completed, before.object)) {
    return { object: before.object, isNew: false, warnings: [] };
  }
  checkObject(state.cel, target.type, completed, before?.object);
  const warnings =
    target.subresource === ''
      ? admitted(state, {
          type,
          operation: before ? 'UPDATE' : 'CREATE',
          object: completed,
          old: before?.object,
          namespace,
          user: target.user,
          isDryRun,
        })
      : [];
  if (isDryRun) {
    const shown = before
      ? withValue(completed, ['metadata', 'resourceVersion'], versionOf(before))
      : completed;
    return { object: shown, isNew: before === undefined, warnings };
  }
  const stored = state.store.put(recordOf(state, type, completed, before));
  return { object: stored.object, isNew: before === undefined, warnings };
}

function recordOf(
  state: ClusterState,
  type: ServedType,
  object: JsonObject,
  before: StoredObject | undefined,
): StoredObject {
  const nowMs = state.clock.now().getTime();
  const isChanged = generationOf(object) !== generationOf(before?.object);
  return {
    typeKey: storageKeyOf(type),
    object,
    createdAtMs: before?.createdAtMs ?? nowMs,
    changedAtMs: before && !isChanged ? before.changedAtMs : nowMs,
  };
}

/** The namespace that a new object goes to; the server refuses before it looks at the object. */
function namespaceOfWrite(
  state: ClusterState,
  { type, namespace }: WriteTarget,
  before: StoredObject | undefined,
): JsonObject | undefined {
  if (!type.namespaced) return undefined;
  const found = state.store.get(NAMESPACES_KEY, '', namespace)?.object;
  if (!found && !before) throw notFound({ group: '', plural: 'namespaces' }, namespace);
  return found;
}

function complete(
  state: ClusterState,
  { type, namespace, name }: WriteTarget,
  wanted: JsonObject,
  before: StoredObject | undefined,
): JsonObject {
  const schema = type.schema();
  const time = timestamp(state);
  const defaulted = objectAt({ whole: withDefaults(pruned(wanted, schema), schema) }, 'whole');
  const whole = type.isCustom ? defaulted : prepared(type, defaulted, time);
  const old = objectAt(before?.object, 'metadata');
  const { resourceVersion: _version, ...metadata } = objectAt(whole, 'metadata');
  const kept = {
    ...metadata,
    name,
    ...(type.namespaced && { namespace }),
    uid: old['uid'] ?? randomUUID(),
    creationTimestamp: old['creationTimestamp'] ?? time,
    ...(old['deletionTimestamp'] !== undefined && { deletionTimestamp: old['deletionTimestamp'] }),
  };
  const generation = nextGeneration(type, whole, before?.object);
  return {
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    ...whole,
    metadata: generation === undefined ? kept : { ...kept, generation },
  };
}

/** Core types without a status have no generation; that of the others counts what people change. */
function nextGeneration(
  type: ServedType,
  object: JsonObject,
  before: JsonObject | undefined,
): number | undefined {
  if (!type.isCustom && !type.subresources.includes('status')) return undefined;
  if (!before) return 1;
  const current = generationOf(before) ?? 1;
  return isSame(desired(object), desired(before)) ? current : current + 1;
}

function desired({ apiVersion: _v, kind: _k, metadata: _m, status: _s, ...rest }: JsonObject) {
  return rest;
}

function isSame(one: JsonObject, other: JsonObject): boolean {
  return canonicalJson(comparable(one)) === canonicalJson(comparable(other));
}

/** Without what changes by itself. */
function comparable(object: JsonObject): JsonObject {
  const {
    resourceVersion: _v,
    generation: _g,
    managedFields,
    ...kept
  } = objectAt(object, 'metadata');
  return { ...object, metadata: { ...kept, managedFields: untimed(managedFields) } };
}

function untimed(owners: Json | undefined): Json {
  if (!isJsonList(owners)) return [];
  return owners.map((entry) => (isJsonObject(entry) ? { ...entry, time: '' } : entry));
}

function generationOf(object: JsonObject | undefined): number | undefined {
  const generation = valueAt(object, ['metadata', 'generation']);
  return typeof generation === 'number' ? generation : undefined;
}

function versionOf({ object }: StoredObject): string {
  return textAt(object, 'metadata', 'resourceVersion');
}
