import { backButton } from './buttons.ts';
import { resourceElements } from './cards-resources.ts';
import { resourceText } from './resource-names.ts';
import type { PatternField, PatternState } from './state.ts';
import type { Button, CardElement } from '../../chat/card.ts';
import { ownerSpan } from '../../chat/owner.ts';
import { bold, type Line } from '../../chat/text.ts';
import {
  buttonRow,
  namesText,
  noticeOf,
  note,
  problemOf,
  quantity,
  text,
} from '../wizard/card-parts.ts';
import {
  fieldButtons,
  keepOwnerLabel,
  keepWordsLabel,
  ownerElements,
  rationaleElements,
  wordElements,
} from '../wizard/field-cards.ts';

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
      return rationaleElements(state, REASON);
    case 'owner':
      return ownerElements(state);
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
  const lead = 'It is found when a request speaks of these.';
  return (
    wordElements(state, { lead, example: 'load balancer' }) ?? [
      text([
        'It is found when a request speaks of these. Write kinds of infrastructure, separated by commas: “web applications, load balancers”.',
      ]),
    ]
  );
}

const REASON = 'What are they good for together, and when should they be used, or not?';

function buttonsOf(state: PatternState, field: PatternField, slot: string): (Button | undefined)[] {
  const labels = { keepLabel: keepLabel(state, field), formLabel: FORM_LABELS[field] };
  const buttons = fieldButtons(state, { ...labels, field, slot, isFirst: field === 'name' });
  return [...buttons, backButton(state, slot)];
}

const FORM_LABELS: Readonly<Record<PatternField, string>> = {
  name: 'Write it in a form',
  triggers: 'Choose words',
  resources: 'Choose resources',
  rationale: 'Write it in a form',
  owner: 'Another owner',
};

/** Undefined where there is nothing to take as it is. */
function keepLabel(state: PatternState, field: PatternField): string | undefined {
  const { name, rationale = '', resources } = state;
  switch (field) {
    case 'name':
      return name === '' ? undefined : 'Take it as it is';
    case 'triggers':
      return keepWordsLabel(state);
    case 'resources':
      if (resources.length === 0) return undefined;
      return `Take ${quantity(resources.length, 'resource')}`;
    case 'rationale':
      return rationale === '' ? undefined : 'Take it as it is';
    case 'owner':
      return keepOwnerLabel(state);
  }
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
