import type { RecommendDependencies } from './dependencies.ts';
import type { Activity } from '../activity.ts';
import type { Capability } from '../../domain/capability.ts';
import { digestOf } from '../../domain/json.ts';
import { resourceNameOf } from '../../domain/kind.ts';
import type { Solution, SolutionResource } from '../../domain/solution.ts';
import { assembleSolutions, type SolutionDraft } from '../../prompts/assemble-solutions.ts';
import { toSummary } from '../../prompts/capability-summary.ts';
import {
  type RecommendEffect,
  type RecommendEvent,
  RecommendState,
} from '../../workflows/recommend/state.ts';

/** Enough that the right kinds are among them; more only dilutes what the model sees. */
const CANDIDATES = 50;

type Effect = Extract<RecommendEffect, { type: 'find-solutions' }>;

/** Searches with everything that is known of the intent by now, and ranks what can be made of it. */
export function createFindSolutions({
  capabilities,
  model,
}: RecommendDependencies): Activity<Effect, RecommendEvent> {
  return async (_effect, { session, signal, now }) => {
    const { intent, clarifications, searchWords } = RecommendState.parse(session.state);
    const answers = clarifications.map(({ answer }) => answer).join(' ');
    const text = [intent, answers, searchWords.join(' ')].join(' ').trim();
    const found = await capabilities.search(text, { limit: CANDIDATES });
    const nearest = found.slice(0, 3).map(({ capability }) => resourceNameOf(capability.kind));
    if (found.length === 0) {
      return { type: 'solutions-found', at: now(), solutions: [], nearest, by: model.name };
    }
    const { output, by } = await model.ask(
      assembleSolutions,
      {
        intent,
        clarifications,
        capabilities: found.map(({ capability, score }) => toSummary(capability, score)),
        patterns: [],
      },
      signal,
    );
    const known = new Map(found.map(({ capability }) => [capability.id, capability]));
    const solutions = output.solutions.map((draft) => solutionOf(draft, known));
    return { type: 'solutions-found', at: now(), solutions, nearest, by };
  };
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
  return {
    id: `sol-${digestOf([provider ?? '', ...draft.capabilityIds.toSorted()]).slice(0, 12)}`,
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
