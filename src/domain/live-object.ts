import { CHANGE_ANNOTATION, DIGEST_ANNOTATION } from './change/digest.ts';
import { digestOf, isJsonObject, type Json, type JsonObject, toJson } from './json.ts';
import type { KubernetesObject } from './manifest.ts';

/** What the server writes by itself: no part of what anybody asked for. */
const SERVER_METADATA = [
  'managedFields',
  'resourceVersion',
  'uid',
  'creationTimestamp',
  'generation',
  'selfLink',
] as const;

/** The part of an object that people and controllers decide on: no status, no bookkeeping. */
export function contentOf(object: KubernetesObject): JsonObject {
  const { status: _status, apiVersion, kind, metadata, ...rest } = toJson(object);
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
