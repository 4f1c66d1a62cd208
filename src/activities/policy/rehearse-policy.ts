import { stringify } from 'yaml';
import type { PolicyDependencies } from './dependencies.ts';
import { enforcementTargets, suggestedTarget } from './enforcement-targets.ts';
import { type LiveLook, breachText, liveBreaches } from './live-breaches.ts';
import { contentOf, type PolicyContent } from './policy-record.ts';
import { rehearsalReport } from './rehearsal-report.ts';
import { type RehearsedKind, rehearseKinds } from './rehearsed-kinds.ts';
import type { Activity } from '../activity.ts';
import { Failure } from '../../domain/failure.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import { enforcementKinds, render } from '../../domain/policy/enforcement/render.ts';
import { isGuidance, type EnforcementTarget } from '../../domain/policy/policy.ts';
import { isInScope } from '../../domain/policy/verdict.ts';
import {
  type PolicyEffectOf,
  type PolicyEventOf,
  PolicyState,
  type Rehearsal,
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
    const target = suggestedTarget(targets);
    const rendered = target ? render(content, { target, mode: 'deny' }) : [];
    const namespace = namespaceInScope(state);
    const trial = { policy: content, rendered, namespace };
    const kinds = await rehearseKinds(dependencies, trial, context);
    const live = await liveBreaches(dependencies, trial);
    const dryRun = target && (await tried(dependencies, { content, target }));
    const report = rehearsalReport({ content, kinds, live, targets, dryRun });
    const yaml = rendered.length > 0 ? await yamlOf(dependencies, content, rendered) : undefined;
    const rehearsal: Rehearsal = {
      good: { total: sum(kinds, 'good'), accepted: sum(kinds, 'accepted') },
      broken: { total: sum(kinds, 'broken'), refused: sum(kinds, 'refused') },
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

/** A namespace that the policy reaches, one that people use where there is one. */
export function namespaceInScope({
  scope = { type: 'all' },
  namespaces,
  systemNamespaces,
}: Pick<PolicyState, 'scope' | 'namespaces' | 'systemNamespaces'>): string {
  if (scope.type === 'only') return scope.namespaces[0] ?? 'default';
  const reached = namespaces.filter((name) => isInScope(scope, name));
  return reached.find((name) => !systemNamespaces.includes(name)) ?? reached[0] ?? 'default';
}

function sum(rows: readonly RehearsedKind[], name: keyof Tally): number {
  return rows.reduce((total, row) => total + row[name], 0);
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

/** What the server says to the enforcement itself. A policy engine's own webhook may not answer. */
async function tried(
  { cluster }: Dependencies,
  { content, target }: { content: PolicyContent; target: EnforcementTarget },
): Promise<NonNullable<Rehearsal['dryRun']>> {
  const kinds = enforcementKinds(target);
  try {
    for (const [index, object] of render(content, { target, mode: 'audit' }).entries()) {
      const kind = kinds[index];
      const outcome = kind && (await cluster.dryRun(object, kind));
      if (outcome?.type !== 'refused') continue;
      const problem = outcome.problems.map(({ message }) => message).join('; ');
      return { isAccepted: false, problem };
    }
    return { isAccepted: true };
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return { isAccepted: false, problem: failure.message };
  }
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
