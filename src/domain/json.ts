import { createHash } from 'node:crypto';
import { z } from 'zod';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export const Json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(Json), JsonObject]),
);
export const JsonObject: z.ZodType<JsonObject> = z.lazy(() => z.record(z.string(), Json));

/** A value kept as JSON text. Text that is none fails as a value of the wrong shape does. */
export const JsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'no JSON' });
    return z.NEVER;
  }
});

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same text for equal values: object keys sorted by code unit, no white space. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${entries.join(',')}}`;
}

/** Lower-case hexadecimal SHA-256 of a text's UTF-8 bytes. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** SHA-256 over the canonical form: equal values, equal digest. */
export function digestOf(value: Json): string {
  return sha256(canonicalJson(value));
}

/** The value as it will be read back from disk: what JSON cannot hold (`undefined`) is gone. */
export function storedJson(value: unknown): Json {
  const json: Json = JSON.parse(JSON.stringify(value ?? null));
  return json;
}

/** A record as plain JSON, as `storedJson` does. Throws for what is no object there. */
export function toJson(value: object): JsonObject {
  const json = storedJson(value);
  if (!isJsonObject(json)) throw new Error('no JSON object');
  return json;
}
