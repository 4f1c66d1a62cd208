import { askedAnew, questionsWritten } from './asked-anew.ts';
import { answersGiven, leaveStage } from './answers.ts';
import { faultText, madeBy } from './by-rules.ts';
import { wasBefore } from './late.ts';
import { stageBefore } from './stages.ts';
import type { ModelFault } from './model-state.ts';
import type { RecommendEvent, RecommendState } from './state.ts';
import { moved, type RecommendStep, unchanged, working } from './steps.ts';
import { valueWritten, writingAsked } from './writing.ts';
import type { Line } from '../../chat/text.ts';

type AnsweringEvent = Extract<
  RecommendEvent,
  {
    type:
      | 'questions-written'
      | 'answers-given'
      | 'suggestions-accepted'
      | 'stage-skipped'
      | 'went-back'
      | 'reply-heard'
      | 'reply-interpreted'
      | 'reply-unread'
      | 'writing-asked'
      | 'value-written'
      | 'requirements-given'
      | 'requirements-applied';
  }
>;

/** Everything between the choice of a solution and the manifests. */
export function answering(state: RecommendState, event: AnsweringEvent): RecommendStep {
  if (event.type === 'questions-written') return questionsWritten(state, event);
  if (event.type === 'went-back') return back(state);
  if (event.type === 'requirements-applied') return requirementsApplied(state, event);
  if (event.type === 'value-written') return valueWritten(state, event);
  if (state.stage !== 'answering') return unchanged(state);
  switch (event.type) {
    case 'answers-given':
      return answersGiven(state, event);
    case 'suggestions-accepted':
    case 'stage-skipped':
      return leaveStage(state, event);
    case 'reply-heard':
      return {
        state,
        effects: [{ type: 'interpret-reply', text: event.text, by: event.by, heardAt: event.at }],
        audit: [],
      };
    case 'reply-interpreted':
      return replyInterpreted(state, event);
    case 'reply-unread': {
      const { by: to, fault = 'away' } = event;
      return { state, effects: [{ type: 'tell', to, line: unread(fault) }], audit: [] };
    }
    case 'writing-asked':
      return writingAsked(state, event);
    case 'requirements-given':
      return requirementsGiven(state, event.text);
  }
}

/**
 * Counts from when it was said: whatever was answered since is the newer word, and a stage that was
 * reached since is not left by it.
 */
function replyInterpreted(
  state: RecommendState,
  event: Extract<RecommendEvent, { type: 'reply-interpreted' }>,
): RecommendStep {
  const { by, heardAt: at = event.at } = event;
  const answeredAt = new Map(state.answers.map((one) => [one.questionId, one.at]));
  const fresh = event.answers.filter(({ questionId }) => {
    const since = answeredAt.get(questionId);
    return since === undefined || !wasBefore(at, since);
  });
  if (fresh.length === 0) return unchanged(state);
  const values = Object.fromEntries(fresh.map((one) => [one.questionId, one.value]));
  const said = { at, by, how: 'typed', values, isWholeStage: false } as const;
  const canLeave = state.askedAt === undefined || !wasBefore(at, state.askedAt);
  const secret = new Set(fresh.flatMap((one) => (one.isSecret === true ? [one.questionId] : [])));
  return guarding(state, secret, (guarded) =>
    answersGiven(guarded, { type: 'answers-given', ...said, writes: [] }, canLeave),
  );
}

/** Takes the answers to some questions as secrets: hidden where they stand, not quoted where wrong. */
function guarding(
  state: RecommendState,
  secret: ReadonlySet<string>,
  answer: (guarded: RecommendState) => RecommendStep,
): RecommendStep {
  const { questions } = state;
  const asked = questions.map((one) => (secret.has(one.id) ? { ...one, isSecret: true } : one));
  const step = answer({ ...state, questions: asked });
  const answers = step.state.answers.map((one) =>
    secret.has(one.questionId) && !state.answers.includes(one) ? { ...one, isSecret: true } : one,
  );
  return { ...step, state: { ...step.state, questions, answers } };
}

function unread(fault: ModelFault): Line {
  return [
    `${faultText(fault)}, so I could not tell whether that was an answer: write “1. value”, or press Fill in on the card.`,
  ];
}

function back(state: RecommendState): RecommendStep {
  if (state.stage === 'choosing' && state.clarifyingQuestions.length > 0) {
    return moved(state, { stage: 'clarifying', clarifications: [] });
  }
  if (state.stage === 'choosing' || state.stage === 'clarifying') return unchanged(state);
  if (state.stage === 'review') return askedAnew(state);
  if (state.stage === 'generating' && state.trouble) {
    return moved(state, { stage: 'answering', asking: 'open' });
  }
  if (state.stage !== 'answering' && !(state.stage === 'questioning' && state.trouble)) {
    return unchanged(state);
  }
  const before =
    state.stage === 'answering' ? stageBefore(state.questions, state.asking) : undefined;
  return before ? moved(state, { asking: before }) : moved(state, { stage: 'choosing' });
}

function requirementsGiven(state: RecommendState, text: string): RecommendStep {
  if (state.asking !== 'open') return unchanged(state);
  if (text === '') {
    const nothing = { openText: undefined, extras: [], unmet: [] };
    return working(state, { ...nothing, stage: 'generating' }, { type: 'prepare-change' });
  }
  const changes = { stage: 'generating', openText: text } as const;
  return working(state, changes, { type: 'apply-open-requirements' });
}

function requirementsApplied(
  state: RecommendState,
  event: Extract<RecommendEvent, { type: 'requirements-applied' }>,
): RecommendStep {
  if (state.stage !== 'generating') return unchanged(state);
  const { extras, unmet } = event;
  const applied = madeBy(state, 'applied', event);
  return working(state, { extras, unmet, ...applied }, { type: 'prepare-change' });
}
