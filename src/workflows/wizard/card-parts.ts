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

/** `title`: "Cancel this policy?"; `text`: what becomes of what was given. */
export function cancelButton(asks: { readonly title: string; readonly text: string }): Button {
  return {
    label: 'Cancel',
    action: { name: 'cancel-session' },
    confirm: { ...asks, confirmLabel: 'Cancel it', cancelLabel: 'Go on' },
  };
}

/** What a conversation says when something went wrong. */
interface Troubled {
  readonly stage: string;
  readonly trouble?: { readonly message: string; readonly effect?: unknown } | undefined;
}

export function troubleElements({ stage, trouble }: Troubled): CardElement[] {
  if (!trouble || stage === 'closed') return [];
  return [alert('error', [trouble.message]), note('Nothing that was given is lost.')];
}

/** What its author must know before anything goes on. */
export function noticeOf({ notice }: { readonly notice?: string | undefined }): CardElement[] {
  return notice === undefined ? [] : [alert('info', [notice])];
}

/** What can be done about it. `slot`: of the card from which somebody can go back. */
export function wayOn({ stage, trouble }: Troubled, slot: string | undefined): CardElement[] {
  if (!trouble || stage === 'closed') return [];
  const again: Button = { label: 'Try again', style: 'primary', action: { name: 'try-again' } };
  const back: Button = { label: 'Back', action: { name: 'go-back', argument: slot } };
  return buttonRow(
    trouble.effect === undefined ? undefined : again,
    slot === undefined ? undefined : back,
  );
}

/** What was wrong with the last typed answer to this. */
export function problemOf<Field extends string>(
  { problems }: { readonly problems: Readonly<Partial<Record<Field, string | undefined>>> },
  field: Field,
): CardElement[] {
  const problem = problems[field];
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

/** The first twelve, and how many more there are. */
export function namesText(names: readonly string[], most = 12): string {
  const more = names.length > most ? ` and ${names.length - most} more` : '';
  return `${names.slice(0, most).join(', ')}${more}`;
}
