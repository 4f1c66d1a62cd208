import { z } from 'zod';
import { FieldType } from '../domain/field-table.ts';
import type { Task } from '../ports/language-model.ts';
import { notOffered, repeated } from './offered.ts';

const WordQuestionsInput = z.strictObject({
  intent: z.string(),
  solutionTitle: z.string(),
  fields: z.array(
    z.object({
      id: z.string(),
      path: z.string(),
      type: FieldType,
      description: z.string(),
      enum: z.array(z.string()).optional(),
      isRequired: z.boolean(),
    }),
  ),
});
export type WordQuestionsInput = z.infer<typeof WordQuestionsInput>;

const WordQuestionsOutput = z.object({
  questions: z.array(
    z.object({
      id: z.string(),
      /** A short noun phrase: "Size". */
      label: z.string().min(1).max(40),
      /** One sentence that asks. */
      text: z.string().min(1).max(150),
    }),
  ),
});
export type WordQuestionsOutput = z.infer<typeof WordQuestionsOutput>;

/** Contract of prompts/word-questions.md. Change either side and raise `version` there. */
export const wordQuestions: Task<WordQuestionsInput, WordQuestionsOutput> = {
  id: 'word-questions',
  input: WordQuestionsInput,
  output: WordQuestionsOutput,
  values: ({ intent, solutionTitle, fields }) => ({
    intent,
    solutionTitle,
    fields: fields
      .map(({ id, path, type, description, enum: options, isRequired }) =>
        [id, path, type, isRequired ? 'required' : 'optional', options?.join(', '), description]
          .filter((part) => part !== undefined && part !== '')
          .join(' | ')
          .replaceAll(/\s+/gu, ' '),
      )
      .join('\n'),
  }),
  verify: ({ fields }, { questions }) => {
    const ids = questions.map(({ id }) => id);
    const foreign = notOffered(ids, fields);
    if (foreign) return `The field ${foreign} was not offered.`;
    const twice = repeated(ids);
    if (twice) return `The field ${twice} is asked twice.`;
    const missing = fields.find(({ id }) => !ids.includes(id));
    return missing && `The field ${missing.id} has no question.`;
  },
};
