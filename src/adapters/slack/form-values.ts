import { z } from 'zod';
import type { FormValue, Reply } from '../../chat/form.ts';

const SelectedOption = z.object({ value: z.string() });

/** The state of one input element, as Slack sends it in `view.state.values`. */
const ElementState = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['plain_text_input', 'number_input']),
    value: z.string().nullish(),
  }),
  z.object({
    type: z.enum(['static_select', 'external_select']),
    selected_option: SelectedOption.nullish(),
  }),
  z.object({
    type: z.enum(['multi_static_select', 'multi_external_select']),
    selected_options: z.array(SelectedOption).nullish(),
  }),
  z.object({ type: z.literal('checkboxes'), selected_options: z.array(SelectedOption).nullish() }),
]);
type ElementState = z.infer<typeof ElementState>;

/** `view.state.values`: block id → action id → state. */
export const ViewValues = z.record(z.string(), z.record(z.string(), ElementState));
export type ViewValues = z.infer<typeof ViewValues>;

/**
 * The `action_id` of an input. One whose value is hidden or too long to be shown has its own, since
 * empty it means to keep the value, where it means to take the value back everywhere else.
 */
export const VALUE_ACTION = 'value';
export const UNSHOWN_VALUE_ACTION = 'unshown-value';

/** What a person filled in, by field id: what was shown and is empty now is empty text. */
export function formValues(values: ViewValues): Record<string, FormValue> {
  const entries = Object.entries(values).flatMap(([fieldId, states]): [string, FormValue][] => {
    const [entry] = Object.entries(states);
    if (entry === undefined) return [];
    const [action, state] = entry;
    const value = valueOf(state);
    return value === '' && action === UNSHOWN_VALUE_ACTION ? [] : [[fieldId, value]];
  });
  return Object.fromEntries(entries);
}

function valueOf(state: ElementState): FormValue {
  switch (state.type) {
    case 'plain_text_input':
    case 'number_input':
      return state.value ?? '';
    case 'static_select':
    case 'external_select':
      return state.selected_option?.value ?? '';
    case 'multi_static_select':
    case 'multi_external_select': {
      const values = (state.selected_options ?? []).map(({ value }) => value);
      return values.length === 0 ? '' : values;
    }
    case 'checkboxes':
      return String((state.selected_options ?? []).length > 0);
  }
}

/**
 * Errors as Slack takes them: keyed by the block ids of the view. An error of a field that the view
 * does not show stands at the first input, with the others, so that it is seen.
 */
export function viewErrors(
  errors: Extract<Reply, { type: 'field-errors' }>['errors'],
  blockIds: readonly string[],
): Record<string, string> {
  const shown = Object.entries(errors).filter(([id]) => blockIds.includes(id));
  const lost = Object.entries(errors).filter(([id]) => !blockIds.includes(id));
  const [first] = blockIds;
  if (first === undefined || lost.length === 0) return Object.fromEntries(shown);
  const own = errors[first] === undefined ? [] : [errors[first]];
  return {
    ...Object.fromEntries(shown),
    [first]: [...own, ...lost.map(([, text]) => text)].join(' '),
  };
}
