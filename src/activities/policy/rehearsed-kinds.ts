import { setImmediate } from 'node:timers/promises';
import type { PolicyDependencies } from './dependencies.ts';
import type { ActivityContext } from '../activity.ts';
import { Failure } from '../../domain/failure.ts';
import { readPath } from '../../domain/configure/field-path.ts';
import { toJson } from '../../domain/json.ts';
import { isSameKind, type ResourceKind, resourceNameOf } from '../../domain/kind.ts';
import { KubernetesObject } from '../../domain/manifest.ts';
import type { EnforcedPolicy } from '../../domain/policy/enforcement/enforced-policy.ts';
import { renderedVerdict } from '../../domain/policy/enforcement/rendered-verdict.ts';
import { examplesFor } from '../../domain/policy/examples.ts';
import { violationsOf } from '../../domain/policy/verdict.ts';
import type { Probe } from '../../domain/prepared-change.ts';

/** What trying one kind showed. */
export interface RehearsedKind {
  /** `instances.rds.aws.example.org`. */
  readonly name: string;
  readonly good: number;
  readonly accepted: number;
  readonly broken: number;
  readonly refused: number;
  /** Objects that were judged otherwise than they must be, as sentences. */
  readonly wrong: readonly string[];
  /** Why there are no objects to try it with, or not of every sort. */
  readonly problem: string | undefined;
  /** Broken objects that were refused, as they must be. */
  readonly probes: readonly Probe[];
}

interface Trial {
  readonly policy: EnforcedPolicy;
  /** What would be applied in deny mode. Empty: nothing can enforce it, so only its rules are tried. */
  readonly rendered: readonly KubernetesObject[];
  /** One that the policy reaches. */
  readonly namespace: string;
}

/** The kinds that a policy reaches, each once: those outside namespaces are reached by none. */
export function reachedKinds({
  rules,
  expressions,
}: Pick<EnforcedPolicy, 'rules' | 'expressions'>): readonly ResourceKind[] {
  const all = [...rules, ...expressions].flatMap(({ kinds }) => kinds);
  const namespaced = all.filter((kind) => kind.namespaced);
  return [...new Map(namespaced.map((kind) => [`${kind.group}/${kind.kind}`, kind])).values()];
}

/**
 * Tries a policy on objects made from the schemas of the kinds that it reaches: good ones must be accepted, and each that is
 * broken in one field refused, by its rules and by what would be applied alike.
 */
export async function rehearseKinds(
  { cluster, expressions }: Pick<PolicyDependencies, 'cluster' | 'expressions'>,
  trial: Trial,
  { signal, progress, now }: ActivityContext,
): Promise<readonly RehearsedKind[]> {
  const kinds = reachedKinds(trial.policy);
  const rehearsed: RehearsedKind[] = [];
  for (const [index, kind] of kinds.entries()) {
    signal.throwIfAborted();
    await setImmediate();
    const text = `Trying it on ${kind.kind}, ${index + 1} of ${kinds.length} kinds…`;
    progress({ type: 'work-progressed', at: now(), text });
    rehearsed.push(await rehearseKind({ cluster, expressions }, trial, kind));
  }
  return rehearsed;
}

/** As `rehearseKinds`, for one of them. */
export async function rehearseKind(
  { cluster, expressions }: Pick<PolicyDependencies, 'cluster' | 'expressions'>,
  trial: Trial,
  kind: ResourceKind,
): Promise<RehearsedKind> {
  const { policy, rendered, namespace } = trial;
  const rules = policy.rules.filter((rule) => rule.kinds.some((one) => isSameKind(one, kind)));
  const own = policy.expressions.filter((one) =>
    one.kinds.some((other) => isSameKind(other, kind)),
  );
  const made = await examplesOf(cluster, { kind, rules, namespace });
  const good = [...made.good, ...own.flatMap(({ accepts }) => parsed(accepts, kind))];
  const broken = [
    ...made.broken,
    ...own.flatMap(({ id, refuses }) =>
      parsed(refuses, kind).map((object) => ({ ruleId: id, path: '', object })),
    ),
  ];
  const isAccepted = (object: KubernetesObject): boolean =>
    rendered.length === 0 || renderedVerdict(rendered, { object, kind }, expressions).accepted;
  const isKept = (object: KubernetesObject): boolean =>
    violationsOf(policy.rules, object).length === 0 && isAccepted(object);
  const isBroken = ({ ruleId, object }: (typeof broken)[number]): boolean =>
    (own.some(({ id }) => id === ruleId) ||
      violationsOf(policy.rules, object).some((one) => one.ruleId === ruleId)) &&
    (rendered.length === 0 || !isAccepted(object));
  const accepted = good.filter((object) => isKept(object));
  const refused = broken.filter((one) => isBroken(one));
  const name = resourceNameOf(kind);
  return {
    name,
    good: good.length,
    accepted: accepted.length,
    broken: broken.length,
    refused: refused.length,
    wrong: [
      ...good
        .filter((object) => !accepted.includes(object))
        .map(() => `${name}: an object that keeps the policy would be refused`),
      ...broken
        .filter((one) => !refused.includes(one))
        .map(({ path }) => `${name}: an object with a forbidden ${path} would be accepted`),
    ],
    problem: made.problem,
    probes: refused
      .filter(({ path }) => path !== '')
      .map(({ object, path }) => ({ kind, object, words: probeWords(object, path) })),
  };
}

/** A kind whose schema cannot be read now is no reason to stop: the report says so. */
async function examplesOf(
  cluster: PolicyDependencies['cluster'],
  given: Omit<Parameters<typeof examplesFor>[0], 'table'>,
): Promise<ReturnType<typeof examplesFor>> {
  try {
    return examplesFor({ ...given, table: await cluster.fieldTable(given.kind) });
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return { good: [], broken: [], problem: failure.message };
  }
}

/** What a model gave as an example is an object of that kind, or counts for nothing. */
function parsed(texts: readonly string[], kind: ResourceKind): readonly KubernetesObject[] {
  return texts.flatMap((text) => {
    const json = jsonOf(text);
    const object = KubernetesObject.safeParse(json).data;
    return object && object.kind === kind.kind ? [object] : [];
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** "a SqlDatabase with spec.region eu-west-1", "a SqlDatabase without spec.region". */
export function probeWords(object: KubernetesObject, path: string): string {
  const value = readPath(toJson(object), path);
  const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return value === undefined
    ? `a ${object.kind} without ${path}`
    : `a ${object.kind} with ${path} ${shown.slice(0, 60)}`;
}
