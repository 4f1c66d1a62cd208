import { setImmediate } from 'node:timers/promises';
import { brokenExpressions } from './broken-expressions.ts';
import type { PolicyDependencies } from './dependencies.ts';
import type { ActivityContext } from '../activity.ts';
import { Failure } from '../../domain/failure.ts';
import type { FieldTable } from '../../domain/field-table.ts';
import { readPath } from '../../domain/configure/field-path.ts';
import { JsonText, toJson } from '../../domain/json.ts';
import { isSameKind, type ResourceKind, resourceNameOf } from '../../domain/kind.ts';
import { KubernetesObject } from '../../domain/manifest.ts';
import type { EnforcedPolicy } from '../../domain/policy/enforcement/enforced-policy.ts';
import { renderedVerdict } from '../../domain/policy/enforcement/rendered-verdict.ts';
import { examplesFor, type KindExamples } from '../../domain/policy/examples.ts';
import type { Rule } from '../../domain/policy/rule.ts';
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
  /** Good objects that were accepted and broken ones that were refused, as they must be. */
  readonly kept: readonly Probe[];
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
  const rehearsed = new Map<ResourceKind, RehearsedKind>();
  for (const slice of slicesOf(kinds)) {
    const text = `${rehearsed.size} of ${kinds.length} kinds are tried…`;
    progress({ type: 'work-progressed', at: now(), text });
    // Asked for together, a document is read once for all of its kinds.
    const schemas = await Promise.all(slice.map((kind) => schemaOf(cluster, kind)));
    for (const [index, kind] of slice.entries()) {
      const schema = schemas[index];
      signal.throwIfAborted();
      await setImmediate();
      if (schema) rehearsed.set(kind, triedKind(expressions, trial, { kind, schema }));
    }
  }
  return kinds.flatMap((kind) => rehearsed.get(kind) ?? []);
}

/** Tables are large: no more are held than these. */
const SLICE = 24;

/** Those of one version of a group beside each other: their schemas stand in one document. */
function slicesOf(kinds: readonly ResourceKind[]): readonly (readonly ResourceKind[])[] {
  const byVersion = Map.groupBy(kinds, ({ group, version }) => `${group}/${version}`);
  const inOrder = [...byVersion.values()].flat();
  return Array.from({ length: Math.ceil(inOrder.length / SLICE) }, (_, index) =>
    inOrder.slice(index * SLICE, (index + 1) * SLICE),
  );
}

/** As `rehearseKinds`, for one of them. */
export async function rehearseKind(
  { cluster, expressions }: Pick<PolicyDependencies, 'cluster' | 'expressions'>,
  trial: Trial,
  kind: ResourceKind,
): Promise<RehearsedKind> {
  return triedKind(expressions, trial, { kind, schema: await schemaOf(cluster, kind) });
}

interface KindWithSchema {
  readonly kind: ResourceKind;
  /** Or why it cannot be read now. */
  readonly schema: FieldTable | { readonly problem: string };
}

function triedKind(
  expressions: PolicyDependencies['expressions'],
  trial: Trial,
  { kind, schema }: KindWithSchema,
): RehearsedKind {
  const { policy, rendered } = trial;
  const { good, broken, problem } = examplesOf(expressions, trial, { kind, schema });
  const isLetIn = (object: KubernetesObject): boolean =>
    renderedVerdict(rendered, { object, kind }, expressions).accepted;
  const brokenBy = (object: KubernetesObject): readonly string[] => [
    ...violationsOf(policy.rules, object).map(({ ruleId }) => ruleId),
    ...brokenExpressions(policy, { object, kind }, expressions).map(({ id }) => id),
  ];
  const accepted = good.filter((object) => brokenBy(object).length === 0 && isLetIn(object));
  const refused = broken.filter(
    ({ ruleId, object }) =>
      brokenBy(object).includes(ruleId) && (rendered.length === 0 || !isLetIn(object)),
  );
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
        .map(({ object, fault }) => `${name}: ${probeWords(object, fault)} would be accepted`),
    ],
    problem,
    kept: accepted.map((object) => ({ kind, object, words: `${named(object)} that keeps it` })),
    probes: refused.map(({ object, fault }) => ({
      kind,
      object,
      words: probeWords(object, fault),
    })),
  };
}

interface Examples {
  readonly good: readonly KubernetesObject[];
  readonly broken: readonly {
    /** Of the rule or the expression. */
    readonly ruleId: string;
    readonly fault: Fault;
    readonly object: KubernetesObject;
  }[];
  readonly problem: string | undefined;
}

/** Where an object breaks a rule, or what an expression says of it. */
type Fault = { readonly path: string } | { readonly message: string };

/** Those that are made from the schema, and those that came with the expressions: neither knows of the other. */
function examplesOf(
  expressions: PolicyDependencies['expressions'],
  { policy, namespace }: Trial,
  { kind, schema }: KindWithSchema,
): Examples {
  const isOwn = ({ kinds }: { readonly kinds: readonly ResourceKind[] }): boolean =>
    kinds.some((one) => isSameKind(one, kind));
  const rules = policy.rules.filter(isOwn);
  const own = policy.expressions.filter(isOwn);
  const made = madeExamples({ kind, schema }, { rules, namespace });
  const given = own.flatMap(({ accepts }) => parsed(accepts, { kind, namespace }));
  return {
    good: [
      ...made.good.filter(
        (object) => brokenExpressions(policy, { object, kind }, expressions).length === 0,
      ),
      ...given.filter((object) => violationsOf(rules, object).length === 0),
    ],
    broken: [
      ...made.broken.map(({ path, ...one }) => ({ ...one, fault: { path } })),
      ...own.flatMap(({ id: ruleId, refuses, message }) =>
        parsed(refuses, { kind, namespace }).map((object) => ({
          ruleId,
          fault: { message },
          object,
        })),
      ),
    ],
    problem: made.problem,
  };
}

function madeExamples(
  { kind, schema }: KindWithSchema,
  given: { readonly rules: readonly Rule[]; readonly namespace: string },
): KindExamples {
  if (given.rules.length === 0) return { good: [], broken: [] };
  if ('problem' in schema) return { good: [], broken: [], problem: schema.problem };
  return examplesFor({ ...given, kind, table: schema });
}

/** A kind whose schema cannot be read now is no reason to stop: the report says so. */
async function schemaOf(
  cluster: PolicyDependencies['cluster'],
  kind: ResourceKind,
): Promise<KindWithSchema['schema']> {
  try {
    return await cluster.fieldTable(kind);
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return { problem: failure.message };
  }
}

/** What a model gave as an example is an object of that kind, or counts for nothing; its namespace is not its own. */
function parsed(
  texts: readonly string[],
  { kind, namespace }: { readonly kind: ResourceKind; readonly namespace: string },
): readonly KubernetesObject[] {
  return texts.flatMap((text) => {
    const object = JsonText.pipe(KubernetesObject).safeParse(text).data;
    if (!object || object.kind !== kind.kind) return [];
    return [{ ...object, metadata: { ...object.metadata, namespace } }];
  });
}

/** "a Deployment with spec.region eu-west-1", "an Instance without spec.region". */
export function probeWords(object: KubernetesObject, fault: Fault): string {
  const what = named(object);
  if ('message' in fault) return `${what} of which it says “${fault.message}”`;
  const value = readPath(toJson(object), fault.path);
  if (value === undefined) return `${what} without ${fault.path}`;
  const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return `${what} with ${fault.path} ${shown.slice(0, 60)}`;
}

function named({ kind }: KubernetesObject): string {
  return `${/^[AEIO]/u.test(kind) ? 'an' : 'a'} ${kind}`;
}
