import { offeredWords, type Words } from './words.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import type { FormField } from '../../chat/form.ts';

/** A line of text that may be left empty. */
export const TEXT = {
  kind: 'text',
  options: [],
  isSearched: false,
  isRequired: false,
} as const;

interface Texts {
  readonly label: string;
  readonly hint: string;
}

/** Words by which it is found: those on the card to choose from, and a line for others. */
export function wordFields(words: Words, { label, hint }: Texts): FormField[] {
  const offered = offeredWords(words);
  const own: FormField = {
    ...TEXT,
    id: 'own-words',
    label: offered.length === 0 ? label : 'Further words of your own',
    hint,
    options: [],
    maxLength: 1_000,
  };
  if (offered.length === 0) return [own];
  const initial = words.hasTriggers ? words.triggers : offered;
  const chosen: FormField = {
    ...menu(offered),
    id: 'words',
    label,
    kind: 'multi-select',
    ...(initial.length === 0 ? {} : { initial: [...initial] }),
  };
  return [chosen, own];
}

/** It may be left open, however it is asked for. */
export function rationaleField(
  { rationale }: { readonly rationale?: string | undefined },
  texts: Texts & { readonly maxLength: number },
): FormField {
  return {
    ...TEXT,
    ...texts,
    id: 'rationale',
    kind: 'multiline',
    options: [],
    ...(rationale === undefined || rationale === '' ? {} : { initial: rationale }),
  };
}

export function ownerField({
  owner,
  author,
}: {
  readonly owner?: string | undefined;
  readonly author: Actor;
}): FormField {
  const isNamed = owner !== undefined && owner !== actorKey(author);
  return {
    ...TEXT,
    id: 'owner',
    label: 'Owner',
    hint: 'The team or person who answers for it. Left empty, it is you.',
    options: [],
    maxLength: 100,
    ...(isNamed ? { initial: owner } : {}),
  };
}

/** Options that a form can hold at once; more are searched. */
const OPTIONS_MAX = 100;

export function menu(
  values: readonly string[],
): Pick<FormField, 'options' | 'isSearched' | 'isRequired'> {
  const options = values.map((value) => ({ value, label: value }));
  return { options, isSearched: options.length > OPTIONS_MAX, isRequired: false };
}
