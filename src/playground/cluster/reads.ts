import type { JsonObject } from '../../domain/json.ts';
import { badRequest, notFound } from './api-error.ts';
import type { ClusterState } from './cluster-state.ts';
import { objectAt } from './json-path.ts';
import type { StoredObject } from './object-store.ts';
import { namespaceOf, nameOf } from './object-store.ts';
import type { ApiRequest, ResourcePath } from './request.ts';
import { apiVersionOf, storageKeyOf } from './served-type.ts';
import type { ServedType } from './served-type.ts';
import { queryFilter } from './selectors.ts';

/** Whether the caller wants metadata only, told by its `Accept` header. */
export function wantsPartial(accept: string): boolean {
  const [first = ''] = accept.split(',');
  return /;\s*as=PartialObjectMetadata(List)?(;|$)/.test(first);
}

/** The object in the version of the URL, whole or its metadata only. */
export function shown(object: JsonObject, type: ServedType, isPartial: boolean): JsonObject {
  if (!isPartial) return { ...object, apiVersion: apiVersionOf(type), kind: type.kind };
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: objectAt(object, 'metadata'),
  };
}

export function getObject(
  { store }: ClusterState,
  request: ApiRequest,
  path: ResourcePath,
  type: ServedType,
): JsonObject {
  const found = store.get(storageKeyOf(type), path.namespace, path.name);
  if (!found) throw notFound(type, path.name);
  return shown(found.object, type, wantsPartial(request.accept));
}

/** A page of a list: at most `limit` objects after the one that `continue` names. */
export function listObjects(
  { store }: ClusterState,
  request: ApiRequest,
  path: ResourcePath,
  type: ServedType,
): JsonObject {
  const isPartial = wantsPartial(request.accept);
  const matching = selected(store.list(storageKeyOf(type), namespaceOfPath(path)), request, path);
  const start = startOf(request, matching);
  const limit = Number(request.query.get('limit') ?? 0) || matching.length;
  const page = matching.slice(start, start + limit);
  const remaining = matching.length - start - page.length;
  return {
    kind: isPartial ? 'PartialObjectMetadataList' : type.listKind,
    apiVersion: isPartial ? 'meta.k8s.io/v1' : apiVersionOf(type),
    metadata: {
      resourceVersion: String(store.version()),
      ...(remaining > 0 && { continue: continueAfter(page), remainingItemCount: remaining }),
    },
    items: page.map(({ object }) => listed(object, type, isPartial)),
  };
}

/** Items of core lists come without their kind, as the real server sends them. */
function listed(object: JsonObject, type: ServedType, isPartial: boolean): JsonObject {
  const whole = shown(object, type, isPartial);
  if (isPartial || type.isCustom) return whole;
  const { apiVersion: _apiVersion, kind: _kind, ...rest } = whole;
  return rest;
}

export function namespaceOfPath({ namespace }: ResourcePath): string | undefined {
  return namespace === '' ? undefined : namespace;
}

function selected(
  objects: readonly StoredObject[],
  request: ApiRequest,
  path: ResourcePath,
): readonly StoredObject[] {
  const fits = queryFilter(request.query);
  return objects.filter(
    ({ object }) => fits(object) && (path.name === '' || nameOf(object) === path.name),
  );
}

function startOf(request: ApiRequest, objects: readonly StoredObject[]): number {
  const token = request.query.get('continue') ?? '';
  if (token === '') return 0;
  const last = Buffer.from(token, 'base64url').toString();
  if (!last.includes('/')) throw badRequest('continue key is not valid');
  const next = objects.findIndex((stored) => positionOf(stored) > last);
  return next === -1 ? objects.length : next;
}

function continueAfter(page: readonly StoredObject[]): string {
  const last = page.at(-1);
  return Buffer.from(last ? positionOf(last) : '').toString('base64url');
}

function positionOf({ object }: StoredObject): string {
  return `${namespaceOf(object)}/${nameOf(object)}`;
}
