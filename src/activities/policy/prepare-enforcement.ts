import { stringify } from 'yaml';
import type { PolicyDependencies } from './dependencies.ts';
import {
  enforcementTargets,
  suggestedTarget,
  TARGET_NAMES,
  usableTargets,
} from './enforcement-targets.ts';
import { fewNames } from './derive-rules-report.ts';
import { type LiveLook, liveBreaches } from './live-breaches.ts';
import { contentOf, type PolicyContent } from './policy-record.ts';
import { reachedNamespace, unknownNamespaces } from './reached-namespace.ts';
import { reachedKinds, rehearseKind } from './rehearsed-kinds.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { compareWithCluster, type Comparison } from '../change/compare.ts';
import { diffPartsOf } from '../change/plan.ts';
import { changeDigest, withChangeAnnotations } from '../../domain/change/digest.ts';
import { sha256 } from '../../domain/json.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import { enforcementName } from '../../domain/policy/enforcement/enforcement-name.ts';
import { enforcementKinds, render } from '../../domain/policy/enforcement/render.ts';
import { versionWords } from '../../domain/policy/enforcement/validations.ts';
import type { EnforcementMode, EnforcementTarget } from '../../domain/policy/policy.ts';
import { scopeWords } from '../../domain/policy/scope-words.ts';
import type { ChangeVariant, PreparedChange, Probe } from '../../domain/prepared-change.ts';
import { shownText } from '../../domain/shown-text.ts';
import type { ClusterIdentity } from '../../ports/cluster.ts';
import {
  type PolicyEffectOf,
  type PolicyEventOf,
  PolicyState,
} from '../../workflows/policy/state.ts';

type Dependencies = Pick<PolicyDependencies, 'cluster' | 'artifacts' | 'expressions' | 'policies'>;
type Prepared = PolicyEventOf<'enforcement-prepared' | 'preparation-refused'>;

const UNPROVABLE =
  'No object could be made that breaks the policy, so nothing will show that it acts.';

const HIDDEN =
  'Its YAML holds what looks like a secret, or characters that nobody can see. Approvers decide about what they see: say it without.';

const EXPECTED = { audit: 'warned', deny: 'refused' } as const;

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

/** The API server asks Kyverno from outside, and refuses what it must ask of it and cannot. */
const AWAY = ' While Kyverno is away, nobody can write objects of these kinds.';

function wayWords({ target, mode }: Way): string {
  const { description } = MODES[mode];
  return mode === 'deny' && target !== 'admission-policy' ? `${description}${AWAY}` : description;
}

/**
 * The change that enforces the policy, in each way that the cluster offers: an approver chooses one. Each is
 * tried as a dry run and compared with what is there. Refused where something is not as it was rehearsed.
 * Writes nothing.
 */
export function createPrepareEnforcement(
  dependencies: Dependencies,
): Activity<PolicyEffectOf<'prepare-enforcement'>, Prepared> {
  return async (_effect, context) => {
    const state = PolicyState.parse(context.session.state);
    const content = await contentOf(dependencies.artifacts, state);
    const found = await groundsFor(dependencies, { content, state });
    if ('problem' in found) {
      return { type: 'preparation-refused', at: context.now(), problem: found.problem };
    }
    const { ways, grounds } = found;
    const made = await Promise.all(
      ways.map((way) => variantOf(dependencies, { content, way, ...grounds, context })),
    );
    const [chosen] = made;
    if (!chosen || 'problem' in chosen) {
      const problem = chosen?.problem ?? 'There is nothing to enforce.';
      return { type: 'preparation-refused', at: context.now(), problem };
    }
    const request = {
      parentSessionId: context.session.id,
      title: `Policy: ${content.sentence}`,
      intent: content.rationale,
      prepared: chosen.prepared,
      variants: made.flatMap((one) => ('problem' in one ? [] : [one])),
    };
    const kept = await dependencies.artifacts.put(JSON.stringify(content));
    return { type: 'enforcement-prepared', at: context.now(), request, content: kept };
  };
}

/** What every way of it has in common. */
interface Grounds {
  readonly cluster: ClusterIdentity;
  readonly live: Pick<LiveLook, 'looked' | 'breaking' | 'unseen'>;
  /** The artifact of the probes; undefined where there are none. */
  readonly probes: string | undefined;
}

/** The ways in which it can be enforced now; or what is not as it was rehearsed, as a sentence. */
async function groundsFor(
  dependencies: Dependencies,
  { content, state }: { content: PolicyContent; state: PolicyState },
): Promise<{ readonly ways: readonly Way[]; readonly grounds: Grounds } | { problem: string }> {
  const newest = await dependencies.policies.get(content.id);
  if ((newest?.version ?? 0) !== state.baseVersion) {
    return {
      problem: 'Somebody changed this policy meanwhile. Begin again with what it says now.',
    };
  }
  const cluster = await dependencies.cluster.identity();
  if (cluster.id !== content.clusterId) {
    const problem = `Its rules were made for another cluster; the bot is connected to ${cluster.name} now.`;
    return { problem };
  }
  const options = await enforcementTargets(dependencies, content, state.enforced);
  const usable = usableTargets(options);
  const first = state.target ?? usable[0] ?? suggestedTarget(options);
  if (first === undefined || !usable.includes(first)) {
    const why = options.find(({ target }) => target === first)?.problem;
    return { problem: why ?? 'Nothing in this cluster can enforce the policy now.' };
  }
  const namespaces = {
    names: await dependencies.cluster.namespaces(),
    system: state.systemNamespaces,
  };
  const namespace = reachedNamespace(content.scope, namespaces);
  if (namespace === undefined && namespaces.names.length > 0) {
    const unknown = unknownNamespaces(content.scope, namespaces);
    return { problem: unknown ?? 'It reaches no namespace of the cluster.' };
  }
  const live = await liveBreaches(dependencies, content);
  const more = live.breaking - (state.rehearsal?.live.breaking ?? live.breaking);
  if (more > 0) {
    return { problem: `${objectsWord(more)} would break it that did not when it was rehearsed.` };
  }
  const probes =
    namespace === undefined
      ? undefined
      : await probesFor(dependencies, { content, namespace, target: first });
  const ways = waysOf([first, ...usable.filter((target) => target !== first)], state);
  return { ways, grounds: { cluster, live, probes } };
}

function objectsWord(count: number): string {
  return count === 1 ? '1 live object' : `${count} live objects`;
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
    readonly way: Way;
    readonly context: ActivityContext;
  } & Grounds,
): Promise<ChangeVariant | { readonly problem: string }> {
  const { content, way, live, probes, context } = given;
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
  if (isHidden(objects)) return { problem: HIDDEN };
  const name = enforcementName(content);
  const files = await filesOf(artifacts, { objects, comparison, name });
  const prepared: PreparedChange = {
    changeId,
    digest,
    clusterId,
    clusterName,
    items: [...comparison.items],
    ...files,
    facts: factsOf(content, { live, way }),
    warnings: [...comparison.warnings, ...(probes === undefined ? [UNPROVABLE] : [])],
    uncovered: [],
    ...(probes === undefined
      ? {}
      : { proof: { expects: EXPECTED[way.mode], names: versionWords(content), probes } }),
  };
  const of = `${MODES[way.mode].label}, by ${TARGET_NAMES[way.target]}`;
  return { id: wayId(way), label: of, description: wayWords(way), prepared };
}

/** Whether a part of it would be shown otherwise than it is applied: folded as the file is, or not. */
function isHidden(objects: readonly KubernetesObject[]): boolean {
  const texts = objects.flatMap((object) => [
    stringify(object),
    stringify(object, { lineWidth: 0 }),
  ]);
  return texts.some((text) => shownText(text) !== text);
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
  given: { readonly live: Grounds['live']; readonly way: Way },
): PreparedChange['facts'] {
  const { live } = given;
  const { target, mode } = given.way;
  return [
    { label: 'Policy', value: content.sentence },
    { label: 'Mode', value: `${MODES[mode].label}: ${wayWords(given.way)}` },
    { label: 'Enforced by', value: TARGET_NAMES[target] },
    { label: 'Namespaces', value: scopeWords(content.scope) },
    { label: 'Covers', value: fewNames(reachedKinds(content)) },
    { label: 'Live objects that break it', value: liveWords(live) },
    { label: 'Owner', value: content.owner },
    ...(content.rationale === '' ? [] : [{ label: 'Why', value: content.rationale }]),
  ];
}

function liveWords({ looked, breaking, unseen }: Grounds['live']): string {
  const count = `${breaking} of ${looked}`;
  return unseen.length === 0 ? count : `${count}; not all could be looked at`;
}

/** Objects of different kinds that must be refused, kept as an artifact. */
async function probesFor(
  dependencies: Dependencies,
  given: { content: PolicyContent; namespace: string; target: EnforcementTarget },
): Promise<string | undefined> {
  const { content, namespace, target } = given;
  const rendered = render(content, { target, mode: 'deny' });
  const probes: Probe[] = [];
  for (const kind of reachedKinds(content)) {
    if (probes.length === PROBES) break;
    const trial = { policy: content, rendered, namespace };
    const [probe] = (await rehearseKind(dependencies, trial, kind)).probes;
    if (probe) probes.push(probe);
  }
  return probes.length === 0 ? undefined : dependencies.artifacts.put(JSON.stringify(probes));
}
