import { backButton } from './buttons.ts';
import {
  alert,
  buttonRow,
  namesText,
  note,
  noticeOf,
  problemOf,
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
import { sentenceProblem } from './given-fields.ts';
import { reasonStanding } from './reason.ts';
import { readScope, scopeAsItStands, scopeText } from './scope.ts';
import type { PolicyField, PolicyState } from './state.ts';
import type { Button, CardElement } from '../../chat/card.ts';
import { ownerSpan } from '../../chat/owner.ts';
import { bold, line, type Line } from '../../chat/text.ts';

export const FIELD_TITLES: Readonly<Record<PolicyField, string>> = {
  sentence: 'What must be?',
  triggers: 'What is it about?',
  rationale: 'Why does it matter?',
  owner: 'Who owns it?',
  namespaces: 'Where does it hold?',
};

/** One field: the question while it is asked, what was given afterwards. */
export function fieldCard(
  state: PolicyState,
  { field, slot, isActive }: { field: PolicyField; slot: string; isActive: boolean },
): CardElement[] {
  if (!isActive) return givenElements(state, field);
  const elements = [...noticeOf(state), ...askedElements(state, field), ...problemOf(state, field)];
  const isBusy = state.isWriting === true;
  return [...elements, ...(isBusy ? [] : buttonRow(...buttonsOf(state, field, slot)))];
}

function askedElements(state: PolicyState, field: PolicyField): CardElement[] {
  switch (field) {
    case 'sentence':
      return sentenceElements(state);
    case 'triggers':
      return triggerElements(state);
    case 'rationale':
      return reasonElements(state);
    case 'owner':
      return ownerElements(state);
    case 'namespaces':
      return namespaceElements(state);
  }
}

function sentenceElements({ sentence, input }: PolicyState): CardElement[] {
  if (sentence === '') {
    return [
      text(['Say in one sentence what must be, and of what. For example:']),
      {
        type: 'list',
        isOrdered: false,
        items: [
          ['Databases in AWS should always run in the us-east-1 region'],
          ['All containers must have resource limits'],
          ['Images must be from trusted registries only'],
        ],
      },
      note('Write it here in the thread, or press the button.'),
    ];
  }
  const source = input.type === 'new' && input.source !== undefined ? { url: input.source } : {};
  return [
    { type: 'quote', text: sentence, ...source },
    note(
      canTakeSentence(sentence)
        ? 'Take it as it is, or write here how it should read.'
        : 'Write here how it should read.',
    ),
  ];
}

/** What it was begun with may be no sentence that can be worked with. */
function canTakeSentence(sentence: string): boolean {
  return sentence !== '' && sentenceProblem(sentence) === undefined;
}

function triggerElements(state: PolicyState): CardElement[] {
  const lead = 'These words find it, and say which kinds it is about.';
  return (
    wordElements(state, { lead, example: 'WORD' }) ?? [
      text(['Which kinds of infrastructure? Write words for them, separated by commas: “AWS DB”.']),
    ]
  );
}

function reasonElements(state: PolicyState): CardElement[] {
  const standing = reasonStanding(state);
  const { isReasonSuggested, rationale, foundReason } = state;
  const isFound = isReasonSuggested === true && rationale === foundReason;
  const found = isFound ? [note('As the proposal says it.')] : [];
  return [
    ...(standing === undefined ? [] : [alert('info', [standing])]),
    ...rationaleElements(state, REASON),
    ...found,
  ];
}

const REASON =
  'Which risk does it take away, or what is better by it? Whoever it refuses reads this.';

function namespaceElements(state: PolicyState): CardElement[] {
  const { namespaces, areNamespacesCut } = state;
  const more = areNamespacesCut === true ? ' There are more than can be listed here.' : '';
  const listed =
    namespaces.length === 0
      ? 'The cluster’s namespaces cannot be listed here: write their names.'
      : `The cluster has ${namesText(namespaces, 40)}.${more}`;
  return [
    text([listed]),
    {
      type: 'list',
      isOrdered: true,
      items: [
        ['All namespaces: write “all”'],
        ['Only some: “2. a-team, b-team” or “include: a-team, b-team”'],
        ['All but some: “3. kube-system” or “exclude: kube-system”'],
      ],
    },
    suggestionOf(state),
  ];
}

function suggestionOf(state: PolicyState): CardElement {
  if (state.scope) return text(line`Chosen: ${bold(scopeText(state.scope))}.`);
  const { scope, isSaid, doubt } = readScope(state);
  if (doubt !== undefined) return alert('warning', [`${doubt} Where shall it hold?`]);
  const from = isSaid ? ', as the sentence says' : '';
  return text(line`Suggested: ${bold(scopeText(scope))}${from}.`);
}

function buttonsOf(state: PolicyState, field: PolicyField, slot: string): (Button | undefined)[] {
  const labels = { keepLabel: keepLabel(state, field), formLabel: FORM_LABELS[field] };
  const buttons = fieldButtons(state, { ...labels, field, slot, isFirst: field === 'sentence' });
  return [...buttons, backButton(state, slot)];
}

const FORM_LABELS: Readonly<Record<PolicyField, string>> = {
  sentence: 'Write it in a form',
  triggers: 'Choose words',
  rationale: 'Write it in a form',
  owner: 'Another owner',
  namespaces: 'Choose namespaces',
};

/** Undefined where there is nothing to take as it is. */
function keepLabel(state: PolicyState, field: PolicyField): string | undefined {
  switch (field) {
    case 'sentence':
      return canTakeSentence(state.sentence) ? 'Take it as it is' : undefined;
    case 'triggers':
      return keepWordsLabel(state);
    case 'rationale':
      return state.rationale === undefined || state.rationale === ''
        ? undefined
        : 'Take it as it is';
    case 'owner':
      return keepOwnerLabel(state);
    case 'namespaces':
      if (scopeAsItStands(state) === undefined) return undefined;
      return state.scope ? 'Keep this' : 'Take the suggestion';
  }
}

function givenElements(state: PolicyState, field: PolicyField): CardElement[] {
  const given = givenText(state, field);
  return given === undefined ? [note('Not answered.')] : [text(given)];
}

/** A field as it was given, for its card and the review; undefined where it was not. */
export function givenText(state: PolicyState, field: PolicyField): Line | undefined {
  switch (field) {
    case 'sentence':
      return state.sentence === '' ? undefined : [state.sentence];
    case 'triggers':
      if (!state.hasTriggers) return undefined;
      return [
        state.triggers.length === 0 ? 'those of the sentence' : namesText(state.triggers, 40),
      ];
    case 'rationale':
      if (state.rationale === undefined) return undefined;
      return [state.rationale === '' ? 'not said' : state.rationale];
    case 'owner':
      return state.owner === undefined ? undefined : [ownerSpan(state.owner)];
    case 'namespaces':
      return state.scope === undefined ? undefined : [scopeText(state.scope)];
  }
}
