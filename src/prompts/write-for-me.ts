import { z } from 'zod';
import { FieldType } from '../domain/field-table.ts';
import { Json } from '../domain/json.ts';
import { Column, ValueLimits } from '../domain/question.ts';
import type { Task } from '../ports/language-model.ts';
import { plainValue, WrittenValue } from './answer-value.ts';
import { lineOf, optionWords, shortened } from './shown-fields.ts';
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
  value: WrittenValue,
  /** One sentence for the person: what was written. */
  note: z.string().min(1).max(300),
});
export type WriteForMeOutput = z.infer<typeof WriteForMeOutput>;

/** Characters of an earlier answer: enough for names and sizes, little of a pasted document. */
const ANSWER_SHOWN = 200;

/** Contract of prompts/write-for-me.md. Change either side and raise `version` there. */
export const writeForMe: Task<WriteForMeInput, WriteForMeOutput> = {
  id: 'write-for-me',
  input: WriteForMeInput,
  output: WriteForMeOutput,
  values: ({ intent, solutionTitle, question, answers }) => ({
    intent,
    solutionTitle,
    question: describeQuestion(question, intent),
    answers: answers
      .map(({ label, value }) => `${label}: ${shortened(JSON.stringify(value), ANSWER_SHOWN)}`)
      .join('\n'),
  }),
  verify: ({ question }, output) => {
    const value = plainValue(output.value);
    const fault = typeFault(value, question) ?? limitFault(value, question.limits);
    return fault && `${question.label} ${fault}`;
  },
};

function describeQuestion(question: WriteForMeInput['question'], intent: string): string {
  const { label, text, type, itemType, columns, options, limits } = question;
  const bounds = Object.entries(limits).filter(([name]) => name !== 'type' && name !== 'itemType');
  return lineOf([
    label,
    itemType === undefined ? type : `${type} of ${itemType}`,
    columns ? `columns: ${columns.map(columnWords).join(', ')}` : '',
    options.length === 0 ? '' : `one of: ${optionWords(options, intent)}`,
    bounds.map(([name, value]) => `${name} ${String(value)}`).join(', '),
    shortened(text, 300),
  ]);
}

function columnWords({ name, type, required }: Column): string {
  return `${name} (${type}${required ? ', required' : ''})`;
}
