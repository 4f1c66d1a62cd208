import type { Json, JsonObject } from '../../domain/json.ts';
import { isJsonObject } from '../../domain/json.ts';
import { ApiError, groupOf, qualified, quote } from './api-error.ts';
import { celValue } from './cel.ts';
import type { CelEvaluator, CelOutcome, CelValue } from './cel.ts';
import { listAt, objectAt, textAt, textsAt } from './json-path.ts';
import { nameOf, namespaceOf } from './object-store.ts';
import { apiVersionOf } from './served-type.ts';
import { matchesSelector } from './selectors.ts';
import type { ServedType } from './served-type.ts';

/** A policy and a binding that puts it to work. */
export interface BoundPolicy {
  readonly policy: JsonObject;
  readonly binding: JsonObject;
}

export interface AdmissionRequest {
  readonly type: ServedType;
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  /** What would be stored; the stored object where it is deleted. */
  readonly object: JsonObject;
  readonly old: JsonObject | undefined;
  /** Undefined for what lives outside namespaces. */
  readonly namespace: JsonObject | undefined;
  readonly user: string;
  readonly isDryRun: boolean;
}

const CODES: Readonly<Record<string, number>> = {
  Unauthorized: 401,
  Forbidden: 403,
  Invalid: 422,
  RequestEntityTooLarge: 413,
};

/**
 * Asks every bound ValidatingAdmissionPolicy. Throws the refusal of the first validation that
 * fails under a `Deny` binding; returns the warnings of `Warn` bindings.
 */
export function admit(
  cel: CelEvaluator,
  policies: readonly BoundPolicy[],
  request: AdmissionRequest,
): readonly string[] {
  return policies.flatMap(({ policy, binding }) => {
    const isMatch =
      matchesRequest(objectAt(policy, 'spec', 'matchConstraints'), request) &&
      matchesRequest(objectAt(binding, 'spec', 'matchResources'), request, { anyRule: true });
    if (!isMatch) return [];
    const variables = variablesOf(cel, listAt(policy, 'spec', 'variables'), request);
    const conditions = listAt(policy, 'spec', 'matchConditions');
    if (!meetsConditions(cel, conditions, variables)) return [];
    return listAt(policy, 'spec', 'validations').flatMap((validation) =>
      judged(cel, { policy, binding, validation, variables, request }),
    );
  });
}

interface Judgement {
  readonly policy: JsonObject;
  readonly binding: JsonObject;
  readonly validation: Json;
  readonly variables: Readonly<Record<string, CelValue>>;
  readonly request: AdmissionRequest;
}

function judged(cel: CelEvaluator, judgement: Judgement): readonly string[] {
  const { policy, binding, validation, variables, request } = judgement;
  const outcome = cel.evaluate(textAt(validation, 'expression'), variables);
  if (outcome.type === 'value' && outcome.value === true) return [];
  if (outcome.type !== 'value' && textAt(policy, 'spec', 'failurePolicy') === 'Ignore') return [];
  const message = `ValidatingAdmissionPolicy '${nameOf(policy)}' with binding '${nameOf(binding)}' denied request: ${reasonWords(cel, validation, outcome, variables)}`;
  const actions = textsAt(binding, 'spec', 'validationActions');
  if (actions.includes('Deny')) {
    throw denial(request, textAt(validation, 'reason') || 'Invalid', message);
  }
  if (!actions.includes('Warn')) return [];
  return [message.replace(' denied request:', ':').replace(/^/, 'Validation failed for ')];
}

/** What a check says of an object that it does not accept; undefined where it does. */
export function failureWords(
  cel: CelEvaluator,
  validation: Json,
  variables: Judgement['variables'],
): string | undefined {
  const outcome = cel.evaluate(textAt(validation, 'expression'), variables);
  if (outcome.type === 'value' && outcome.value === true) return undefined;
  return reasonWords(cel, validation, outcome, variables);
}

function reasonWords(
  cel: CelEvaluator,
  validation: Json,
  outcome: CelOutcome,
  variables: Judgement['variables'],
): string {
  const expression = textAt(validation, 'expression');
  if (outcome.type === 'failed') {
    return `expression '${expression}' resulted in error: ${outcome.message}`;
  }
  const written = cel.evaluate(textAt(validation, 'messageExpression') || 'null', variables);
  if (written.type === 'value' && typeof written.value === 'string') return written.value;
  return textAt(validation, 'message') || `failed expression: ${expression}`;
}

function denial({ type, object }: AdmissionRequest, reason: string, message: string): ApiError {
  const name = nameOf(object);
  return new ApiError({
    code: CODES[reason] ?? 422,
    reason,
    message: `${qualified(type)} ${quote(name)} is forbidden: ${message}`,
    details: { name, ...groupOf(type), kind: type.plural, causes: [{ message }] },
  });
}

export function matchesRequest(
  match: JsonObject,
  request: AdmissionRequest,
  options: { readonly anyRule: boolean } = { anyRule: false },
): boolean {
  const rules = listAt(match, 'resourceRules');
  const covers = (rule: Json) => matchesRule(rule, request);
  const isCovered = rules.some(covers) || (rules.length === 0 && options.anyRule);
  if (!isCovered || listAt(match, 'excludeResourceRules').some(covers)) return false;
  const namespaceLabels = objectAt(request.namespace, 'metadata', 'labels');
  return (
    (request.namespace === undefined ||
      matchesSelector(objectAt(match, 'namespaceSelector'), namespaceLabels)) &&
    matchesSelector(
      objectAt(match, 'objectSelector'),
      objectAt(request.object, 'metadata', 'labels'),
    )
  );
}

function matchesRule(rule: Json, { type, operation, object }: AdmissionRequest): boolean {
  const names = textsAt(rule, 'resourceNames');
  const scope = textAt(rule, 'scope') || '*';
  return (
    includes(textsAt(rule, 'operations'), operation) &&
    includes(textsAt(rule, 'apiGroups'), type.group) &&
    includes(textsAt(rule, 'apiVersions'), type.version) &&
    (includes(textsAt(rule, 'resources'), type.plural) ||
      textsAt(rule, 'resources').includes('*/*')) &&
    (names.length === 0 || names.includes(nameOf(object))) &&
    (scope === '*' || (scope === 'Namespaced') === type.namespaced)
  );
}

function includes(list: readonly string[], value: string): boolean {
  return list.includes('*') || list.includes(value);
}

export function meetsConditions(
  cel: CelEvaluator,
  conditions: readonly Json[],
  variables: Judgement['variables'],
): boolean {
  return conditions.every((condition) => {
    const outcome = cel.evaluate(textAt(condition, 'expression'), variables);
    return outcome.type === 'value' && outcome.value === true;
  });
}

export function variablesOf(
  cel: CelEvaluator,
  named: readonly Json[],
  request: AdmissionRequest,
): Judgement['variables'] {
  const { type, operation, object, old, namespace, user, isDryRun } = request;
  const schema = type.schema();
  const isDelete = operation === 'DELETE';
  const given = {
    object: isDelete ? null : celValue(object, schema),
    oldObject: old ? celValue(old, schema) : null,
    namespaceObject: namespace ? celValue(namespace) : null,
    request: celValue({
      operation,
      name: nameOf(object),
      namespace: namespaceOf(object),
      dryRun: isDryRun,
      userInfo: { username: user, groups: ['system:authenticated'] },
      kind: { group: type.group, version: type.version, kind: type.kind },
      resource: { group: type.group, version: type.version, resource: type.plural },
      requestKind: { group: type.group, version: type.version, kind: type.kind },
      options: { apiVersion: 'meta.k8s.io/v1', kind: 'PatchOptions' },
    }),
    apiVersion: apiVersionOf(type),
  };
  const own: Record<string, CelValue> = {};
  for (const variable of named) {
    const outcome = cel.evaluate(textAt(variable, 'expression'), {
      ...given,
      variables: { ...own },
    });
    if (isJsonObject(variable) && outcome.type === 'value' && isCelValue(outcome.value)) {
      own[textAt(variable, 'name')] = outcome.value;
    }
  }
  return { ...given, variables: own };
}

/** Everything that CEL returns for an object's parts is a value that CEL takes. */
function isCelValue(value: unknown): value is CelValue {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol';
}
