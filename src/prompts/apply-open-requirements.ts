import { z } from 'zod';
import { FieldType } from '../domain/field-table.ts';
import { Json } from '../domain/json.ts';
import type { Task } from '../ports/language-model.ts';
import { plainValue, WrittenValue } from './answer-value.ts';
import { notOffered, notQuoted, repeated } from './offered.ts';
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
      if (foreign) return `The field ${foreign} was not offered.`;
      const twice = repeated(ids);
      if (twice) return `The field ${twice} is set twice.`;
      for (const { id, value } of values) {
        const field = fields.find((candidate) => candidate.id === id);
        const fault =
          field && typeFault(plainValue(value), { type: field.type, options: field.enum ?? [] });
        if (field && fault) return `${field.path} ${fault}`;
      }
      const invented = notQuoted([...values.map(({ because }) => because), ...unmet], text);
      return invented && `"${invented}" is not in the text: quote its own words.`;
    },
  };

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
