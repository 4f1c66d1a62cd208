import { byRulesNote, formButton, note, stepButton, text } from './card-parts.ts';
import { offeredWords, type Words } from './words.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import type { Button, CardElement } from '../../chat/card.ts';
import { ownerSpan } from '../../chat/owner.ts';
import { line, type Line } from '../../chat/text.ts';

/** The words of a card by their numbers; `lead` says what they are for. Undefined where none is offered. */
export function wordElements(
  words: Words,
  { lead, example }: { readonly lead: string; readonly example: string },
): CardElement[] | undefined {
  const offered = offeredWords(words);
  if (offered.length === 0) return undefined;
  const kept = new Set(words.triggers);
  const items = offered.map((word): Line => (kept.has(word) ? [`✓ ${word}`] : [word]));
  return [
    text([`${lead}${markText(words)}`]),
    { type: 'list', isOrdered: true, items },
    note(`Write “all”, “2, 3”, “all but 4”, “add ${example}”, or words of your own.`),
  ];
}

function markText({ triggers, hasTriggers }: Words): string {
  if (triggers.length === 0) return '';
  return hasTriggers ? ' ✓ are those that were kept.' : ' ✓ are your own.';
}

/** Undefined where there are no words to keep. */
export function keepWordsLabel(words: Words): string | undefined {
  if (offeredWords(words).length === 0) return undefined;
  return words.hasTriggers ? 'Keep those with ✓' : 'Keep all';
}

interface Reasoned {
  readonly rationale?: string | undefined;
  readonly rationaleBy?: string | undefined;
}

/** `question`: what a reason answers. */
export function rationaleElements(
  { rationale, rationaleBy }: Reasoned,
  question: string,
): CardElement[] {
  if (rationale === undefined || rationale === '') {
    return [
      text([question]),
      note('Write it in the thread, or say “write it for me”. “skip” leaves it open.'),
    ];
  }
  return [
    { type: 'quote', text: rationale },
    ...byRulesNote('Written', rationaleBy),
    note('Take it as it is, or write here how it should read.'),
  ];
}

interface Owned {
  readonly owner?: string | undefined;
  readonly author: Actor;
}

export function ownerElements({ owner, author }: Owned): CardElement[] {
  const suggested = ownerSpan(owner ?? actorKey(author));
  return [
    text(line`The team or person who answers for it. Suggested: ${suggested}.`),
    note('Write a name in the thread, “a-team” for example, or press the button.'),
  ];
}

export function keepOwnerLabel({ owner, author }: Owned): string {
  return owner === undefined || owner === actorKey(author) ? 'I own it' : 'Keep this owner';
}

interface FieldButtons<Field extends string> {
  readonly field: Field;
  readonly slot: string;
  /** What takes it as it stands; undefined where there is nothing to take. */
  readonly keepLabel: string | undefined;
  readonly formLabel: string;
  /** The first question is asked alone. */
  readonly isFirst: boolean;
}

/** Keep what is there, or a form for this field or for all of them; the reason can be written for its author. */
export function fieldButtons<Field extends string>(
  { rationale }: Reasoned,
  { field, slot, keepLabel, formLabel, isFirst }: FieldButtons<Field>,
): (Button | undefined)[] {
  const isPrimary = keepLabel === undefined;
  const isUnsaid = rationale === undefined || rationale === '';
  const writeLabel = isUnsaid ? 'Write it for me' : 'Write it anew';
  return [
    isPrimary
      ? undefined
      : stepButton(slot, { label: keepLabel, name: 'keep-suggested', isPrimary: true }),
    formButton(slot, { label: formLabel, form: field, isPrimary }),
    field === 'rationale'
      ? stepButton(slot, { label: writeLabel, name: 'write-for-me' })
      : undefined,
    isFirst ? undefined : formButton(slot, { label: 'Fill in all at once', form: 'all' }),
  ];
}
