import { z } from 'zod';
import { FieldType } from '../domain/field-table.ts';
import { Json } from '../domain/json.ts';
import type { Task } from '../ports/language-model.ts';
import { sizeFault } from './answer-size.ts';
import { type AnswerValue, lengthFault, plainValue, WrittenValue } from './answer-value.ts';
import { notOffered, repeated } from './offered.ts';
import { notQuoted } from './quoted.ts';
import { lineOf, optionWords, shortened } from './shown-fields.ts';
import { typeFault } from './value-fault.ts';

const OpenField = z.object({
  id: z.string(),
  path: z.string(),
  type: FieldType,
  description: z.string(),
  enum: z.array(z.string()).optional(),
  /** What it is set to by now. */
  current: Json.optional(),
});
export type OpenField = z.infer<typeof OpenField>;

const ApplyOpenRequirementsInput = z.strictObject({
  /** What the person added at the end, in their own words. */
  text: z.string(),
  fields: z.array(OpenField),
});
export type ApplyOpenRequirementsInput = z.infer<typeof ApplyOpenRequirementsInput>;

const ApplyOpenRequirementsOutput = z.object({
  values: z.array(
    z.object({
      id: z.string(),
      value: WrittenValue,
      because: z.string().min(1).describe('The words of the text that ask for it, verbatim.'),
    }),
  ),
  unmet: z
    .array(z.string().min(1))
    .describe('Requirements that no field can hold, verbatim from the text.'),
});
export type ApplyOpenRequirementsOutput = z.infer<typeof ApplyOpenRequirementsOutput>;

/** Contract of prompts/apply-open-requirements.md. Change either side and raise `version` there. */
export const applyOpenRequirements: Task<ApplyOpenRequirementsInput, ApplyOpenRequirementsOutput> =
  {
    id: 'apply-open-requirements',
    input: ApplyOpenRequirementsInput,
    output: ApplyOpenRequirementsOutput,
    values: ({ text, fields }) => ({
      text,
      fields: fields.map((field) => describeField(field, text)).join('\n'),
    }),
    verify: ({ text, fields }, { values, unmet }) => {
      const ids = values.map(({ id }) => id);
      const foreign = notOffered(ids, fields);
      if (foreign !== undefined) return `The field ${foreign} was not offered.`;
      const twice = repeated(ids);
      if (twice !== undefined) return `The field ${twice} is set twice.`;
      for (const { id, value } of values) {
        const field = fields.find((candidate) => candidate.id === id);
        const fault = field && valueFault(field, plainValue(value));
        if (fault) return `The value of field ${id} ${fault}`;
      }
      return quoteFault(text, { values, unmet }) ?? sizeFault({ values, unmet });
    },
  };

function valueFault({ type, enum: options = [] }: OpenField, value: AnswerValue) {
  return lengthFault(value) ?? typeFault(value, { type, options });
}

function quoteFault(
  text: string,
  { values, unmet }: ApplyOpenRequirementsOutput,
): string | undefined {
  const invented = notQuoted([...values.map(({ because }) => because), ...unmet], text);
  if (invented !== undefined) {
    const field = values[invented];
    const what = field
      ? `of field ${field.id}`
      : `${invented - values.length + 1} of what is unmet`;
    return `The quote ${what} is not in the text: quote its own whole words.`;
  }
  // Each requirement is quoted once, so that all of them are no longer than what was said.
  const length = unmet.reduce((sum, one) => sum + one.length, 0);
  return length <= text.length ? undefined : 'More is unmet than the text says.';
}

function describeField(field: OpenField, text: string): string {
  const { id, path, type, description, enum: options, current } = field;
  return lineOf([
    id,
    path,
    type,
    options ? `one of: ${optionWords(options, text)}` : '',
    current === undefined ? '' : `now ${shortened(JSON.stringify(current), 60)}`,
    shortened(description),
  ]);
}
