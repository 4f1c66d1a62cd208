import { z } from 'zod';
import { readAnswer } from '../domain/configure/answers.ts';
import { FieldType } from '../domain/field-table.ts';
import type { Question } from '../domain/question.ts';
import type { Task } from '../ports/language-model.ts';
import { sizeFault } from './answer-size.ts';
import { type AnswerValue, lengthFault, plainValue, WrittenValue } from './answer-value.ts';
import { notOffered, repeated } from './offered.ts';
import { lineOf, optionWords, shortened } from './shown-fields.ts';
import { nameOfType } from './value-fault.ts';

const AskedQuestion = z.object({
  id: z.string(),
  /** As the card shows it, from 1. */
  number: z.number().int().positive(),
  label: z.string(),
  text: z.string(),
  type: FieldType,
  options: z.array(z.string()),
  /** The options are examples, and other values are as good. */
  isOpen: z.boolean().optional(),
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;

const InterpretReplyInput = z.strictObject({
  questions: z.array(AskedQuestion),
  /** What a person wrote in the thread. */
  text: z.string(),
});
export type InterpretReplyInput = z.infer<typeof InterpretReplyInput>;

const InterpretReplyOutput = z.object({
  /** False is the safe reading: people may talk in the thread. */
  isAnswer: z.boolean(),
  answers: z.array(z.object({ questionId: z.string(), value: WrittenValue })),
});
export type InterpretReplyOutput = z.infer<typeof InterpretReplyOutput>;

/** Contract of prompts/interpret-reply.md. Change either side and raise `version` there. */
export const interpretReply: Task<InterpretReplyInput, InterpretReplyOutput> = {
  id: 'interpret-reply',
  input: InterpretReplyInput,
  output: InterpretReplyOutput,
  values: ({ questions, text }) => ({
    questions: questions.map((question) => describeQuestion(question, text)).join('\n'),
    text,
  }),
  verify: ({ questions }, { isAnswer, answers }) => {
    const ids = answers.map(({ questionId }) => questionId);
    const foreign = notOffered(ids, questions);
    if (foreign !== undefined) return `The question ${foreign} was not asked.`;
    const twice = repeated(ids);
    if (twice !== undefined) return `The question ${twice} is answered twice.`;
    if (isAnswer && ids.length === 0) return 'It is read as an answer but answers nothing.';
    if (!isAnswer && ids.length > 0) return 'It is read as no answer but answers something.';
    for (const { questionId, value } of answers) {
      const asked = questions.find(({ id }) => id === questionId);
      const fault = asked && valueFault(asked, plainValue(value));
      if (fault) return `The value for the question ${questionId} ${fault}`;
    }
    return sizeFault({ answers });
  },
};

/** What the form itself could not read: it takes "Medium" for an option and "yes" for true. */
function valueFault(asked: AskedQuestion, value: AnswerValue): string | undefined {
  const long = lengthFault(value);
  if (long) return long;
  const { type, options, isOpen = false } = asked;
  const isReadable = !isMisshapen(type, value) && !('problem' in readAnswer(asForm(asked), value));
  if (isReadable) return undefined;
  const choice = options.length === 0 || isOpen ? '' : ' among its options';
  return `must be ${nameOfType(type)}${choice}. Leave it out where the message states none.`;
}

/** A map where one plain value is asked for: the form itself never gives that. */
function isMisshapen(type: FieldType, value: AnswerValue): boolean {
  const isPlain = !['array', 'map', 'object', 'any'].includes(type);
  return isPlain && typeof value === 'object' && !Array.isArray(value);
}

function asForm({ id, label, text, type, options, isOpen = false }: AskedQuestion): Question {
  return {
    id,
    label,
    text,
    stage: 'basic',
    addresses: [],
    limits: { type },
    options: options.map((value) => ({ value, label: value })),
    isOpen,
    isRequired: false,
    isWritable: false,
  };
}

function describeQuestion(question: AskedQuestion, said: string): string {
  const { id, number, label, text, type, options, isOpen = false } = question;
  const how = isOpen ? 'for example' : 'one of';
  const choices = options.length === 0 ? '' : `${how}: ${optionWords(options, said)}`;
  return lineOf([id, `no. ${number}`, label, type, choices, shortened(text)]);
}
