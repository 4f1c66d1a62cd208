import { brokenExpressions } from './broken-expressions.ts';
import type { PolicyDependencies } from './dependencies.ts';
import { listedObjects } from './listed-objects.ts';
import { reachedKinds } from './rehearsed-kinds.ts';
import { exampleNamespace } from './reached-namespace.ts';
import { workedOff } from '../scan/worked-off.ts';
import { isWithin } from '../../domain/configure/field-path.ts';
import { Failure } from '../../domain/failure.ts';
import type { Json } from '../../domain/json.ts';
import { isSameKind, type ResourceKind, resourceNameOf } from '../../domain/kind.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import type { EnforcedPolicy } from '../../domain/policy/enforcement/enforced-policy.ts';
import { isInScope, type Violation, violationsOf } from '../../domain/policy/verdict.ts';

/** Of each kind; where there are more, the report says that not all were looked at. */
const LIST_MAX = 500;
const IN_FLIGHT = 8;

/** A live object that would be refused, and where it breaks the policy. */
export interface Breach {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** `spec.region is eu-west-1`, or what an expression says of the whole object. */
  readonly fault: string;
}

export interface LiveLook {
  /** Objects that the policy reaches. */
  readonly looked: number;
  readonly breaking: number;
  readonly breaches: readonly Breach[];
  /** Kinds of which not all objects were seen, and why. */
  readonly unseen: readonly string[];
}

/** Which objects of the cluster a policy would refuse, were they applied again as they are. Writes nothing. */
export async function liveBreaches(
  { cluster, expressions }: Pick<PolicyDependencies, 'cluster' | 'expressions'>,
  policy: EnforcedPolicy,
): Promise<LiveLook> {
  const looks = new Map<string, LiveLook>();
  const kinds = reachedKinds(policy);
  const namespace = exampleNamespace(policy.scope, { names: [], system: [] });

  async function look(kind: ResourceKind): Promise<void> {
    const name = resourceNameOf(kind);
    if (isKeptSecret(kind, policy)) {
      looks.set(name, { looked: 0, breaking: 0, breaches: [], unseen: [`${name}: ${SECRETS}`] });
      return;
    }
    try {
      const objects = await listedObjects(cluster, kind, { limit: LIST_MAX, namespace });
      const reached = objects.filter(({ metadata }) => isInScope(policy.scope, metadata.namespace));
      const breaches = reached.map((object) => breachesOf(object, kind));
      looks.set(name, {
        looked: reached.length,
        breaking: breaches.filter(({ length }) => length > 0).length,
        breaches: breaches.flat(),
        unseen: objects.length < LIST_MAX ? [] : [`${name}: only the first ${LIST_MAX}`],
      });
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      const unseen = [`${name}: ${failure.message.replace(/\.$/u, '')}`];
      looks.set(name, { looked: 0, breaking: 0, breaches: [], unseen });
    }
  }

  function breachesOf(object: KubernetesObject, kind: ResourceKind): readonly Breach[] {
    const { name, namespace = '' } = object.metadata;
    return [
      ...violationsOf(policy.rules, object).map((violation) => faultOf(violation)),
      ...brokenExpressions(policy, { object, kind }, expressions).map(({ message }) => message),
    ].map((fault) => ({ kind: object.kind, namespace, name, fault }));
  }

  await workedOff(kinds, IN_FLIGHT, look);
  const all = kinds.flatMap((kind) => looks.get(resourceNameOf(kind)) ?? []);
  return {
    looked: all.reduce((sum, one) => sum + one.looked, 0),
    breaking: all.reduce((sum, one) => sum + one.breaking, 0),
    breaches: all.flatMap(({ breaches }) => breaches),
    unseen: all.flatMap(({ unseen }) => unseen),
  };
}

const SECRETS = 'what they hold is never read, only how they are called and labelled';

/** Whether what the policy asks of the kind stands in secrets, of which the bot sees the metadata alone. */
function isKeptSecret(kind: ResourceKind, { rules, expressions }: EnforcedPolicy): boolean {
  if (kind.group !== '' || kind.kind !== 'Secret') return false;
  const isOwn = ({ kinds }: { readonly kinds: readonly ResourceKind[] }): boolean =>
    kinds.some((one) => isSameKind(one, kind));
  const paths = rules
    .filter(isOwn)
    .flatMap(({ path, when }) => [path, ...when.map((condition) => condition.path)]);
  return paths.some((path) => !isWithin(path, 'metadata')) || expressions.some(isOwn);
}

/** `Deployment shop in a-team: spec.region is eu-west-1`. */
export function breachText({ kind, namespace, name, fault }: Breach): string {
  return `${kind} ${name} in ${namespace}: ${fault}`;
}

function faultOf({ path, value }: Violation): string {
  return value === undefined ? `${path} is missing` : `${path} is ${valueText(value)}`;
}

function valueText(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
