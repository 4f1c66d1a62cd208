import { stageBefore } from './asking.ts';
import type { PolicyState } from './state.ts';
import type { Button, CardElement } from '../../chat/card.ts';
import type { Line } from '../../chat/text.ts';

export function text(line: Line): CardElement {
  return { type: 'text', line };
}

export function note(words: string): CardElement {
  return { type: 'note', line: [words] };
}

export function alert(
  level: Extract<CardElement, { type: 'alert' }>['level'],
  line: Line,
): CardElement {
  return { type: 'alert', level, line };
}

/** Nothing where there is no button. */
export function buttonRow(...buttons: readonly (Button | undefined)[]): CardElement[] {
  const shown = buttons.filter((button) => button !== undefined);
  return shown.length === 0 ? [] : [{ type: 'buttons', buttons: shown }];
}

/** A press that moves the conversation on carries the slot of its card. */
export function stepButton(
  slot: string,
  button: { readonly label: string; readonly name: string; readonly isPrimary?: boolean },
): Button {
  const { label, name, isPrimary } = button;
  const style = isPrimary === true ? { style: 'primary' as const } : {};
  return { label, action: { name, argument: slot }, ...style };
}

export function formButton(
  slot: string,
  button: { readonly label: string; readonly form: string; readonly isPrimary?: boolean },
): Button {
  const { label, form, isPrimary } = button;
  const style = isPrimary === true ? { style: 'primary' as const } : {};
  return { label, opens: `${form}/${slot}`, action: { name: 'open-form' }, ...style };
}

export function backButton(state: PolicyState, slot: string): Button | undefined {
  return stageBefore(state) === undefined
    ? undefined
    : stepButton(slot, { label: 'Back', name: 'go-back' });
}

export const CANCEL: Button = {
  label: 'Cancel',
  action: { name: 'cancel-session' },
  confirm: {
    title: 'Cancel this policy?',
    text: 'What was given so far is dropped. Nothing was stored or applied by it.',
    confirmLabel: 'Cancel it',
    cancelLabel: 'Go on',
  },
};

/** What was wrong with the last typed answer to this. */
export function problemOf(state: PolicyState, field: keyof PolicyState['problems']): CardElement[] {
  const problem = state.problems[field];
  return problem === undefined ? [] : [alert('warning', [problem])];
}

/** "Written by built-in rules, without a model." Nothing where it was a model. */
export function byRulesNote(verb: string, by: string | undefined): CardElement[] {
  return by === 'offline'
    ? [note(`${verb} by built-in rules, without a model: look it over.`)]
    : [];
}

export function quantity(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
