import { stringify } from 'yaml';
import type { PolicyDependencies } from './dependencies.ts';
import {
  dryRunProblem,
  enforcementTargets,
  suggestedTarget,
  unsayable,
  usableTargets,
} from './enforcement-targets.ts';
import { liveAnswers } from './live-answers.ts';
import { type LiveLook, breachText, liveBreaches } from './live-breaches.ts';
import { contentOf, type PolicyContent } from './policy-record.ts';
import { exampleNamespace, unknownNamespaces } from './reached-namespace.ts';
import { rehearsalReport } from './rehearsal-report.ts';
import { type RehearsedKind, rehearseKinds } from './rehearsed-kinds.ts';
import type { Activity } from '../activity.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import { render } from '../../domain/policy/enforcement/render.ts';
import { isGuidance, type EnforcementTarget } from '../../domain/policy/policy.ts';
import {
  type PolicyEffectOf,
  type PolicyEventOf,
  PolicyState,
  type Rehearsal,
  type TargetOption,
} from '../../workflows/policy/state.ts';

type Dependencies = Pick<PolicyDependencies, 'cluster' | 'artifacts' | 'expressions'>;

const SHOWN = 5;

/**
 * Tries the policy before it binds anybody: on objects made from the schemas, on what lives in the cluster,
 * and the enforcement itself as a dry run. Writes nothing.
 */
export function createRehearsePolicy(
  dependencies: Dependencies,
): Activity<PolicyEffectOf<'rehearse-policy'>, PolicyEventOf<'policy-rehearsed'>> {
  const { artifacts } = dependencies;
  return async (_effect, context) => {
    const state = PolicyState.parse(context.session.state);
    const content = await contentOf(artifacts, state);
    const targets = isGuidance(content)
      ? []
      : await enforcementTargets(dependencies, content, state.enforced);
    const target = rehearsedTarget(targets, state.target);
    const rendered =
      target === undefined || unsayable(content, target) !== undefined
        ? []
        : render(content, { target, mode: 'deny' });
    const names = await dependencies.cluster.namespaces();
    const namespaces = { names, system: state.systemNamespaces };
    const namespace = exampleNamespace(content.scope, namespaces);
    const kinds = await rehearseKinds(
      dependencies,
      { policy: content, rendered, namespace },
      context,
    );
    const unknown = unknownNamespaces(content.scope, namespaces);
    const live = withUnseen(await liveBreaches(dependencies, content), unknown);
    const dryRun = target && (await tried(dependencies, { content, target }));
    const answers = await liveAnswers(dependencies.cluster, { enforced: state.enforced, kinds });
    const report = rehearsalReport({ content, kinds, live, targets, dryRun, answers });
    const yaml = rendered.length > 0 ? await yamlOf(dependencies, content, rendered) : undefined;
    const rehearsal: Rehearsal = {
      good: { total: sum(kinds, 'good'), accepted: sum(kinds, 'accepted') },
      broken: { total: sum(kinds, 'broken'), refused: sum(kinds, 'refused') },
      ...untriedOf(kinds),
      wrong: kinds.flatMap(({ wrong }) => wrong).slice(0, SHOWN),
      live: shownLive(live),
      ...(dryRun ? { dryRun } : {}),
      targets: [...targets],
      file: await fileOf(dependencies, { name: `${content.id}-rehearsal`, end: 'txt' }, report),
      ...(yaml ? { yaml } : {}),
    };
    return { type: 'policy-rehearsed', at: context.now(), rehearsal };
  };
}

/** The one that was chosen, while it can be used; else the one that is suggested. */
function rehearsedTarget(
  targets: readonly TargetOption[],
  chosen: EnforcementTarget | undefined,
): EnforcementTarget | undefined {
  const isUsable = chosen !== undefined && usableTargets(targets).includes(chosen);
  return isUsable ? chosen : suggestedTarget(targets);
}

function withUnseen(live: LiveLook, unknown: string | undefined): LiveLook {
  return unknown === undefined ? live : { ...live, unseen: [unknown, ...live.unseen] };
}

function sum(rows: readonly RehearsedKind[], name: keyof Tally): number {
  return rows.reduce((total, row) => total + row[name], 0);
}

/** Kinds of which nothing shows what the policy does to them. */
function untriedOf(kinds: readonly RehearsedKind[]): Pick<Rehearsal, 'untried'> {
  const names = kinds.flatMap(({ name, good, broken }) => (good > 0 && broken > 0 ? [] : [name]));
  if (names.length === 0) return {};
  return { untried: { count: names.length, first: names.slice(0, SHOWN) } };
}

type Tally = Pick<RehearsedKind, 'good' | 'accepted' | 'broken' | 'refused'>;

function shownLive({ looked, breaking, breaches, unseen }: LiveLook): Rehearsal['live'] {
  return {
    looked,
    breaking,
    first: breaches.slice(0, SHOWN).map((breach) => breachText(breach)),
    unseen: unseen.slice(0, SHOWN),
  };
}

/** What the server says to the enforcement itself. */
async function tried(
  { cluster }: Dependencies,
  { content, target }: { content: PolicyContent; target: EnforcementTarget },
): Promise<NonNullable<Rehearsal['dryRun']>> {
  const problem = unsayable(content, target) ?? (await dryRunProblem(cluster, content, target));
  return problem === undefined ? { isAccepted: true } : { isAccepted: false, problem };
}

async function yamlOf(
  dependencies: Dependencies,
  { id }: PolicyContent,
  rendered: readonly KubernetesObject[],
): Promise<NonNullable<Rehearsal['yaml']>> {
  const text = rendered.map((object) => stringify(object)).join('---\n');
  return fileOf(dependencies, { name: id, end: 'yaml' }, text);
}

async function fileOf(
  { artifacts }: Dependencies,
  { name, end }: { readonly name: string; readonly end: string },
  text: string,
): Promise<{ name: string; content: string }> {
  const content = await artifacts.put(text);
  return { name: `${name}-${content.slice(0, 8)}.${end}`, content };
}
