import { stringify } from 'yaml';
import type { PolicyDependencies } from './dependencies.ts';
import {
  enforcementTargets,
  suggestedTarget,
  TARGET_NAMES,
  usableTargets,
} from './enforcement-targets.ts';
import { contentOf, type PolicyContent } from './policy-record.ts';
import { reachedKinds, rehearseKind } from './rehearsed-kinds.ts';
import { namespaceInScope } from './rehearse-policy.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { compareWithCluster, type Comparison } from '../change/compare.ts';
import { diffPartsOf } from '../change/plan.ts';
import { changeDigest, withChangeAnnotations } from '../../domain/change/digest.ts';
import { sha256 } from '../../domain/json.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import { enforcementName } from '../../domain/policy/enforcement/enforcement-name.ts';
import { enforcementKinds, render } from '../../domain/policy/enforcement/render.ts';
import type { EnforcementMode, EnforcementTarget } from '../../domain/policy/policy.ts';
import { scopeWords } from '../../domain/policy/scope-words.ts';
import type { ChangeVariant, PreparedChange, Probe } from '../../domain/prepared-change.ts';
import type { ClusterIdentity } from '../../ports/cluster.ts';
import {
  type PolicyEffectOf,
  type PolicyEventOf,
  PolicyState,
} from '../../workflows/policy/state.ts';

type Dependencies = Pick<PolicyDependencies, 'cluster' | 'artifacts' | 'expressions' | 'policies'>;
type Prepared = PolicyEventOf<'enforcement-prepared' | 'preparation-refused'>;

/** Objects with which it is proved that the enforcement acts. */
const PROBES = 2;

/** How a mode is called on a button, and what it does. */
const MODES: Readonly<Record<EnforcementMode, { label: string; description: string }>> = {
  audit: {
    label: 'Audit',
    description: 'Objects that break the policy are accepted, with a warning.',
  },
  deny: { label: 'Deny', description: 'Objects that break the policy are refused.' },
};

/**
 * The change that enforces the policy, in each way that the cluster offers: an approver chooses one. Each is
 * tried as a dry run and compared with what is there. Writes nothing.
 */
export function createPrepareEnforcement(
  dependencies: Dependencies,
): Activity<PolicyEffectOf<'prepare-enforcement'>, Prepared> {
  return async (_effect, context) => {
    const state = PolicyState.parse(context.session.state);
    const content = await contentOf(dependencies.artifacts, state);
    const refused = (problem: string): Prepared => ({
      type: 'preparation-refused',
      at: context.now(),
      problem,
    });
    const newest = await dependencies.policies.get(content.id);
    if ((newest?.version ?? 0) !== state.baseVersion) {
      return refused('Somebody changed this policy meanwhile. Begin again with what it says now.');
    }
    const options = await enforcementTargets(dependencies, content, state.enforced);
    const usable = usableTargets(options);
    const first =
      state.target ?? suggestedTarget(options.filter(({ problem }) => problem === undefined));
    if (first === undefined || !usable.includes(first)) {
      const why = options.find(({ target }) => target === first)?.problem;
      return refused(why ?? 'Nothing in this cluster can enforce the policy now.');
    }
    const ways = waysOf([first, ...usable.filter((target) => target !== first)], state);
    const cluster = await dependencies.cluster.identity();
    const probes = await probesFor(dependencies, { content, state, target: first });
    const made = await Promise.all(
      ways.map((way) => variantOf(dependencies, { content, state, way, cluster, probes, context })),
    );
    const [chosen] = made;
    if (!chosen || 'problem' in chosen)
      return refused(chosen?.problem ?? 'There is nothing to enforce.');
    const variants = made.flatMap((one) => ('problem' in one ? [] : [one]));
    const request = {
      parentSessionId: context.session.id,
      title: `Policy: ${content.sentence}`,
      intent: content.rationale,
      prepared: chosen.prepared,
      variants,
    };
    return { type: 'enforcement-prepared', at: context.now(), request };
  };
}

interface Way {
  readonly target: EnforcementTarget;
  readonly mode: EnforcementMode;
}

/** Audit first: it breaks nobody's work. What is in deny already stays so unless somebody says otherwise. */
function waysOf(targets: readonly EnforcementTarget[], { enforced }: PolicyState): readonly Way[] {
  const modes =
    enforced?.mode === 'deny' ? (['deny', 'audit'] as const) : (['audit', 'deny'] as const);
  return targets.flatMap((target) => modes.map((mode) => ({ target, mode })));
}

/** `admission-policy-deny`: says which way a change was applied. */
export function wayId({ target, mode }: Way): string {
  return `${target}-${mode}`;
}

async function variantOf(
  { cluster, artifacts }: Dependencies,
  given: {
    readonly content: PolicyContent;
    readonly state: PolicyState;
    readonly way: Way;
    readonly cluster: ClusterIdentity;
    /** The artifact of the probes; undefined where there are none. */
    readonly probes: string | undefined;
    readonly context: ActivityContext;
  },
): Promise<ChangeVariant | { readonly problem: string }> {
  const { content, state, way, probes, context } = given;
  const { id: clusterId, name: clusterName } = given.cluster;
  const plain = render(content, way);
  const kinds = enforcementKinds(way.target);
  const digest = changeDigest({ objects: plain, target: { clusterId, action: 'apply' } });
  const changeId = `chg-${sha256(context.effectId).slice(0, 16)}`;
  const planned = plain.flatMap((one, index) => {
    const kind = kinds[index];
    return kind ? [{ object: withChangeAnnotations(one, { changeId, digest }), kind }] : [];
  });
  const comparison = await compareWithCluster(cluster, planned);
  const [refusal] = comparison.refusals;
  if (refusal) {
    return { problem: refusal.refusal.problems.map(({ message }) => message).join('; ') };
  }
  const objects = planned.map(({ object }) => object);
  const name = enforcementName(content);
  const files = await filesOf(artifacts, { objects, comparison, name });
  const prepared: PreparedChange = {
    changeId,
    digest,
    clusterId,
    clusterName,
    items: [...comparison.items],
    ...files,
    facts: factsOf(content, state, way),
    warnings: [...comparison.warnings],
    uncovered: [],
    ...(probes === undefined
      ? {}
      : { proof: { expects: way.mode === 'deny' ? 'refused' : 'warned', names: name, probes } }),
  };
  const { label, description } = MODES[way.mode];
  const of = `${label}, by ${TARGET_NAMES[way.target]}`;
  return { id: wayId(way), label: of, description, prepared };
}

async function filesOf(
  artifacts: Dependencies['artifacts'],
  given: {
    readonly objects: readonly KubernetesObject[];
    readonly comparison: Comparison;
    readonly name: string;
  },
): Promise<
  Pick<PreparedChange, 'objects' | 'yaml' | 'yamlName' | 'diff' | 'diffExcerpt' | 'diffName'>
> {
  const { objects, comparison, name } = given;
  const text = objects.map((object) => stringify(object)).join('---\n');
  const [json, yaml, diffParts] = await Promise.all([
    artifacts.put(JSON.stringify(objects)),
    artifacts.put(text),
    diffPartsOf(artifacts, { diff: comparison.diff, name }),
  ]);
  return { objects: json, yaml, yamlName: `${name}-${yaml.slice(0, 8)}.yaml`, ...diffParts };
}

function factsOf(
  content: PolicyContent,
  { rehearsal, derived }: PolicyState,
  { target, mode }: Way,
): PreparedChange['facts'] {
  const { live } = rehearsal ?? {};
  const covered = derived?.counts.covered ?? 0;
  return [
    { label: 'Policy', value: content.sentence },
    { label: 'Mode', value: `${MODES[mode].label}: ${MODES[mode].description}` },
    { label: 'Enforced by', value: TARGET_NAMES[target] },
    { label: 'Namespaces', value: scopeWords(content.scope) },
    { label: 'Covers', value: covered === 1 ? '1 kind' : `${covered} kinds` },
    ...(live
      ? [{ label: 'Live objects that break it', value: `${live.breaking} of ${live.looked}` }]
      : []),
    { label: 'Owner', value: content.owner },
    ...(content.rationale === '' ? [] : [{ label: 'Why', value: content.rationale }]),
  ];
}

/** Objects of different kinds that must be refused, kept as an artifact. */
async function probesFor(
  dependencies: Dependencies,
  given: { content: PolicyContent; state: PolicyState; target: EnforcementTarget },
): Promise<string | undefined> {
  const { content, state, target } = given;
  const rendered = render(content, { target, mode: 'deny' });
  const namespace = namespaceInScope(state);
  const probes: Probe[] = [];
  for (const kind of reachedKinds(content)) {
    if (probes.length === PROBES) break;
    const trial = { policy: content, rendered, namespace };
    const [probe] = (await rehearseKind(dependencies, trial, kind)).probes;
    if (probe) probes.push(probe);
  }
  return probes.length === 0 ? undefined : dependencies.artifacts.put(JSON.stringify(probes));
}
