import { askingAloud } from './asking.ts';
import type { RecommendDependencies } from './dependencies.ts';
import { wordedDraft } from './drafted-solution.ts';
import { findPatterns, shownWith } from './found-patterns.ts';
import { withPatterns } from './solution-patterns.ts';
import { withPolicies } from './solution-policies.ts';
import { lookForNews } from './wait-for-scan.ts';
import { fullIntent } from './write-questions.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { resourceNameOf } from '../../domain/kind.ts';
import type { CapabilityMatch } from '../../domain/knowledge/ranking.ts';
import { assembleSolutions } from '../../prompts/assemble-solutions.ts';
import {
  type RecommendEffect,
  type RecommendEvent,
  RecommendState,
} from '../../workflows/recommend/state.ts';

/** Enough that the right kinds are among them; more only dilutes what the model sees. */
const CANDIDATES = 50;

type Effect = Extract<RecommendEffect, { type: 'find-solutions' }>;

/**
 * Searches with everything that is known of the intent by now, and ranks what can be made of it and of
 * the organisation's patterns.
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
  state: RecommendState,
): Promise<readonly CapabilityMatch[]> {
  const text = [fullIntent(state), ...state.searchWords].join(' ').trim();
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
  const said = fullIntent(state);
  const nearest = found.slice(0, 3).map(({ capability }) => resourceNameOf(capability.kind));
  const patterns = await findPatterns(dependencies, { said, found });
  const shown = shownWith(found, patterns);
  if (shown.capabilities.length === 0) {
    return { type: 'solutions-found', at, solutions: [], nearest, by: model.name };
  }
  const { output, by } = await model.ask(
    assembleSolutions,
    {
      intent: state.intent,
      clarifications: state.clarifications,
      capabilities: shown.capabilities,
      patterns: shown.patterns,
    },
    askingAloud({ model, context, state, effect }),
  );
  const drafted = output.solutions.flatMap((draft) => wordedDraft(draft, shown) ?? []);
  const ranked = withPatterns(drafted, { patterns, joined: shown.joined, said });
  const solutions = await withPolicies(dependencies, { solutions: ranked.solutions, said });
  const traced = ranked.trace.length === 0 ? {} : { patterns: [...ranked.trace] };
  return { type: 'solutions-found', at, solutions, ...traced, nearest, by };
}
