import { z } from 'zod';
import { FieldType } from '../domain/field-table.ts';
import { Json } from '../domain/json.ts';
import { Column, ValueLimits } from '../domain/question.ts';
import type { Task } from '../ports/language-model.ts';
import { AnswerValue } from './answer-value.ts';
import { limitFault, typeFault } from './value-fault.ts';

const WriteForMeInput = z.strictObject({
  intent: z.string(),
  solutionTitle: z.string(),
  question: z.object({
    label: z.string(),
    text: z.string(),
    type: FieldType,
    itemType: FieldType.optional(),
    columns: z.array(Column).optional(),
    /** The only values allowed; empty when free. */
    options: z.array(z.string()),
    limits: ValueLimits,
  }),
  /** What was answered before. */
  answers: z.array(z.object({ label: z.string(), value: Json })),
});
export type WriteForMeInput = z.infer<typeof WriteForMeInput>;

const WriteForMeOutput = z.object({
  value: AnswerValue,
  /** One sentence for the person: what was written. */
  note: z.string().min(1).max(300),
});
export type WriteForMeOutput = z.infer<typeof WriteForMeOutput>;

/** Contract of prompts/write-for-me.md. Change either side and raise `version` there. */
export const writeForMe: Task<WriteForMeInput, WriteForMeOutput> = {
  id: 'write-for-me',
  input: WriteForMeInput,
  output: WriteForMeOutput,
  values: ({ intent, solutionTitle, question, answers }) => ({
    intent,
    solutionTitle,
    question: JSON.stringify(question),
    answers: answers.map(({ label, value }) => `${label}: ${JSON.stringify(value)}`).join('\n'),
  }),
  verify: ({ question }, { value }) => {
    const fault = typeFault(value, question) ?? limitFault(value, question.limits);
    return fault && `${question.label} ${fault}`;
  },
};
