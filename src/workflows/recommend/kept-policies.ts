import type { RecommendState } from './state.ts';
import {
  breachesOf,
  type Configured,
  rulesInForce,
} from '../../domain/configure/policy-breaches.ts';
import { narrowed } from '../../domain/configure/policy-narrowing.ts';
import type { Answer, Question } from '../../domain/question.ts';
import { standingQuestions } from '../../domain/standing-questions.ts';

/**
 * The questions that stand by the answers so far, as the policies that bind by them leave them: a namespace
 * or a provider that was answered narrows what is offered for the rest.
 */
export function askedQuestions(state: RecommendState): readonly Question[] {
  const standing = standingQuestions(state.questions, state.answers);
  const configured = configuredIn(state);
  if (!configured) return standing;
  const rules = rulesInForce(configured);
  if (rules.length === 0) return standing;
  return standing.map((question) => narrowed(question, rules, state.links));
}

/**
 * The state without the answers that policies forbid, with the reason at their questions. `before` are the
 * answers before this step: one of them stands again where the new one is refused, unless it is forbidden, too.
 */
export function keepingPolicies(state: RecommendState, before: readonly Answer[]): RecommendState {
  const configured = configuredIn(state);
  if (!configured) return state;
  const refused = new Map(
    breachesOf(configured)
      .toReversed()
      .flatMap(({ questionIds, text }) => questionIds.map((id) => [id, text] as const)),
  );
  if (refused.size === 0) return state;
  const answers = state.answers.flatMap((answer) => {
    if (!refused.has(answer.questionId)) return [answer];
    const earlier = before.find(({ questionId }) => questionId === answer.questionId);
    return earlier && earlier !== answer ? [earlier] : [];
  });
  const problems = { ...state.problems, ...Object.fromEntries(refused) };
  // What stands again, or is gone, may bring up other rules. It ends: answers only become older or fewer.
  return keepingPolicies({ ...state, answers, problems }, before);
}

/** Undefined where no policy reaches what was chosen. */
function configuredIn(state: RecommendState): Configured | undefined {
  const { policies = [], chosenId, links, bindings, questions, answers } = state;
  const chosen = state.solutions.find(({ id }) => id === chosenId);
  if (!chosen || policies.length === 0) return undefined;
  const solution = { resources: chosen.resources, links, bindings };
  return { solution, questions, answers, policies };
}
