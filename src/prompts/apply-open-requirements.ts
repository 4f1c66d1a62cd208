import { z } from 'zod';
import { FieldType } from '../domain/field-table.ts';
import { Json } from '../domain/json.ts';
import type { Task } from '../ports/language-model.ts';
import { AnswerValue } from './answer-value.ts';
import { notOffered, repeated } from './offered.ts';
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
      value: AnswerValue,
      /** The person's words that ask for it. */
      because: z.string().min(1),
    }),
  ),
  /** Requirements that no field can hold, in the person's own words. */
  unmet: z.array(z.string().min(1)),
});
export type ApplyOpenRequirementsOutput = z.infer<typeof ApplyOpenRequirementsOutput>;

/** Contract of prompts/apply-open-requirements.md. Change either side and raise `version` there. */
export const applyOpenRequirements: Task<ApplyOpenRequirementsInput, ApplyOpenRequirementsOutput> =
  {
    id: 'apply-open-requirements',
    input: ApplyOpenRequirementsInput,
    output: ApplyOpenRequirementsOutput,
    values: ({ text, fields }) => ({ text, fields: fields.map(describeField).join('\n') }),
    verify: ({ fields }, { values }) => {
      const ids = values.map(({ id }) => id);
      const foreign = notOffered(ids, fields);
      if (foreign) return `The field ${foreign} was not offered.`;
      const twice = repeated(ids);
      if (twice) return `The field ${twice} is set twice.`;
      for (const { id, value } of values) {
        const field = fields.find((candidate) => candidate.id === id);
        const fault = field && typeFault(value, { type: field.type, options: field.enum ?? [] });
        if (field && fault) return `${field.path} ${fault}`;
      }
      return undefined;
    },
  };

function describeField({ id, path, type, description, enum: options, current }: OpenField): string {
  const parts = [
    id,
    path,
    type,
    options?.join(', ') ?? '',
    current === undefined ? '' : `now ${JSON.stringify(current)}`,
    description,
  ];
  return parts.join(' | ').replaceAll(/\s+/gu, ' ');
}
