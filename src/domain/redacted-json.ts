import { isJsonObject, type Json, type JsonObject } from './json.ts';
import { redactNamed, redactSecrets } from './redaction.ts';

/** Fields that name what stands in `value` beside them; an `address` does by the path in it. */
const NAMES = ['name', 'label', 'path', 'key', 'questionId', 'id'] as const;

/** The value without the secrets in it, at any depth: in texts, under telling names, beside them. */
export function redactedJson(value: Json): Json {
  if (typeof value === 'string') return redactSecrets(value);
  if (Array.isArray(value)) return value.map((item: Json) => redactedJson(item));
  return isJsonObject(value) ? redactedObject(value) : value;
}

function redactedObject(object: JsonObject): JsonObject {
  const { address } = object;
  const named = [...namesIn(object), ...(isJsonObject(address) ? namesIn(address) : [])];
  return Object.fromEntries(
    Object.entries(object).map(([field, value]) => {
      if (typeof value !== 'string') return [field, redactedJson(value)];
      const names = field === 'value' ? [field, ...named] : [field];
      return [field, names.reduce((text, name) => redactNamed({ name, value: text }), value)];
    }),
  );
}

function namesIn(object: JsonObject): string[] {
  return NAMES.flatMap((field) => {
    const name = object[field];
    return typeof name === 'string' ? [name] : [];
  });
}
