import { isJsonObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import {
  failureWords,
  matchesRequest,
  meetsConditions,
  variablesOf,
  type AdmissionRequest,
} from './admission.ts';
import type { CelEvaluator } from './cel.ts';
import { listAt, objectAt, textAt, textsAt, valueAt } from './json-path.ts';
import { isMeantByRule } from './kyverno-match.ts';
import { nameOf } from './object-store.ts';

/** What one policy makes of a request that it is about. */
export interface KyvernoVerdict {
  readonly policy: string;
  /** Whether a request fails where the webhook cannot be asked. */
  readonly failsClosed: boolean;
  readonly denials: readonly { readonly rule: string; readonly message: string }[];
  readonly warnings: readonly string[];
}

/** `policies.kyverno.io/v1`. Undefined where the request is not its affair. */
export function judgeValidatingPolicy(
  cel: CelEvaluator,
  policy: JsonObject,
  request: AdmissionRequest,
): KyvernoVerdict | undefined {
  if (valueAt(policy, ['spec', 'evaluation', 'admission', 'enabled']) === false) return undefined;
  if (!matchesRequest(objectAt(policy, 'spec', 'matchConstraints'), request)) return undefined;
  const variables = variablesOf(cel, listAt(policy, 'spec', 'variables'), request);
  if (!meetsConditions(cel, listAt(policy, 'spec', 'matchConditions'), variables)) return undefined;
  const name = nameOf(policy);
  const [broken] = listAt(policy, 'spec', 'validations').flatMap(
    (validation) => failureWords(cel, validation, variables) ?? [],
  );
  const actions = textsAt(policy, 'spec', 'validationActions');
  const isDenied = broken !== undefined && (actions.length === 0 || actions.includes('Deny'));
  const isWarned = broken !== undefined && actions.includes('Warn');
  return {
    policy: name,
    failsClosed: textAt(policy, 'spec', 'failurePolicy') !== 'Ignore',
    denials: isDenied ? [{ rule: '', message: broken }] : [],
    warnings: isWarned ? [`Policy ${name} failed: ${broken}`] : [],
  };
}

/** `kyverno.io/v1`, its rules in CEL; others are not played here. */
export function judgeClusterPolicy(
  cel: CelEvaluator,
  policy: JsonObject,
  request: AdmissionRequest,
): KyvernoVerdict | undefined {
  const spec = objectAt(policy, 'spec');
  if (spec['admission'] === false || request.operation === 'DELETE') return undefined;
  const rules = listAt(spec, 'rules')
    .filter(isJsonObject)
    .filter((rule) => isMeantByRule(rule, request));
  if (rules.length === 0) return undefined;
  const broken = rules.flatMap((rule) => {
    const message = brokenWords(cel, rule, request);
    return message === undefined ? [] : [{ rule: textAt(rule, 'name'), message, source: rule }];
  });
  const name = nameOf(policy);
  const warns = spec['emitWarning'] === true;
  const isEnforced = (rule: JsonObject) => actionOf(spec, rule).toLowerCase() === 'enforce';
  const failurePolicy =
    textAt(spec, 'webhookConfiguration', 'failurePolicy') || textAt(spec, 'failurePolicy');
  return {
    policy: name,
    failsClosed: failurePolicy !== 'Ignore',
    denials: broken.filter(({ source }) => isEnforced(source)),
    warnings: broken
      .filter(({ source }) => warns && !isEnforced(source))
      .map(({ rule, message }) => `policy ${name}.${rule}: ${message}`),
  };
}

function actionOf(spec: JsonObject, rule: JsonObject): string {
  return textAt(rule, 'validate', 'failureAction') || textAt(spec, 'validationFailureAction');
}

/** Why the rule is broken. An update of what broke it before may pass. */
function brokenWords(
  cel: CelEvaluator,
  rule: JsonObject,
  request: AdmissionRequest,
): string | undefined {
  const words = wordsOn(cel, rule, request);
  const mayStay = valueAt(rule, ['validate', 'allowExistingViolations']) !== false;
  if (words === undefined || !request.old || !mayStay) return words;
  const before = wordsOn(cel, rule, { ...request, object: request.old });
  return before === undefined ? words : undefined;
}

function wordsOn(
  cel: CelEvaluator,
  rule: JsonObject,
  request: AdmissionRequest,
): string | undefined {
  const check = objectAt(rule, 'validate', 'cel');
  const variables = variablesOf(cel, listAt(check, 'variables'), request);
  if (!meetsConditions(cel, listAt(rule, 'celPreconditions'), variables)) return undefined;
  const [first] = listAt(check, 'expressions').flatMap(
    (validation: Json) => failureWords(cel, validation, variables) ?? [],
  );
  return first;
}
