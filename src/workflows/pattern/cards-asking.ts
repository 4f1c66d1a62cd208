import { backButton } from './buttons.ts';
import { resourceElements } from './cards-resources.ts';
import { resourceText } from './resource-names.ts';
import type { PatternField, PatternState } from './state.ts';
import { actorKey } from '../../chat/actor.ts';
import type { Button, CardElement } from '../../chat/card.ts';
import { ownerSpan } from '../../chat/owner.ts';
import { bold, line, type Line } from '../../chat/text.ts';
import {
  buttonRow,
  byRulesNote,
  formButton,
  namesText,
  noticeOf,
  note,
  problemOf,
  quantity,
  stepButton,
  text,
} from '../wizard/card-parts.ts';
import { offeredWords } from '../wizard/words.ts';

export const FIELD_TITLES: Readonly<Record<PatternField, string>> = {
  name: 'What is it for?',
  triggers: 'By which words is it found?',
  resources: 'Which resources belong together?',
  rationale: 'Why do they belong together, and when?',
  owner: 'Who owns it?',
};

/** One field: the question while it is asked, what was given afterwards. */
export function fieldCard(
  state: PatternState,
  { field, slot, isActive }: { field: PatternField; slot: string; isActive: boolean },
): CardElement[] {
  if (!isActive) return givenElements(state, field);
  const elements = [
    ...noticeOf(state),
    ...askedElements(state, field, slot),
    ...problemOf(state, field),
  ];
  const isBusy = state.isWriting === true;
  return [...elements, ...(isBusy ? [] : buttonRow(...buttonsOf(state, field, slot)))];
}

function askedElements(state: PatternState, field: PatternField, slot: string): CardElement[] {
  switch (field) {
    case 'name':
      return nameElements(state);
    case 'triggers':
      return triggerElements(state);
    case 'resources':
      return resourceElements(state, slot);
    case 'rationale':
      return rationaleElements(state);
    case 'owner':
      return [
        text(line`The team or person who answers for it. Suggested: ${shownOwner(state)}.`),
        note('Write a name in the thread, “a-team” for example, or press the button.'),
      ];
  }
}

function nameElements({ name }: PatternState): CardElement[] {
  if (name !== '') {
    return [text([bold(name)]), note('Take it as it is, or write here how it should be called.')];
  }
  return [
    text(['Say in a few words what the pattern is for. For example:']),
    {
      type: 'list',
      isOrdered: false,
      items: [['AWS public services'], ['Database with backups'], ['Horizontal scaling']],
    },
    note('Write it here in the thread, or press the button.'),
  ];
}

function triggerElements(state: PatternState): CardElement[] {
  const offered = offeredWords(state);
  if (offered.length === 0) {
    return [
      text([
        'It is found when a request speaks of these. Write kinds of infrastructure, separated by commas: “web applications, load balancers”.',
      ]),
    ];
  }
  const kept = new Set(state.triggers);
  const items = offered.map((word): Line => (kept.has(word) ? [`✓ ${word}`] : [word]));
  return [
    text([`It is found when a request speaks of these.${markText(state)}`]),
    { type: 'list', isOrdered: true, items },
    note('Write “all”, “2, 3”, “all but 4”, “add load balancer”, or words of your own.'),
  ];
}

function markText({ triggers, hasTriggers }: PatternState): string {
  if (triggers.length === 0) return '';
  return hasTriggers ? ' ✓ are those that were kept.' : ' ✓ are your own.';
}

function rationaleElements({ rationale, rationaleBy }: PatternState): CardElement[] {
  if (rationale === undefined || rationale === '') {
    return [
      text(['What are they good for together, and when should they be used, or not?']),
      note('Write it in the thread, or say “write it for me”. “skip” leaves it open.'),
    ];
  }
  return [
    { type: 'quote', text: rationale },
    ...byRulesNote('Written', rationaleBy),
    note('Take it as it is, or write here how it should read.'),
  ];
}

function buttonsOf(state: PatternState, field: PatternField, slot: string): (Button | undefined)[] {
  const label = keepLabel(state, field);
  const keep =
    label === undefined
      ? undefined
      : stepButton(slot, { label, name: 'keep-suggested', isPrimary: true });
  const isPrimary = keep === undefined;
  const form = formButton(slot, { label: FORM_LABELS[field], form: field, isPrimary });
  const write =
    field === 'rationale'
      ? stepButton(slot, { label: writeLabel(state), name: 'write-for-me' })
      : undefined;
  const all =
    field === 'name' ? undefined : formButton(slot, { label: 'Fill in all at once', form: 'all' });
  return [keep, form, write, all, backButton(state, slot)];
}

const FORM_LABELS: Readonly<Record<PatternField, string>> = {
  name: 'Write it in a form',
  triggers: 'Choose words',
  resources: 'Choose resources',
  rationale: 'Write it in a form',
  owner: 'Another owner',
};

function writeLabel({ rationale }: PatternState): string {
  return rationale === undefined || rationale === '' ? 'Write it for me' : 'Write it anew';
}

/** Undefined where there is nothing to take as it is. */
function keepLabel(state: PatternState, field: PatternField): string | undefined {
  const { name, rationale = '', resources } = state;
  switch (field) {
    case 'name':
      return name === '' ? undefined : 'Take it as it is';
    case 'triggers':
      if (offeredWords(state).length === 0) return undefined;
      return state.hasTriggers ? 'Keep those with ✓' : 'Keep all';
    case 'resources':
      if (resources.length === 0) return undefined;
      return `Take ${quantity(resources.length, 'resource')}`;
    case 'rationale':
      return rationale === '' ? undefined : 'Take it as it is';
    case 'owner':
      return isOwnedByAuthor(state) ? 'I own it' : 'Keep this owner';
  }
}

function isOwnedByAuthor({ owner, author }: PatternState): boolean {
  return owner === undefined || owner === actorKey(author);
}

function shownOwner({ owner, author }: PatternState): ReturnType<typeof ownerSpan> {
  return ownerSpan(owner ?? actorKey(author));
}

function givenElements(state: PatternState, field: PatternField): CardElement[] {
  const given = givenText(state, field);
  return given === undefined ? [note('Not answered.')] : [text(given)];
}

/** A field as it was given, for its card and the review; undefined where it was not. */
export function givenText(state: PatternState, field: PatternField): Line | undefined {
  const { name, triggers, hasTriggers, resources, rationale, owner } = state;
  switch (field) {
    case 'name':
      return name === '' ? undefined : [name];
    case 'triggers':
      return hasTriggers ? [namesText(triggers, 40)] : undefined;
    case 'resources':
      return resources.length === 0
        ? undefined
        : [resources.map((kind) => resourceText(kind)).join(', ')];
    case 'rationale':
      if (rationale === undefined) return undefined;
      return [rationale === '' ? 'not said' : rationale];
    case 'owner':
      return owner === undefined ? undefined : [ownerSpan(owner)];
  }
}
