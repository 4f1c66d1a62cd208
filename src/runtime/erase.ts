import type { Json } from '../domain/json.ts';

/** The value as it will be read back from disk: what JSON cannot hold is gone. */
export function toJson(value: unknown): Json {
  const json: Json = JSON.parse(JSON.stringify(value ?? null));
  return json;
}
