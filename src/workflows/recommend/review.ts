import type { RecommendEvent, RecommendState } from './state.ts';
import { askedAnew } from './asked-anew.ts';
import { chosenSolution, closed, moved, type RecommendStep, unchanged } from './steps.ts';
import { isSamePolicies } from '../../domain/configure/binding-policies.ts';
import { bareAnswer } from '../../domain/configure/hints-answers.ts';
import { questionFor } from '../../domain/configure/questions.ts';
import { toJson } from '../../domain/json.ts';
import type { ChangeRequest, PreparedChange } from '../../domain/prepared-change.ts';

/** The manifests were built and tried on the cluster. */
export function tried(
  state: RecommendState,
  event: Extract<RecommendEvent, { type: 'change-prepared' | 'manifests-refused' }>,
): RecommendStep {
  return event.type === 'change-prepared'
    ? changePrepared(state, event.prepared)
    : manifestsRefused(state, event);
}

function changePrepared(state: RecommendState, prepared: PreparedChange): RecommendStep {
  if (state.stage !== 'generating') return unchanged(state);
  return moved(state, { stage: 'review', prepared, progress: undefined, problems: {} });
}

/**
 * The manifests did not pass: where a question can mend it, the person is back at that question with
 * the server's own words; where none can, they are told and may go back by themselves.
 */
function manifestsRefused(
  state: RecommendState,
  event: Extract<RecommendEvent, { type: 'manifests-refused' }>,
): RecommendStep {
  if (state.stage !== 'generating') return unchanged(state);
  const known = new Set(state.questions.map(({ id }) => id));
  const questions = [...state.questions, ...event.questions.filter(({ id }) => !known.has(id))];
  const refused = questions.filter(({ id }) => id in event.problems);
  // What was said at the end would be written over the answer that mends it.
  const extras = state.extras.filter(({ address }) => questionFor(refused, address) === undefined);
  const { problems, policies = state.policies } = event;
  if (!isSamePolicies(policies ?? [], state.policies ?? [])) {
    return askedAnew(state, { questions, extras, problems });
  }
  const stages = refused.map(({ stage }) => stage);
  const asking = (['required', 'basic', 'advanced'] as const).find((one) => stages.includes(one));
  return moved(state, {
    stage: 'answering',
    asking: asking ?? 'required',
    questions,
    extras,
    policies,
    problems,
    progress: undefined,
    trouble: event.others.length === 0 ? undefined : { message: event.others.join('\n') },
  });
}

/** Longest wish that an approver reads as the reason for a change, in characters. */
const WISH_MAX = 1_000;

function wishOf({ intent, clarifications }: RecommendState): string {
  const answers = clarifications.map(({ question, answer }) =>
    bareAnswer(answer) === undefined ? answer : `${question} ${answer}`,
  );
  const wish = [intent, ...answers].filter((text) => text !== '').join('\n');
  return wish.length <= WISH_MAX ? wish : `${wish.slice(0, WISH_MAX - 1)}…`;
}

/** Opens the change that carries the approval; this conversation then waits for its end. */
export function requestApproval(state: RecommendState): RecommendStep {
  const { prepared } = state;
  const solution = chosenSolution(state);
  if (state.stage !== 'review' || !prepared || !solution) return unchanged(state);
  if (prepared.items.every(({ action }) => action === 'unchanged')) return unchanged(state);
  const request: ChangeRequest = {
    parentSessionId: state.sessionId,
    title: solution.title,
    intent: wishOf(state),
    prepared,
  };
  return moved(state, { stage: 'handed-over' }, [
    { type: 'open', workflow: 'change', sessionId: prepared.changeId, input: toJson(request) },
  ]);
}

type ChangeTold = Extract<
  RecommendEvent,
  { type: 'change-superseded' | 'change-returned' | 'change-resumed' | 'change-ended' }
>;

/** What the change says of itself while this conversation waits for its end. */
export function heardOfChange(state: RecommendState, event: ChangeTold): RecommendStep {
  if (state.stage !== 'handed-over') return unchanged(state);
  switch (event.type) {
    case 'change-superseded':
      return askedAnew(state, { changeOutcome: undefined });
    case 'change-resumed':
      return moved(state, { changeOutcome: undefined });
    case 'change-returned':
      return moved(state, { changeOutcome: event.result });
    case 'change-ended':
      return closed({ ...state, changeOutcome: event.result }, 'finished');
  }
}
