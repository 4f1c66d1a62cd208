import { z } from 'zod';
import { FieldType } from '../domain/field-table.ts';
import type { Task } from '../ports/language-model.ts';
import { WrittenValue } from './answer-value.ts';
import { notOffered, repeated } from './offered.ts';
import { lineOf, optionWords, shortened } from './shown-fields.ts';

const AskedQuestion = z.object({
  id: z.string(),
  /** As the card shows it, from 1. */
  number: z.number().int().positive(),
  label: z.string(),
  text: z.string(),
  type: FieldType,
  options: z.array(z.string()),
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
    if (foreign) return `The question ${foreign} was not asked.`;
    const twice = repeated(ids);
    if (twice) return `The question ${twice} is answered twice.`;
    if (isAnswer && ids.length === 0) return 'It is read as an answer but answers nothing.';
    return !isAnswer && ids.length > 0
      ? 'It is read as no answer but answers something.'
      : undefined;
  },
};

function describeQuestion(question: AskedQuestion, said: string): string {
  const { id, number, label, text, type, options } = question;
  const choices = options.length === 0 ? '' : `one of: ${optionWords(options, said)}`;
  return lineOf([id, `no. ${number}`, label, type, choices, shortened(text)]);
}
