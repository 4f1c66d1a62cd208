import { Failure } from '../../domain/failure.ts';
import type { Core } from './core.ts';
import { type FieldValue, filled } from './fill.ts';
import { type Submission, sendSubmission, sendSuggestion } from './interactions.ts';
import { pageError } from './page-error.ts';
import { type Field, fieldsOf } from './read-message.ts';
import type { Person, View } from './state.ts';
import { offered } from './using.ts';
import { enterValues, stackOf } from './views.ts';

/** Submits a modal with what stands in it, unless the page itself finds something to correct. */
export async function submitting(core: Core, person: Person, shown: View): Promise<Submission> {
  const view = openView(core, person, shown);
  const errors = pageErrors(view);
  if (Object.keys(errors).length > 0) return { outcome: 'errors', errors };
  const what = `submitted ${view.title}`;
  core.store.announce({ type: 'person-acted', userId: person.id, what });
  return sendSubmission(core, person, view);
}

/** Enters values by label or block id, and submits. */
export async function fillingAndSubmitting(
  core: Core,
  person: Person,
  shown: View,
  values: Readonly<Record<string, FieldValue>>,
): Promise<Submission> {
  let current = openView(core, person, shown);
  for (const [named, value] of Object.entries(values)) {
    const field = fieldNamed(current, named);
    const state = await filled(field, value, (asked, query) =>
      offered(sendSuggestion(core, person, { ...asked, query, view: current })),
    );
    const actionId = field.element.action_id ?? '';
    current = enterValues(core, current, {
      [field.placed.block.block_id ?? '']: { [actionId]: state },
    });
  }
  return submitting(core, person, current);
}

function openView(core: Core, person: Person, { id }: View): View {
  const open = stackOf(core, person.id).find((view) => view.id === id);
  if (!open) throw new Failure('invalid-input', 'The form is not open any more.');
  return open;
}

/** By block id where the page refuses, so that both kinds of errors read alike. */
function pageErrors(view: View): Readonly<Record<string, string>> {
  const found = fieldsOf(view).flatMap((field) => {
    const blockId = field.placed.block.block_id ?? '';
    const state = view.entered[blockId]?.[field.element.action_id ?? ''];
    const error = pageError(field, state);
    return error === undefined ? [] : [[blockId, error] as const];
  });
  return Object.fromEntries(found);
}

export function fieldNamed(view: View, named: string): Field {
  const fields = fieldsOf(view);
  const found =
    fields.find(({ placed }) => placed.block.block_id === named) ??
    fields.find(({ label }) => label === named);
  if (found) return found;
  const labels = fields.map(({ label }) => label).join(', ');
  throw new Failure('invalid-input', `The form has no field "${named}". It has: ${labels}.`);
}
