import { z } from 'zod';
import { FieldType } from '../domain/field-table.ts';
import { Json } from '../domain/json.ts';
import { Column, ValueLimits } from '../domain/question.ts';
import type { Task } from '../ports/language-model.ts';
import { lengthFault, plainValue, WrittenValue } from './answer-value.ts';
import { foreignIn } from './instruction.ts';
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
    /** It asks for a password, key or token: nobody makes those up. */
    isSecret: z.boolean().optional(),
  }),
  /** What was answered before. */
  answers: z.array(z.object({ label: z.string(), value: Json })),
});
export type WriteForMeInput = z.infer<typeof WriteForMeInput>;

const WriteForMeOutput = z.object({
  /** Undefined where the person must give it themselves. */
  value: WrittenValue.optional(),
  /** One sentence for the person: what was written, or why nothing was. */
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
  verify: ({ intent, question }, output) => {
    const copied = foreignIn(output.note, [intent, question.label, question.text].join('\n'));
    if (copied) return `The note holds ${copied}.`;
    if (output.value === undefined) return undefined;
    if (question.isSecret === true) return 'The question asks for a secret: leave the value out.';
    const value = plainValue(output.value);
    const fault =
      lengthFault(value) ?? typeFault(value, question) ?? limitFault(value, question.limits);
    return fault && `The value ${fault}`;
  },
};

function describeQuestion(question: WriteForMeInput['question'], intent: string): string {
  const { label, text, type, itemType, columns, options, limits, isSecret = false } = question;
  const bounds = Object.entries(limits).filter(([name]) => name !== 'type' && name !== 'itemType');
  return lineOf([
    label,
    itemType === undefined ? type : `${type} of ${itemType}`,
    isSecret ? 'a secret' : '',
    columns ? `columns: ${columns.map(columnWords).join(', ')}` : '',
    options.length === 0 ? '' : `one of: ${optionWords(options, intent)}`,
    bounds.map(([name, value]) => `${name} ${String(value)}`).join(', '),
    shortened(text, 300),
  ]);
}

function columnWords({ name, type, required }: Column): string {
  return `${name} (${type}${required ? ', required' : ''})`;
}
