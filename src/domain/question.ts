import { z } from 'zod';
import { FieldType } from './field-table.ts';
import { Json } from './json.ts';
import { FieldAddress } from './solution.ts';

export const QuestionStage = z.enum(['required', 'basic', 'advanced', 'open']);
export type QuestionStage = z.infer<typeof QuestionStage>;

export const Option = z.object({
  value: z.string(),
  label: z.string(),
  /** Where it comes from or what it means, at most 75 characters. */
  description: z.string().optional(),
  /** Where choosing it writes an empty object: there is nothing more to say about it. */
  writes: FieldAddress.optional(),
});
export type Option = z.infer<typeof Option>;

/** What a value must be, read from the schema (and narrowed by policies). */
export const ValueLimits = z.object({
  type: FieldType,
  itemType: FieldType.optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
});
export type ValueLimits = z.infer<typeof ValueLimits>;

/** A column of a question whose value is a list of objects (`schemas[*].sql`). */
export const Column = z.object({
  name: z.string(),
  type: FieldType,
  required: z.boolean(),
  /** It holds running text (SQL, a script, a document): the field people mean when they paste. */
  long: z.boolean(),
});
export type Column = z.infer<typeof Column>;

/** One open setting of the chosen solution. */
export const Question = z.object({
  /** Stable within the solution, safe in a form field's name: `[a-z0-9-]+`. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  stage: QuestionStage,
  /** A short noun phrase: "Namespace", "Size". */
  label: z.string(),
  /** A full sentence that asks. */
  text: z.string(),
  /** Every place that the answer is written to; none where it only decides what else is asked. */
  addresses: z.array(FieldAddress),
  limits: ValueLimits,
  /** For lists of objects. */
  columns: z.array(Column).optional(),
  /** Fixed choices; empty when the value is free. */
  options: z.array(Option),
  /** May the answer be something outside `options`? True for suggestions, false for an enum. */
  isOpen: z.boolean(),
  isRequired: z.boolean(),
  /** Offered as the answer when the person names none; `required` ones are still shown. */
  suggestion: Json.optional(),
  /** Where the suggestion comes from: "the schema's default", "named in your request". */
  suggestionReason: z.string().optional(),
  /** It is asked, and its answer written, only where that question has that answer. */
  onlyWith: z.object({ questionId: z.string(), value: z.string() }).optional(),
  /** Can "write it for me" help here? */
  isWritable: z.boolean(),
  /** The answer is a secret, by the schema and not by how the question is worded: nobody is shown it. */
  isSecret: z.boolean().optional(),
  /** Ids of the policies that decide what may be answered. */
  policies: z.array(z.string()).optional(),
});
export type Question = z.infer<typeof Question>;

export const Answer = z.object({
  questionId: z.string(),
  value: Json,
  by: z.string(),
  at: z.iso.datetime(),
  how: z.enum(['typed', 'chosen', 'suggested', 'written-for-them']),
  /** It holds a secret that was read out of running text, whatever the question asks for. */
  isSecret: z.boolean().optional(),
});
export type Answer = z.infer<typeof Answer>;

/** Whether nobody may be shown the answer, however it is worded or wherever it stands. */
export function isSecretAnswer(
  question: Pick<Question, 'isSecret'> | undefined,
  answer: Pick<Answer, 'isSecret'>,
): boolean {
  return question?.isSecret === true || answer.isSecret === true;
}
