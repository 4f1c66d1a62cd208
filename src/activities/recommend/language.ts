import { askingAloud, askingOf } from './asking.ts';
import type { RecommendDependencies } from './dependencies.ts';
import type { Activity } from '../activity.ts';
import { Failure } from '../../domain/failure.ts';
import { holdsSecretOf } from '../../domain/placeholders.ts';
import { type Answer, isSecretAnswer, type Question } from '../../domain/question.ts';
import { HIDDEN } from '../../domain/redaction.ts';
import { plainValue } from '../../prompts/answer-value.ts';
import { interpretReply, type InterpretReplyOutput } from '../../prompts/interpret-reply.ts';
import {
  writeForMe,
  type WriteForMeInput,
  type WriteForMeOutput,
} from '../../prompts/write-for-me.ts';
import {
  type RecommendEffect,
  type RecommendEvent,
  RecommendState,
} from '../../workflows/recommend/state.ts';
import { chosenSolution } from '../../workflows/recommend/steps.ts';
import { numbered } from '../../workflows/recommend/numbering.ts';

type Effect<Type extends RecommendEffect['type']> = Extract<RecommendEffect, { type: Type }>;

/** Words in the thread that the grammar does not know: answers to what is asked, or mere talk. */
export function createInterpretReply({
  model,
}: RecommendDependencies): Activity<Effect<'interpret-reply'>, RecommendEvent> {
  return async (effect, context) => {
    const { text, by, instead: fault, heardAt } = effect;
    const state = RecommendState.parse(context.session.state);
    const asked = new Map(numbered(state).map((one) => [one.id, one]));
    const questions = state.questions.flatMap(({ id, label, text: wording, limits, isOpen }) => {
      const one = asked.get(id);
      const { type } = limits;
      return one
        ? [
            {
              id,
              number: one.number,
              label,
              text: wording,
              type,
              options: [...one.options],
              isOpen,
            },
          ]
        : [];
    });
    if (questions.length === 0) return undefined;
    // How a secret is said among other words nothing can tell: such words leave no process.
    const asksSecret = state.questions.some((one) => asked.has(one.id) && one.isSecret === true);
    const asking = askingOf(context, state, effect);
    const { output } = await model.ask(
      interpretReply,
      { questions, text },
      asksSecret ? { ...asking, by: 'offline' } : asking,
    );
    if (output.isAnswer && output.answers.length > 0) {
      const answers = output.answers.map((one) => plainAnswer(one, text));
      return { type: 'reply-interpreted', at: context.now(), by, heardAt, answers };
    }
    return fault && { type: 'reply-unread', at: context.now(), by, fault };
  };
}

function plainAnswer(
  { questionId, value }: InterpretReplyOutput['answers'][number],
  text: string,
): Extract<RecommendEvent, { type: 'reply-interpreted' }>['answers'][number] {
  const plain = plainValue(value);
  const answer = { questionId, value: plain };
  return holdsSecretOf(plain, [text]) ? { ...answer, isSecret: true } : answer;
}

/** Writes a value that the person does not want to write: it is shown, and they may change it. */
export function createWriteForMe({
  model,
}: RecommendDependencies): Activity<Effect<'write-for-me'>, RecommendEvent> {
  return async (effect, context) => {
    const { solutionId, questionId, by } = effect;
    const state = RecommendState.parse(context.session.state);
    const question = state.questions.find(({ id }) => id === questionId);
    if (!question || state.chosenId !== solutionId) return undefined;
    const { output, by: solvedBy } = await model.ask(
      writeForMe,
      {
        intent: state.intent,
        solutionTitle: chosenSolution(state)?.title ?? '',
        question: writable(question),
        answers: state.answers.map((answer) => labelled(answer, state.questions)),
      },
      askingAloud({ model, context, state, effect }),
    );
    if (output.value === undefined) throw declined(question, output);
    const value = plainValue(output.value);
    const at = context.now();
    return { type: 'value-written', at, by, solutionId, questionId, value, solvedBy };
  };
}

/** Better no value than an invented one: the person reads why, beside the question. */
function declined({ label, isSecret }: Question, { note }: WriteForMeOutput): Failure {
  const why = isSecret === true ? 'I do not make up secrets.' : note.replace(/[^.!?]$/u, '$&.');
  return new Failure('invalid-input', `${why} Please give “${label}” yourself.`);
}

function writable(question: Question): WriteForMeInput['question'] {
  const { label, text, limits, columns, options, isOpen, isSecret } = question;
  const { type, itemType } = limits;
  return {
    label,
    text,
    type,
    limits,
    options: isOpen ? [] : options.map(({ value }) => value),
    ...(itemType === undefined ? {} : { itemType }),
    ...(columns === undefined ? {} : { columns }),
    ...(isSecret === undefined ? {} : { isSecret }),
  };
}

function labelled(
  answer: Answer,
  questions: readonly Question[],
): WriteForMeInput['answers'][number] {
  const question = questions.find(({ id }) => id === answer.questionId);
  const label = question?.label ?? answer.questionId;
  return { label, value: isSecretAnswer(question, answer) ? HIDDEN : answer.value };
}
