import { askingAloud } from './asking.ts';
import type { RecommendDependencies } from './dependencies.ts';
import { withPolicies } from './solution-policies.ts';
import { lookForNews } from './wait-for-scan.ts';
import { fullIntent } from './write-questions.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import type { Capability } from '../../domain/capability.ts';
import { digestOf } from '../../domain/json.ts';
import { resourceNameOf } from '../../domain/kind.ts';
import type { CapabilityMatch } from '../../domain/knowledge/ranking.ts';
import type { Solution, SolutionResource } from '../../domain/solution.ts';
import { assembleSolutions, type SolutionDraft } from '../../prompts/assemble-solutions.ts';
import { summaryId, toSummaries } from '../../prompts/capability-summary.ts';
import {
  type RecommendEffect,
  type RecommendEvent,
  RecommendState,
} from '../../workflows/recommend/state.ts';

/** Enough that the right kinds are among them; more only dilutes what the model sees. */
const CANDIDATES = 50;

type Effect = Extract<RecommendEffect, { type: 'find-solutions' }>;

/**
 * Searches with everything that is known of the intent by now, and ranks what can be made of it.
 * Before it says that there is nothing, it looks whether the cluster serves something new.
 *
 * The model ranks once. It is asked a second time only where that look found a kind that it has not
 * been shown: any other answer would leave out what the person may have installed a minute ago.
 */
export function createFindSolutions(
  dependencies: RecommendDependencies,
): Activity<Effect, RecommendEvent> {
  return async (effect, context) => {
    const state = RecommendState.parse(context.session.state);
    const found = await candidates(dependencies, state);
    const first = await solutionsOf(dependencies, { state, found, context, effect });
    if (first.solutions.length > 0) return first;
    await lookForNews(dependencies, context);
    const again = await candidates(dependencies, state);
    const shown = new Set(idsOf(found));
    const latest = idsOf(again).every((id) => shown.has(id))
      ? first
      : await solutionsOf(dependencies, { state, found: again, context, effect });
    if (latest.solutions.length > 0) return latest;
    return { ...latest, isPreparing: await dependencies.capabilities.isPreparing() };
  };
}

function candidates(
  { capabilities }: RecommendDependencies,
  { intent, clarifications, searchWords }: RecommendState,
): Promise<readonly CapabilityMatch[]> {
  const answers = clarifications.map(({ answer }) => answer).join(' ');
  const text = [intent, answers, searchWords.join(' ')].join(' ').trim();
  return capabilities.search(text, { limit: CANDIDATES });
}

function idsOf(found: readonly CapabilityMatch[]): string[] {
  return found.map(({ capability }) => capability.id);
}

async function solutionsOf(
  dependencies: RecommendDependencies,
  from: {
    readonly state: RecommendState;
    readonly found: readonly CapabilityMatch[];
    readonly context: ActivityContext;
    readonly effect: Effect;
  },
): Promise<Extract<RecommendEvent, { type: 'solutions-found' }>> {
  const { state, found, context, effect } = from;
  const { model } = dependencies;
  const at = context.now();
  const nearest = found.slice(0, 3).map(({ capability }) => resourceNameOf(capability.kind));
  if (found.length === 0) {
    return { type: 'solutions-found', at, solutions: [], nearest, by: model.name };
  }
  const { output, by } = await model.ask(
    assembleSolutions,
    {
      intent: state.intent,
      clarifications: state.clarifications,
      capabilities: toSummaries(found),
      patterns: [],
    },
    askingAloud({ model, context, state, effect }),
  );
  const known = new Map(found.map(({ capability }, place) => [summaryId(place), capability]));
  const drafted = output.solutions.map((draft) => solutionOf(draft, known));
  const said = fullIntent(state);
  const solutions = await withPolicies(dependencies, { solutions: drafted, said });
  return { type: 'solutions-found', at, solutions, nearest, by };
}

/**
 * Its id says what it is made of, so that a button of an earlier search never chooses another
 * solution that has the same rank now.
 */
function solutionOf(draft: SolutionDraft, known: ReadonlyMap<string, Capability>): Solution {
  const { title, provider, match, reasons, lacks } = draft;
  const resources: SolutionResource[] = [];
  for (const id of draft.capabilityIds) {
    const capability = known.get(id);
    if (capability) resources.push(resourceOf(capability, resources));
  }
  const made = resources.map(({ capabilityId }) => capabilityId).toSorted();
  return {
    id: `sol-${digestOf([provider ?? '', ...made]).slice(0, 12)}`,
    title,
    resources,
    links: [],
    bindings: [],
    ...(provider === undefined ? {} : { provider }),
    score: { total: match, match, pattern: 0, policy: 0 },
    reasons,
    patterns: [],
    lacks,
  };
}

/** `service`, and `service-2` where two kinds of one solution share a name. */
function resourceOf(
  { id, kind, schemaHash, useCase }: Capability,
  others: readonly SolutionResource[],
): SolutionResource {
  const name = kind.kind.toLowerCase();
  const same = others.filter((other) => other.kind.kind === kind.kind).length;
  const alias = same === 0 ? name : `${name}-${same + 1}`;
  return { alias, capabilityId: id, kind, schemaHash, purpose: useCase };
}
