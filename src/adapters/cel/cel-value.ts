import { isJsonObject, type Json } from '../../domain/json.ts';

/** A value as CEL sees it: whole numbers are `int`, that is `bigint`. */
export type CelValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly CelValue[]
  | { readonly [key: string]: CelValue };

/** Largest `int` of CEL. What is larger is a double, as Kubernetes reads it. */
const INT_MAX = 2 ** 63;

/**
 * An object's value for admission policies: they see it without its schema, so a number is what its text
 * says, and field names are as they are written.
 */
export function celValue(value: Json): CelValue {
  if (Array.isArray(value)) return value.map((item: Json) => celValue(item));
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, celValue(inner)]));
  }
  if (typeof value !== 'number') return value;
  return Number.isInteger(value) && Math.abs(value) < INT_MAX ? BigInt(value) : value;
}
