import { CHANGE_ANNOTATION, DIGEST_ANNOTATION } from './change/digest.ts';
import { digestOf, isJsonObject, type Json, type JsonObject, toJson } from './json.ts';
import type { KubernetesObject } from './manifest.ts';
import { HIDDEN } from './redaction.ts';

/** What the server writes by itself: no part of what anybody asked for. */
const SERVER_METADATA = [
  'managedFields',
  'resourceVersion',
  'uid',
  'creationTimestamp',
  'generation',
  'selfLink',
] as const;

/** `kubectl apply` keeps a copy of the whole object here: a Secret's values too. */
const COPY_ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';

/** A core Secret with the names of its values alone; any other object as it is. */
export function withoutSecretValues(object: KubernetesObject): KubernetesObject {
  if (object.apiVersion !== 'v1' || object.kind !== 'Secret') return object;
  const { data, stringData, metadata, ...rest } = object;
  const { [COPY_ANNOTATION]: _copy, ...annotations } = metadata.annotations ?? {};
  return {
    ...rest,
    metadata: metadata.annotations ? { ...metadata, annotations } : metadata,
    ...(data === undefined ? {} : { data: hidden(data) }),
    ...(stringData === undefined ? {} : { stringData: hidden(stringData) }),
  };
}

function hidden(values: Json): Json {
  if (!isJsonObject(values)) return HIDDEN;
  return Object.fromEntries(Object.keys(values).map((name) => [name, HIDDEN]));
}

/**
 * The part of an object that people and controllers decide on: no status, no bookkeeping, and of a
 * Secret only which values it has.
 */
export function contentOf(object: KubernetesObject): JsonObject {
  const {
    status: _status,
    apiVersion,
    kind,
    metadata,
    ...rest
  } = toJson(withoutSecretValues(object));
  const named = contentOfMetadata(isJsonObject(metadata) ? metadata : {});
  return { apiVersion: apiVersion ?? '', kind: kind ?? '', metadata: named, ...rest };
}

function contentOfMetadata(metadata: JsonObject): JsonObject {
  const kept: Record<string, Json> = {};
  for (const [key, value] of Object.entries(metadata)) {
    if (SERVER_METADATA.some((name) => name === key)) continue;
    if (key !== 'annotations' || !isJsonObject(value)) {
      kept[key] = value;
      continue;
    }
    const { [CHANGE_ANNOTATION]: _change, [DIGEST_ANNOTATION]: _digest, ...others } = value;
    if (Object.keys(others).length > 0) kept[key] = others;
  }
  return kept;
}

/** Equal for two readings of an object between which nobody changed what it asks for. */
export function baseOf(object: KubernetesObject): string {
  return digestOf(contentOf(object));
}
