import type { JsonObject } from '../../domain/json.ts';
import type { ServedType } from './served-type.ts';

/** One line of a status' `details.causes`. */
export interface StatusCause {
  readonly reason?: string;
  readonly message: string;
  readonly field?: string;
}

interface StatusParts {
  readonly code: number;
  readonly reason?: string;
  readonly message: string;
  readonly details?: JsonObject;
}

/** A refusal as the API server words it; the HTTP layer sends `status` as it is. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: number;
  readonly status: JsonObject;

  constructor({ code, reason, message, details }: StatusParts) {
    super(message);
    this.code = code;
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason !== undefined && { reason }),
      ...(details !== undefined && { details }),
      code,
    };
  }
}

/** The path is served by nobody: the one answer that is no `Status` but plain text. */
export class PageNotFound extends Error {
  override readonly name = 'PageNotFound';
}

export function unauthorized(): ApiError {
  return new ApiError({ code: 401, reason: 'Unauthorized', message: 'Unauthorized' });
}

export function badRequest(message: string): ApiError {
  return new ApiError({ code: 400, reason: 'BadRequest', message });
}

export function notFound(type: Pick<ServedType, 'group' | 'plural'>, name: string): ApiError {
  return new ApiError({
    code: 404,
    reason: 'NotFound',
    message: `${qualified(type)} ${quote(name)} not found`,
    details: { name, ...groupOf(type), kind: type.plural },
  });
}

export function alreadyExists(type: ServedType, name: string): ApiError {
  return new ApiError({
    code: 409,
    reason: 'AlreadyExists',
    message: `${qualified(type)} ${quote(name)} already exists`,
    details: { name, ...groupOf(type), kind: type.plural },
  });
}

/** The stored object is not the one that the caller meant (resource version, UID). */
export function updateConflict(type: ServedType, name: string, why: string): ApiError {
  return new ApiError({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${qualified(type)} ${quote(name)}: ${why}`,
    details: { name, ...groupOf(type), kind: type.plural },
  });
}

export function methodNotAllowed(): ApiError {
  return new ApiError({
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    details: {},
  });
}

export function unsupportedMediaType(accepted: readonly string[]): ApiError {
  return new ApiError({
    code: 415,
    reason: 'UnsupportedMediaType',
    message: `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
  });
}

/** A watch asked for changes that are no longer remembered. */
export function expired(message: string): ApiError {
  return new ApiError({ code: 410, reason: 'Expired', message });
}

/** Server-side apply could not read the object by its schema: the real server says 500, no reason. */
export function typedPatchFailure(
  object: { readonly namespace: string; readonly name: string; readonly apiVersion: string },
  kind: string,
  problems: readonly string[],
): ApiError {
  const [first = '', ...more] = problems;
  const text = more.length === 0 ? first : ['errors:', ...problems.map((p) => `  ${p}`)].join('\n');
  const reference = `${object.namespace}/${object.name}; ${object.apiVersion}, Kind=${kind}`;
  return new ApiError({
    code: 500,
    message: `failed to create typed patch object (${reference}): ${text}`,
  });
}

/** The object breaks its schema or a rule of its kind. `causes` must not be empty. */
export function invalid(
  type: Pick<ServedType, 'group' | 'kind'>,
  name: string,
  causes: readonly StatusCause[],
): ApiError {
  const texts = [...new Set(causes.map(({ field, message }) => `${field ?? ''}: ${message}`))];
  const text = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  const kind = type.group === '' ? type.kind : `${type.kind}.${type.group}`;
  return new ApiError({
    code: 422,
    reason: 'Invalid',
    message: `${kind} ${quote(name)} is invalid: ${text}`,
    details: { name, ...groupOf(type), kind: type.kind, causes: causes.map(causeJson) },
  });
}

export function causeJson({ reason, message, field }: StatusCause): JsonObject {
  return {
    ...(reason !== undefined && { reason }),
    message,
    ...(field !== undefined && { field }),
  };
}

/** `plural.group`, the plural alone for the core group. */
export function qualified({ group, plural }: Pick<ServedType, 'group' | 'plural'>): string {
  return group === '' ? plural : `${plural}.${group}`;
}

export function groupOf({ group }: Pick<ServedType, 'group'>): JsonObject {
  return group === '' ? {} : { group };
}

/** As Go prints a string with `%q`. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
