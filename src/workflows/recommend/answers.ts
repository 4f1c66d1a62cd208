import { askedQuestions, keepingPolicies } from './kept-policies.ts';
import { answerTooLong, stateTooLong } from './limits.ts';
import { isAnswered, openQuestions, stageAfter, stageBefore, stageQuestions } from './stages.ts';
import type { RecommendEvent, RecommendState } from './state.ts';
import { answerOf, moved, type RecommendStep, working } from './steps.ts';
import { writingAsked } from './writing.ts';
import type { Actor } from '../../chat/actor.ts';
import type { Reply } from '../../chat/form.ts';
import { readAnswer } from '../../domain/configure/answers.ts';
import { policyNote } from '../../domain/configure/binding-policies.ts';
import { widened } from '../../domain/configure/policy-narrowing.ts';
import type { Json } from '../../domain/json.ts';
import type { Answer, Question, QuestionStage } from '../../domain/question.ts';

type AnswersGiven = Extract<RecommendEvent, { type: 'answers-given' }>;

/**
 * Each value is read by its own question: a wrong one is refused, the others stay. A stage that has
 * all its answers is left, unless `canLeave` is false.
 */
export function answersGiven(
  state: RecommendState,
  event: AnswersGiven,
  canLeave = true,
): RecommendStep {
  let { answers, writing } = state;
  const problems = problemsBefore(state, event);
  for (const [questionId, raw] of Object.entries(event.values)) {
    const question = state.questions.find(({ id }) => id === questionId);
    if (!question) continue;
    const others = answers.filter((answer) => answer.questionId !== questionId);
    delete problems[questionId];
    if (isEmpty(raw)) {
      answers = others;
      continue;
    }
    const reading = readWithin(state, { question, raw, answers: others, event });
    if ('problem' in reading) {
      problems[questionId] = reading.problem;
      continue;
    }
    answers = [...others, answerOf(questionId, reading.value, event)];
    writing = writing.filter((id) => id !== questionId);
  }
  const said = { ...state, trouble: undefined, answers, problems, writing };
  const next = keepingPolicies(said, state.answers);
  const hasAll = openQuestions(next).length === 0 && event.writes.length === 0;
  const isFaulty = stageQuestions(next).some(({ id }) => id in next.problems);
  // A form that chose another alternative has not shown yet what that one needs.
  const isWhole = event.isWholeStage && !opensOthers(state, next);
  const isDone = canLeave && (isWhole || hasAll) && !isFaulty;
  const step = isDone ? leaveStage(next, event) : alsoWriting(moved(next, {}), event);
  return event.isWholeStage ? { ...step, reply: formReply(state, step.state) } : step;
}

/** A form that leaves an answer as it is leaves no earlier try to replace it either. */
function problemsBefore(state: RecommendState, event: AnswersGiven): Record<string, string> {
  const { answers, problems } = state;
  if (!event.isWholeStage) return { ...problems };
  const kept = stageQuestions(state)
    .filter(({ id }) => !(id in event.values))
    .filter(({ id }) => answers.some(({ questionId }) => questionId === id));
  const ids = new Set(kept.map(({ id }) => id));
  return Object.fromEntries(Object.entries(problems).filter(([id]) => !ids.has(id)));
}

function opensOthers(before: RecommendState, after: RecommendState): boolean {
  const shown = new Set(stageQuestions(before).map(({ id }) => id));
  return openQuestions(after).some(({ id, isRequired }) => isRequired && !shown.has(id));
}

/** The value, unless the question or what a conversation can hold refuses it. */
function readWithin(
  state: RecommendState,
  given: { question: Question; raw: Json; answers: Answer[]; event: AnswersGiven },
): ReturnType<typeof readAnswer> {
  const { question, raw, answers, event } = given;
  const tooLong = answerTooLong(raw);
  if (tooLong !== undefined) return { problem: tooLong };
  const reading = readAnswer(question, raw, { questions: state.questions, answers });
  if ('problem' in reading)
    return { problem: withReason(reading.problem, { state, question, raw }) };
  const answer = answerOf(question.id, reading.value, event);
  const problem = stateTooLong({ ...state, answers: [...answers, answer] });
  return problem === undefined ? reading : { problem };
}

/** What is no option because a policy leaves it out is refused with the policy's reason. */
function withReason(
  problem: string,
  { state, question, raw }: { state: RecommendState; question: Question; raw: Json },
): string {
  const { policies: ids } = question;
  if (ids === undefined || 'problem' in readAnswer(widened(question), raw)) return problem;
  const notes = (state.policies ?? []).filter(({ id }) => ids.includes(id)).map(policyNote);
  return [problem, ...notes].join(' ');
}

function isEmpty(raw: Json): boolean {
  return raw === '' || (Array.isArray(raw) && raw.length === 0);
}

/** "1. my-db, 7. write it for me": the answers are kept, and the writing begins. */
function alsoWriting(step: RecommendStep, event: AnswersGiven): RecommendStep {
  return event.writes.reduce((before: RecommendStep, questionId) => {
    const { by } = event;
    const after = writingAsked(before.state, { by, questionId });
    return { ...after, effects: [...before.effects, ...after.effects] };
  }, step);
}

/** A form closes when its stage was left; else it names what is wrong, and what was right is kept. */
function formReply(before: RecommendState, after: RecommendState): Reply {
  const ids = stageQuestions(before).map(({ id }) => id);
  const errors = Object.entries(after.problems).filter(([id]) => ids.includes(id));
  if (errors.length === 0) return { type: 'closed' };
  return { type: 'field-errors', errors: Object.fromEntries(errors) };
}

/** Goes on when the required ones have an answer; open ones take what was suggested. */
export function leaveStage(
  state: RecommendState,
  event: { type: RecommendEvent['type']; at: string; by: Actor },
): RecommendStep {
  // An answer that stood before a wrong one still stands: going on means to leave it so.
  const problems = withoutAnswered(state);
  // Who takes what is suggested takes it in place of what was refused.
  const isAccepting = event.type === 'suggestions-accepted';
  const isFilling = state.asking === 'required' || isAccepting;
  let { answers } = state;
  for (const { id } of openQuestions(state)) {
    // What was taken for an earlier one may leave less to choose from here, or nothing to ask.
    const question = stageQuestions({ ...state, answers }).find((one) => one.id === id);
    if (!question) continue;
    if (isFilling && question.suggestion !== undefined && (isAccepting || !(id in problems))) {
      delete problems[id];
      const how = { ...event, how: 'suggested' } as const;
      answers = [...answers, answerOf(id, question.suggestion, how)];
    } else if (question.isRequired) {
      problems[question.id] ??= `${question.label} is needed before we can go on.`;
    } else {
      delete problems[question.id];
    }
  }
  const next = keepingPolicies({ ...state, answers, problems }, state.answers);
  if (stageQuestions(next).some(({ id }) => id in next.problems)) return moved(next, {});
  return enterStage(next, refusedBefore(next) ?? stageAfter(state.questions, state.asking));
}

/** An earlier stage, one of whose answers a policy forbids by what was answered since. */
function refusedBefore(state: RecommendState): QuestionStage | undefined {
  const open = askedQuestions(state).filter(
    ({ id }) => id in state.problems && !isAnswered(state, id),
  );
  let stage = stageBefore(state.questions, state.asking);
  while (stage !== undefined && !open.some((one) => one.stage === stage)) {
    stage = stageBefore(state.questions, stage);
  }
  return stage;
}

function withoutAnswered({ problems, answers }: RecommendState): Record<string, string> {
  const answered = new Set(answers.map(({ questionId }) => questionId));
  return Object.fromEntries(Object.entries(problems).filter(([id]) => !answered.has(id)));
}

function enterStage(state: RecommendState, asking: QuestionStage | undefined): RecommendStep {
  if (asking) return moved(state, { asking });
  return working(state, { stage: 'generating' }, { type: 'prepare-change' });
}
