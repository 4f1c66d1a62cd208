import { apiVersionOf, type ResourceKind } from '../../kind.ts';
import type { KubernetesObject } from '../../manifest.ts';
import { NAMESPACE_LABEL } from './match-constraints.ts';
import {
  AdmissionPolicyShape,
  BindingShape,
  ClusterPolicyShape,
  type ClusterPolicyRule,
  type RenderedMatch,
  type RenderedValidation,
  ValidatingPolicyShape,
} from './rendered-shapes.ts';

/** What evaluates CEL: the port `Expressions` is one. */
export interface ExpressionEvaluator {
  evaluate(
    expression: string,
    given: { readonly object: KubernetesObject },
  ):
    | { readonly type: 'true' }
    | { readonly type: 'false' }
    | { readonly type: 'error'; readonly message: string };
}

/** An object that is about to be created, and its kind as discovery lists it: rules name plurals. */
export interface Candidate {
  readonly object: KubernetesObject;
  readonly kind: ResourceKind;
  /** The part of an object that is there already by which it is changed: `ephemeralcontainers`. */
  readonly subresource?: string;
}

export interface RenderedVerdict {
  /** False where the engine would refuse it: never while the policy is in audit. */
  readonly accepted: boolean;
  /** What the engine would say of it, as a refusal or a warning; empty where it keeps the policy. */
  readonly messages: readonly string[];
}

interface Demanded {
  readonly conditions: readonly { readonly expression: string }[];
  readonly validations: readonly RenderedValidation[];
  readonly denies: boolean;
  readonly warns: boolean;
}

/**
 * What the engine that `rendered` was made for would say of an object, by nothing but what was rendered:
 * kinds, scope, namespaces, expressions, actions. Throws for objects that `render` does not make.
 */
export function renderedVerdict(
  rendered: readonly KubernetesObject[],
  candidate: Candidate,
  expressions: ExpressionEvaluator,
): RenderedVerdict {
  // Engines see objects in the version that the policy names.
  const object = { ...candidate.object, apiVersion: apiVersionOf(candidate.kind) };
  const verdicts = demandsOn(rendered, candidate).map((demanded) => {
    const isMet = demanded.conditions.every(
      ({ expression }) => expressions.evaluate(expression, { object }).type === 'true',
    );
    const messages = (isMet ? demanded.validations : []).flatMap(({ expression, message }) => {
      const verdict = expressions.evaluate(expression, { object });
      if (verdict.type === 'true') return [];
      // An expression that fails counts as broken; Kyverno reports it under `Ignore`, too, which stands in audit.
      return verdict.type === 'false'
        ? [message]
        : [`expression '${expression}' resulted in error: ${verdict.message}`];
    });
    return {
      accepted: messages.length === 0 || !demanded.denies,
      messages: demanded.denies || demanded.warns ? messages : [],
    };
  });
  return {
    accepted: verdicts.every(({ accepted }) => accepted),
    messages: verdicts.flatMap(({ messages }) => messages),
  };
}

function demandsOn(
  rendered: readonly KubernetesObject[],
  candidate: Candidate,
): readonly Demanded[] {
  return rendered.flatMap((one): readonly Demanded[] => {
    switch (one.kind) {
      case 'ValidatingAdmissionPolicy':
        return admissionDemands(one, { rendered, candidate });
      case 'ValidatingAdmissionPolicyBinding':
        return [];
      case 'ValidatingPolicy': {
        const { spec } = ValidatingPolicyShape.parse(one);
        const { validations, validationActions, matchConstraints } = spec;
        const conditions = spec.matchConditions;
        return isMatched(matchConstraints, candidate)
          ? [{ conditions, validations, ...effectOf(validationActions) }]
          : [];
      }
      case 'ClusterPolicy':
        return clusterPolicyDemands(one, candidate);
      default:
        throw new Error(`${one.kind} enforces no policy`);
    }
  });
}

/** A policy acts once for each of its bindings, and not at all without one. */
function admissionDemands(
  one: KubernetesObject,
  { rendered, candidate }: { rendered: readonly KubernetesObject[]; candidate: Candidate },
): readonly Demanded[] {
  const { metadata, spec } = AdmissionPolicyShape.parse(one);
  if (!isMatched(spec.matchConstraints, candidate)) return [];
  return rendered
    .filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding')
    .map((binding) => BindingShape.parse(binding).spec)
    .filter(({ policyName }) => policyName === metadata.name)
    .map((bound) => ({
      conditions: spec.matchConditions,
      validations: spec.validations,
      ...effectOf(bound.validationActions),
    }));
}

function effectOf(actions: readonly string[]): Pick<Demanded, 'denies' | 'warns'> {
  return { denies: actions.includes('Deny'), warns: actions.includes('Warn') };
}

function isMatched(match: RenderedMatch, candidate: Candidate): boolean {
  const { object, kind, subresource } = candidate;
  const resource = subresource === undefined ? kind.plural : `${kind.plural}/${subresource}`;
  const isCovered = match.resourceRules.some(
    ({ apiGroups, apiVersions, operations, resources }) =>
      apiGroups.includes(kind.group) &&
      apiVersions.includes(kind.version) &&
      resources.includes(resource) &&
      operations.includes(operationOf(candidate)),
  );
  const { namespace } = object.metadata;
  if (!isCovered || !kind.namespaced || namespace === undefined) return false;
  const labels = new Map([[NAMESPACE_LABEL, namespace]]);
  const requirements = match.namespaceSelector?.matchExpressions ?? [];
  return requirements.every(({ key, operator, values }) => {
    const isAmong = values.includes(labels.get(key) ?? '');
    return operator === 'In' ? isAmong : !isAmong;
  });
}

function operationOf({ subresource }: Candidate): 'CREATE' | 'UPDATE' {
  return subresource === undefined ? 'CREATE' : 'UPDATE';
}

function clusterPolicyDemands(one: KubernetesObject, candidate: Candidate): readonly Demanded[] {
  const { spec } = ClusterPolicyShape.parse(one);
  return spec.rules
    .filter((rule) => isMatchedByRule(rule, candidate))
    .map(({ validate, celPreconditions }) => ({
      conditions: celPreconditions,
      validations: validate.cel.expressions,
      denies: validate.failureAction === 'Enforce',
      warns: spec.emitWarning === true,
    }));
}

function isMatchedByRule({ match, exclude }: ClusterPolicyRule, candidate: Candidate): boolean {
  const { object, kind, subresource } = candidate;
  const name = `${apiVersionOf(kind)}/${kind.kind}`;
  // Of the parts of kinds, Kyverno takes none but this for the kind itself.
  if (subresource !== undefined && `${name}/${subresource}` !== 'v1/Pod/ephemeralcontainers') {
    return false;
  }
  const { namespace } = object.metadata;
  if (namespace === undefined) return false;
  const isExcluded = exclude?.any.some(({ resources }) => resources.namespaces.includes(namespace));
  const isIncluded = match.any.some(
    ({ resources }) =>
      resources.kinds.includes(name) &&
      resources.operations.includes(operationOf(candidate)) &&
      (resources.namespaces?.includes(namespace) ?? true),
  );
  return isIncluded && isExcluded !== true;
}
