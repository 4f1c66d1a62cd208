import { z } from 'zod';
import { Line } from './text.ts';

export const FormOption = z.object({
  value: z.string(),
  label: z.string(),
  description: z.string().optional(),
});
export type FormOption = z.infer<typeof FormOption>;

/** Values travel as text; a toggle's is `true` or `false`, a multi-select's a list. */
export const FormValue = z.union([z.string(), z.array(z.string())]);
export type FormValue = z.infer<typeof FormValue>;

export const FormField = z.object({
  /** `[a-z0-9-]+`; changes when the options change, so that no old value survives. */
  id: z.string(),
  label: z.string(),
  hint: z.string().optional(),
  placeholder: z.string().optional(),
  kind: z.enum(['text', 'multiline', 'number', 'select', 'multi-select', 'toggle']),
  options: z.array(FormOption),
  /** More options than a form can hold are searched through `FrontDoor.read`. */
  isSearched: z.boolean(),
  /** Beside its own options, what is typed is looked for there. Of a searched field alone. */
  source: z.literal('capabilities').optional(),
  initial: FormValue.optional(),
  /** It has a value that nobody may see: left empty, it keeps that. */
  isUnshown: z.boolean().optional(),
  isRequired: z.boolean(),
  maxLength: z.number().int().positive().optional(),
});
export type FormField = z.infer<typeof FormField>;

/** What a person fills in: a modal in Slack, a dialog in Teams. */
export const Form = z.object({
  id: z.string(),
  title: z.string(),
  submitLabel: z.string(),
  intro: z.array(Line),
  fields: z.array(FormField),
  /** Nobody else fills it in for nothing: it opens for whoever has that role. */
  role: z.literal('curators').optional(),
});
export type Form = z.infer<typeof Form>;

/** What the acknowledgement of a form says. Errors are keyed by field id. */
export const Reply = z.discriminatedUnion('type', [
  z.object({ type: z.literal('closed') }),
  z.object({ type: z.literal('field-errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ type: z.literal('form'), form: Form }),
  /** It takes longer than the platform waits: the form shows this and is settled by a card. */
  z.object({ type: z.literal('working'), line: Line }),
]);
export type Reply = z.infer<typeof Reply>;
