import { stringify } from 'yaml';
import type { RecommendDependencies } from './dependencies.ts';
import { breachesOfObject, type Judged, type JudgedBy, keptPolicies } from './policy-verdicts.ts';
import { readLiveFacts } from './live-facts.ts';
import { refusedEvent, type SaidProblem } from './refused.ts';
import { secretProblems } from './secret-problems.ts';
import { configuredSolution, storedTables } from './tables.ts';
import { fullIntent } from './write-questions.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { type Comparison, compareWithCluster } from '../change/compare.ts';
import { diffPartsOf } from '../change/plan.ts';
import { changeDigest, withChangeAnnotations } from '../../domain/change/digest.ts';
import { bindingPolicies } from '../../domain/configure/binding-policies.ts';
import type { QuestionInput } from '../../domain/configure/drafts.ts';
import { checkManifest } from '../../domain/configure/manifest-check.ts';
import { buildManifests, type BuiltObject } from '../../domain/configure/manifests.ts';
import { sourceOf } from '../../domain/configure/policy-breaches.ts';
import { describeObjects } from '../../domain/configure/summary.ts';
import { Failure } from '../../domain/failure.ts';
import { isNamespaceOffered, type Organisation } from '../../domain/organisation.ts';
import { sha256 } from '../../domain/json.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import type { Link, Solution } from '../../domain/solution.ts';
import type { PreparedChange } from '../../domain/prepared-change.ts';
import {
  type RecommendEffect,
  type RecommendEvent,
  RecommendState,
} from '../../workflows/recommend/state.ts';

type Effect = Extract<RecommendEffect, { type: 'prepare-change' }>;

/**
 * Builds the manifests by code, checks them against the schemas, tries them on the cluster and
 * compares them with what is there. Writes nothing.
 */
export function createPrepareChange(
  dependencies: RecommendDependencies,
): Activity<Effect, RecommendEvent> {
  const { artifacts, cluster, expressions } = dependencies;
  return async (_effect, context) => {
    const state = RecommendState.parse(context.session.state);
    const solution = configuredSolution(state);
    const tables = await storedTables(artifacts, state, solution);
    const facts = await readLiveFacts(dependencies, { solution, tables });
    const active = await dependencies.policies.active();
    const policies = bindingPolicies(active, solution);
    const input = { solution, tables, facts, intent: fullIntent(state), policies };
    const { questions, answers, extras } = state;
    const built = buildManifests({ solution, tables, questions, answers, extras });
    const judged = built.map(({ alias, object }) => judgedOf(input, { alias, object }));
    const local = [
      ...localProblems(built, input),
      ...namespaceProblems(built, facts, dependencies.organisation),
      ...secretProblems(built, state),
      ...policyProblems(judged, { policies: active, expressions, links: solution.links }),
    ];
    if (local.length > 0) return refusedEvent({ problems: local, input, state, at: context.now() });

    const planned = built.map(({ alias, object }) => ({ object, kind: kindOf(input, alias) }));
    const { id: clusterId, name: clusterName } = await cluster.identity();
    const target = { clusterId, action: 'apply' } as const;
    const digest = changeDigest({ objects: planned.map(({ object }) => object), target });
    const changeId = `chg-${sha256(context.effectId).slice(0, 16)}`;
    const annotated = planned.map(({ object, kind }) => ({
      object: withChangeAnnotations(object, { changeId, digest }),
      kind,
    }));
    const comparison = await compareWithCluster(cluster, annotated);
    const refused = serverProblems(comparison, built);
    if (refused.length > 0) {
      return refusedEvent({ problems: refused, input, state, at: context.now() });
    }
    const objects = annotated.map(({ object }) => object);
    const prepared = await stored(dependencies, { state, comparison, objects });
    const kept = keptPolicies(judged, { policies: active });
    const change = { ...prepared, changeId, digest, clusterId, clusterName, policies: kept };
    return changePrepared(change, context);
  };
}

function changePrepared(prepared: PreparedChange, { now }: ActivityContext): RecommendEvent {
  return { type: 'change-prepared', at: now(), prepared };
}

function kindOf({ solution }: QuestionInput, alias: string) {
  const resource = solution.resources.find((one) => one.alias === alias);
  if (!resource) throw new Failure('conflict', 'The solution changed meanwhile. Choose it again.');
  return resource.kind;
}

interface JudgedObject extends Judged {
  readonly alias: string;
}

function judgedOf(input: QuestionInput, { alias, object }: BuiltObject): JudgedObject {
  const resource = input.solution.resources.find((one) => one.alias === alias);
  const table = resource && input.tables.get(resource.schemaHash);
  return { alias, object, kind: kindOf(input, alias), table };
}

/** What a policy forbids is mended where the value comes from, which a link may have carried. */
function policyProblems(
  judged: readonly JudgedObject[],
  { links, ...by }: JudgedBy & { readonly links: readonly Link[] },
): SaidProblem[] {
  return judged.flatMap(({ alias, ...one }) =>
    breachesOfObject(one, by).map(({ path, text }) => {
      const at = path === undefined ? { alias } : sourceOf({ alias, path }, links);
      return { ...at, message: text };
    }),
  );
}

function localProblems(built: readonly BuiltObject[], input: QuestionInput): SaidProblem[] {
  return built.flatMap(({ alias, object }) => {
    const resource = input.solution.resources.find((one) => one.alias === alias);
    const table = resource && input.tables.get(resource.schemaHash);
    if (!table) return [];
    return checkManifest(object, table).map(({ path, message }) => ({ alias, path, message }));
  });
}

/** A typed namespace is one that is offered, as a chosen one is: it exists, and it is nobody's own. */
function namespaceProblems(
  built: readonly BuiltObject[],
  { namespaces }: QuestionInput['facts'],
  organisation: Organisation,
): SaidProblem[] {
  const made = built.flatMap(({ object: { kind, metadata } }) =>
    kind === 'Namespace' ? [metadata.name] : [],
  );
  return built.flatMap(({ alias, object }) => {
    const { namespace } = object.metadata;
    if (namespace === undefined) return [];
    // Where namespaces may not be listed, only the hidden ones are known to be wrong.
    const isKnown =
      namespaces.length === 0
        ? isNamespaceOffered(organisation, namespace)
        : [...namespaces, ...made].includes(namespace);
    if (isKnown) return [];
    const message = `The namespace ${namespace} is not there, or not for new objects.`;
    return [{ alias, path: 'metadata.namespace', message }];
  });
}

function serverProblems({ refusals }: Comparison, built: readonly BuiltObject[]): SaidProblem[] {
  return refusals.flatMap(({ index, refusal }) =>
    refusal.problems.map(({ path, message }) => ({
      alias: built[index]?.alias ?? '',
      path,
      message,
    })),
  );
}

/** Everything that the review shows, kept as artifacts. */
async function stored(
  { artifacts, patterns: book }: RecommendDependencies,
  from: {
    state: RecommendState;
    comparison: Comparison;
    objects: readonly KubernetesObject[];
  },
): Promise<Omit<PreparedChange, 'changeId' | 'digest' | 'clusterId' | 'clusterName'>> {
  const { state, comparison, objects } = from;
  const { questions, answers, extras } = state;
  const yaml = objects.map((object) => stringify(object)).join('---\n');
  const name = objects[0]?.metadata.name ?? 'manifests';
  const [objectsHash, yamlHash, diffParts] = await Promise.all([
    artifacts.put(JSON.stringify(objects)),
    artifacts.put(yaml),
    diffPartsOf(artifacts, { diff: comparison.diff, name }),
  ]);
  const solution = configuredSolution(state);
  const patterns = await standingPatterns(book, solution.patterns);
  return {
    items: [...comparison.items],
    objects: objectsHash,
    yaml: yamlHash,
    yamlName: `${name}-${yamlHash.slice(0, 8)}.yaml`,
    ...diffParts,
    facts: describeObjects({ solution, questions, answers, extras }).slice(0, 12),
    warnings: [...comparison.warnings],
    uncovered: [...state.unmet],
    ...(patterns.length === 0 ? {} : { patterns }),
  };
}

/** Those that nobody has deleted since they were followed. */
async function standingPatterns(
  book: RecommendDependencies['patterns'],
  followed: Solution['patterns'],
): Promise<Solution['patterns']> {
  if (followed.length === 0) return followed;
  const active = new Set((await book.active()).map(({ id }) => id));
  return followed.filter(({ id }) => active.has(id));
}
