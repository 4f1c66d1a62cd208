import { wordsIn } from './typed-words.ts';
import type { FormValue } from '../../chat/form.ts';

export type FormValues = Readonly<Record<string, FormValue>>;

/** Words that were typed, before those that were chosen. */
export function triggersIn(values: FormValues): string[] {
  return [...listOf(values['own-words'], wordsIn), ...listOf(values['words'], wordsIn)];
}

export function textOf(value: FormValue | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join(', ');
}

/** A menu's answer is a list; what is typed is text with commas. */
export function listOf(value: FormValue | undefined, read: (text: string) => string[]): string[] {
  return typeof value === 'string' ? read(value) : [...(value ?? [])];
}
