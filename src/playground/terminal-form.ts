import { Failure } from '../domain/failure.ts';
import type { ActingPerson } from './slack/acting.ts';
import type { FieldValue } from './slack/fill.ts';
import { type Field, fieldsOf, optionsOf } from './slack/read-message.ts';
import type { View } from './slack/state.ts';

/** What somebody entered into open forms and has not submitted yet. */
export interface Entries {
  /**
   * Takes a value for a field, which is named by its number, its label or how the label starts, in
   * any case. Returns the line that confirms it. Throws `Failure('invalid-input')` where the form
   * has no such field or the field no such option; nothing is kept then.
   */
  enter(view: View, named: string, value: string): string;
  /** Submits what was entered. Returns what the form says against it, one line for each problem. */
  submit(person: ActingPerson, view: View): Promise<readonly string[]>;
  clear(): void;
}

export function createEntries(): Entries {
  const kept = new Map<string, Map<string, FieldValue>>();
  return {
    enter(view, named, value) {
      const field = fieldNamed(view, named);
      const chosen = valueFor(field, value);
      const values = kept.get(view.id) ?? new Map<string, FieldValue>();
      kept.set(view.id, values.set(blockOf(field), chosen));
      return `${field.label}: ${Array.isArray(chosen) ? chosen.join(', ') : String(chosen)}`;
    },
    async submit(person, view) {
      // A form may have been redrawn meanwhile: fields that are gone take nothing.
      const there = new Set(fieldsOf(view).map(blockOf));
      const entered = [...(kept.get(view.id) ?? [])].filter(([block]) => there.has(block));
      const submission = await person.fillAndSubmit(view, Object.fromEntries(entered));
      // The form itself keeps what was filled in, so a second try needs only the corrections.
      kept.delete(view.id);
      if (submission.outcome === 'failed') return [`The form got no answer: ${submission.error}.`];
      if (submission.outcome !== 'errors') return [];
      return Object.entries(submission.errors).map(
        ([block, error]) => `${labelOf(view, block)}: ${error}`,
      );
    },
    clear: () => kept.clear(),
  };
}

function blockOf({ placed }: Field): string {
  return placed.block.block_id ?? '';
}

function labelOf(view: View, block: string): string {
  return fieldsOf(view).find((field) => blockOf(field) === block)?.label ?? block;
}

function fieldNamed(view: View, named: string): Field {
  const fields = fieldsOf(view);
  const wanted = named.toLowerCase();
  const exact = fields.find(({ label }) => label.toLowerCase() === wanted);
  const numbered = /^\d+$/u.test(named) ? fields[Number(named) - 1] : undefined;
  const starting = fields.filter(({ label }) => label.toLowerCase().startsWith(wanted));
  const found = exact ?? numbered ?? (starting.length === 1 ? starting[0] : undefined);
  if (found) return found;
  const list = fields.map(({ label }, index) => `${index + 1} ${label}`).join(', ');
  const problem =
    starting.length > 1 ? `"${named}" may be several fields` : `The form has no field "${named}"`;
  throw new Failure('invalid-input', `${problem}. It has: ${list}.`);
}

/** Options may be written in any case, and several with commas where the menu takes several. */
function valueFor(field: Field, value: string): FieldValue {
  const { type } = field.element;
  const takesSeveral = type.startsWith('multi_') || type === 'checkboxes';
  if (!takesSeveral) return optionNamed(field, value);
  const several = value.split(',').map((one) => one.trim());
  return several.filter((one) => one !== '').map((one) => optionNamed(field, one));
}

function optionNamed(field: Field, value: string): string {
  const options = optionsOf(field.element);
  if (options.length === 0 || value === '') return value;
  const found = options.find((option) => option.toLowerCase() === value.toLowerCase());
  if (found !== undefined) return found;
  const problem = `"${field.label}" has no "${value}". It has: ${options.join(', ')}.`;
  throw new Failure('invalid-input', problem);
}
