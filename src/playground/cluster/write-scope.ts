import type { JsonObject } from '../../domain/json.ts';
import { badRequest } from './api-error.ts';
import { unknownFields } from './defaults.ts';
import { textAt, withValue, withoutValue } from './json-path.ts';
import { nameOf, namespaceOf } from './object-store.ts';
import { apiVersionOf } from './served-type.ts';
import type { ServedType } from './served-type.ts';
import type { WriteTarget } from './writes.ts';

/** The object's part that a write through this door may change, laid over what is stored. */
export function scoped(
  { type, subresource }: WriteTarget,
  wanted: JsonObject,
  before: JsonObject | undefined,
): JsonObject {
  if (subresource === 'status') {
    return before ? withValue(before, ['status'], wanted['status'] ?? {}) : wanted;
  }
  if (!type.subresources.includes('status')) return wanted;
  const status = before?.['status'];
  return status === undefined
    ? withoutValue(wanted, ['status'])
    : withValue(wanted, ['status'], status);
}

/** Unknown fields by the request's `fieldValidation`: a 400, warnings, or nothing. */
export function fieldWarnings(
  type: ServedType,
  object: JsonObject,
  validation: string,
): readonly string[] {
  if (validation === 'Ignore') return [];
  const unknown = unknownFields(object, type.schema()).map((path) => `unknown field "${path}"`);
  if (unknown.length > 0 && validation === 'Strict') {
    throw badRequest(`strict decoding error: ${unknown.join(', ')}`);
  }
  return unknown;
}

/** The body must be about the object of the URL. Throws the 400. */
export function matchBody({ type, namespace, name }: WriteTarget, body: JsonObject): void {
  const kind = textAt(body, 'kind');
  const apiVersion = textAt(body, 'apiVersion');
  if (
    (kind !== '' && kind !== type.kind) ||
    (apiVersion !== '' && apiVersion !== apiVersionOf(type))
  ) {
    throw badRequest(
      `the API version in the data (${apiVersion}) and kind (${kind}) do not match the expected ${apiVersionOf(type)}, Kind=${type.kind}`,
    );
  }
  if (nameOf(body) !== '' && name !== '' && nameOf(body) !== name) {
    throw badRequest(
      `the name of the object (${nameOf(body)}) does not match the name on the URL (${name})`,
    );
  }
  if (type.namespaced && namespaceOf(body) !== '' && namespaceOf(body) !== namespace) {
    throw badRequest(
      `the namespace of the provided object does not match the namespace sent on the request`,
    );
  }
}
