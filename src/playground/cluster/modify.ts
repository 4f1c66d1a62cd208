import { randomUUID } from 'node:crypto';
import { parse } from 'yaml';
import { isJsonObject, JsonObject } from '../../domain/json.ts';
import { admitted } from './admitted.ts';
import {
  alreadyExists,
  ApiError,
  badRequest,
  groupOf,
  notFound,
  typedPatchFailure,
  unsupportedMediaType,
  updateConflict,
} from './api-error.ts';
import { NAMESPACES_KEY, timestamp } from './cluster-state.ts';
import type { ClusterState } from './cluster-state.ts';
import { objectAt, parseJson, textAt, textsAt, withValue, withoutValue } from './json-path.ts';
import { applied, updated } from './managed-fields.ts';
import { nameOf, namespaceOf } from './object-store.ts';
import type { StoredObject } from './object-store.ts';
import { jsonPatched, mergePatched } from './patches.ts';
import type { ApiRequest, ResourcePath } from './request.ts';
import { apiVersionOf, storageKeyOf } from './served-type.ts';
import type { ServedType } from './served-type.ts';
import { typedProblems } from './typed-value.ts';
import { write } from './writes.ts';
import type { WriteTarget, Written } from './writes.ts';
import { fieldWarnings, matchBody, scoped } from './write-scope.ts';

const APPLY = 'application/apply-patch+yaml';
const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';

/** POST to a collection. */
export function create(
  state: ClusterState,
  request: ApiRequest,
  path: ResourcePath,
  type: ServedType,
): Written {
  const body = bodyOf(request);
  const name = nameOf(body) || generatedName(body);
  const target = targetOf(state, request, { ...path, name }, type, 'Update');
  matchBody(target, body);
  if (name === '') throw badRequest('name or generateName is required');
  const warnings = fieldWarnings(type, body, request.query.get('fieldValidation') ?? 'Warn');
  if (stored(state, target)) throw alreadyExists(type, name);
  const wanted = scoped(target, withValue(body, ['metadata', 'name'], name), undefined);
  const owned = updated(undefined, wanted, { writer: target.writer, schema: type.schema() });
  return withWarnings(write(state, target, owned, undefined), warnings);
}

function generatedName(body: JsonObject): string {
  const prefix = textAt(body, 'metadata', 'generateName');
  return prefix === '' ? '' : `${prefix}${randomUUID().slice(0, 5)}`;
}

/** PUT of a whole object. */
export function replace(
  state: ClusterState,
  request: ApiRequest,
  path: ResourcePath,
  type: ServedType,
): Written {
  const body = bodyOf(request);
  const target = targetOf(state, request, path, type, 'Update');
  matchBody(target, body);
  const before = existing(state, target);
  matchVersion(target, body, before);
  const warnings = fieldWarnings(type, body, request.query.get('fieldValidation') ?? 'Warn');
  return withWarnings(update(state, target, body, before), warnings);
}

/** PATCH in any of its forms; server-side apply also makes what is not there yet. */
export function patch(
  state: ClusterState,
  request: ApiRequest,
  path: ResourcePath,
  type: ServedType,
): Written {
  const [form = ''] = request.contentType.split(';');
  if (form === APPLY) return apply(state, request, path, type);
  const target = targetOf(state, request, path, type, 'Update');
  const before = existing(state, target);
  const wanted = patched(form, before.object, request, type);
  matchVersion(target, wanted, before);
  const warnings = fieldWarnings(type, wanted, request.query.get('fieldValidation') ?? 'Warn');
  return withWarnings(update(state, target, wanted, before), warnings);
}

function patched(
  form: string,
  before: JsonObject,
  request: ApiRequest,
  type: ServedType,
): JsonObject {
  const whole = {
    ...before,
    metadata: withoutValue(objectAt(before, 'metadata'), ['resourceVersion']),
  };
  if (form === JSON_PATCH) return jsonPatched(whole, request.body);
  if (form === MERGE) return mergePatched(whole, bodyOf(request), undefined);
  if (form === STRATEGIC && !type.isCustom) {
    return mergePatched(whole, bodyOf(request), type.schema());
  }
  throw unsupportedMediaType([JSON_PATCH, MERGE, APPLY]);
}

function update(
  state: ClusterState,
  target: WriteTarget,
  wanted: JsonObject,
  before: StoredObject,
): Written {
  const { type, writer } = target;
  const object = scoped(target, wanted, before.object);
  const owned = updated(before.object, object, { writer, schema: type.schema() });
  return write(state, target, owned, before);
}

function apply(
  state: ClusterState,
  request: ApiRequest,
  path: ResourcePath,
  type: ServedType,
): Written {
  const body = bodyOf(request);
  const manager = request.query.get('fieldManager') ?? '';
  if (manager === '') {
    throw new ApiError({
      code: 422,
      reason: 'Invalid',
      message:
        'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    });
  }
  const target = targetOf(state, request, path, type, 'Apply');
  matchBody(target, body);
  const reference = { namespace: path.namespace, name: path.name, apiVersion: apiVersionOf(type) };
  const problems = typedProblems(body, type.schema());
  if (problems.length > 0) throw typedPatchFailure(reference, type.kind, problems);
  const before = stored(state, target);
  if (!before && target.subresource !== '') throw notFound(type, path.name);
  const configuration = scoped(target, withIdentity(body, target), undefined);
  const merged = applied(before?.object, configuration, {
    writer: target.writer,
    schema: type.schema(),
    force: request.query.get('force') === 'true',
  });
  return write(state, target, scoped(target, merged, before?.object), before);
}

function withIdentity(body: JsonObject, { type, name, namespace }: WriteTarget): JsonObject {
  const named = withValue(body, ['metadata', 'name'], name);
  return type.namespaced ? withValue(named, ['metadata', 'namespace'], namespace) : named;
}

/** DELETE of one object: its last state while finalizers hold it, else a status of success. */
export function remove(
  state: ClusterState,
  request: ApiRequest,
  path: ResourcePath,
  type: ServedType,
): JsonObject {
  const target = targetOf(state, request, path, type, 'Update');
  const before = existing(state, target);
  const options = request.body === '' ? {} : bodyOf(request);
  matchPreconditions(target, options, before);
  admitted(state, {
    type,
    operation: 'DELETE',
    object: before.object,
    old: before.object,
    namespace: state.store.get(NAMESPACES_KEY, '', path.namespace)?.object,
    user: request.user,
    isDryRun: target.isDryRun,
  });
  const isHeld = textsAt(before.object, 'metadata', 'finalizers').length > 0;
  if (!target.isDryRun) removeOrMark(state, before, isHeld);
  const uid = textAt(before.object, 'metadata', 'uid');
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name: path.name, ...groupOf(type), kind: type.plural, uid },
  };
}

function removeOrMark(state: ClusterState, before: StoredObject, isHeld: boolean): void {
  if (!isHeld) return removeWithContents(state, before);
  const time = timestamp(state);
  const object = withValue(before.object, ['metadata', 'deletionTimestamp'], time);
  state.store.put({ ...before, object });
}

/** A namespace takes everything in it along. */
function removeWithContents({ store }: ClusterState, gone: StoredObject): void {
  if (gone.typeKey === NAMESPACES_KEY) {
    const name = nameOf(gone.object);
    for (const inner of store.all()) if (namespaceOf(inner.object) === name) store.remove(inner);
  }
  store.remove(gone);
}

function matchPreconditions(target: WriteTarget, options: JsonObject, before: StoredObject): void {
  for (const [field, words] of [
    ['uid', 'UID'],
    ['resourceVersion', 'ResourceVersion'],
  ] as const) {
    const wanted = textAt(options, 'preconditions', field);
    const actual = textAt(before.object, 'metadata', field);
    if (wanted === '' || wanted === actual) continue;
    const why = `Precondition failed: ${words} in precondition: ${wanted}, ${words} in object meta: ${actual}`;
    throw updateConflict(target.type, target.name, why);
  }
}

function matchVersion(target: WriteTarget, wanted: JsonObject, before: StoredObject): void {
  const version = textAt(wanted, 'metadata', 'resourceVersion');
  if (version === '' || version === textAt(before.object, 'metadata', 'resourceVersion')) return;
  const why =
    'the object has been modified; please apply your changes to the latest version and try again';
  throw updateConflict(target.type, target.name, why);
}

function targetOf(
  state: ClusterState,
  request: ApiRequest,
  path: ResourcePath,
  type: ServedType,
  operation: 'Apply' | 'Update',
): WriteTarget {
  const [agent = 'unknown'] = request.userAgent.split('/');
  const manager = request.query.get('fieldManager') ?? agent;
  return {
    type,
    namespace: path.namespace,
    name: path.name,
    subresource: path.subresource,
    isDryRun: request.query.get('dryRun') === 'All',
    user: request.user,
    writer: {
      manager,
      operation,
      apiVersion: apiVersionOf(type),
      subresource: path.subresource,
      time: timestamp(state),
    },
  };
}

function stored(state: ClusterState, { type, namespace, name }: WriteTarget) {
  return state.store.get(storageKeyOf(type), namespace, name);
}

function existing(state: ClusterState, target: WriteTarget): StoredObject {
  const found = stored(state, target);
  if (!found) throw notFound(target.type, target.name);
  return found;
}

function withWarnings(written: Written, warnings: readonly string[]): Written {
  return { ...written, warnings: [...warnings, ...written.warnings] };
}

/** JSON and YAML alike. Throws the 400 for what is neither. */
function bodyOf(request: ApiRequest): JsonObject {
  const body = parsedBody(request.body);
  if (!isJsonObject(body)) throw badRequest('the body of the request is not an object');
  return body;
}

function parsedBody(text: string): JsonObject | undefined {
  try {
    return JsonObject.parse(text.startsWith('{') ? parseJson(text) : parse(text));
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
    throw badRequest(`error decoding the body: ${why}`);
  }
}
