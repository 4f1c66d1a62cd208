import { wordsOf } from './action-words.ts';
import { openCopies, type SlottedCopy } from './asking.ts';
import { approverButtonsOf } from './buttons.ts';
import {
  allFacts,
  approvalElements,
  itemLines,
  patternElements,
  policyElements,
} from './card-parts.ts';
import { againCard, reminderCard } from './notices.ts';
import type { ChangeState } from './state.ts';
import { statusElement } from './status.ts';
import type { Actor } from '../../chat/actor.ts';
import type { Card, CardElement } from '../../chat/card.ts';
import { bold, code, line, person } from '../../chat/text.ts';
import { preparedWarnings } from '../prepared-warnings.ts';
import type { SlottedCard } from '../workflow.ts';

/**
 * The change where approvers are asked beside its own conversation: all that they need to decide,
 * redrawn from the record as the card itself is. What calls them back comes under it; how it ended is
 * told to its requester alone.
 */
export function copyCards(state: ChangeState): SlottedCard[] {
  return openCopies(state).flatMap((copy) => cardsAt(state, copy));
}

function cardsAt(state: ChangeState, { slot, place, to, after }: SlottedCopy): SlottedCard[] {
  const cards: SlottedCard[] = [{ slot, place, card: copyCard(state) }];
  for (let round = after.round + 1; round <= state.round; round += 1) {
    const card = addressed(againCard(state, round), to);
    cards.push({ slot: `${slot}-again-${round}`, place, card });
  }
  for (const round of state.reminded.slice(after.reminders)) {
    const card = addressed(reminderCard(state, round), to);
    cards.push({ slot: `${slot}-reminder-${round}`, place, card });
  }
  return cards;
}

/** While it is carried out the copy stays as it is: progress of one change is not news to twenty. */
function copyCard(state: ChangeState): Card {
  const { request, requester, stage, trouble } = state;
  const { prepared, title, intent = '' } = request;
  const isUnderWay = stage === 'applying' || stage === 'settling';
  const shown = isUnderWay ? withoutProgress(state) : state;
  const elements: CardElement[] = [
    { type: 'text', line: line`${bold(title)}, asked for by ${person(requester)}` },
    ...(intent === '' ? [] : [{ type: 'quote', text: intent } as const]),
    isUnderWay
      ? { type: 'alert', level: 'info', line: [wordsOf(state).isBeingDone] }
      : statusElement(state),
    { type: 'list', isOrdered: false, items: itemLines(shown) },
    { type: 'facts', facts: allFacts(state) },
    ...patternElements(state),
    ...policyElements(state),
    ...approvalElements(state),
    { type: 'diff', title: 'Difference to the cluster', text: prepared.diffExcerpt },
    ...fileElements(state),
    ...preparedWarnings(prepared),
  ];
  if (trouble !== undefined) elements.push({ type: 'alert', level: 'error', line: [trouble] });
  const buttons = approverButtonsOf(state);
  if (buttons.length > 0) elements.push({ type: 'buttons', buttons });
  const digest = code(prepared.digest.slice(0, 12));
  elements.push({
    type: 'note',
    line: line`Exactly ${prepared.yamlName} below · digest ${digest} · cluster ${prepared.clusterName}`,
  });
  const heading = stage === 'awaiting-approval' ? 'A change waits for approval' : 'Change';
  return { title: heading, elements, audience: 'thread' };
}

function withoutProgress(state: ChangeState): ChangeState {
  const results = state.results.map(() => ({ state: 'waiting' as const, reason: '' }));
  return { ...state, stage: 'awaiting-approval', results };
}

/** The whole difference always: approvers have no review above to look at. */
function fileElements(state: ChangeState): CardElement[] {
  const { yaml, yamlName, diff, diffName } = state.request.prepared;
  const name = diffName ?? `${yamlName.replace(/-[^-]*$/u, '')}-${diff.slice(0, 8)}.diff`;
  return [
    { type: 'file', name: yamlName, title: wordsOf(state).fileTitle, content: yaml },
    { type: 'file', name, title: 'Whole difference', content: diff },
  ];
}

/** By name, where one person reads it: a reply in a thread notifies whom it mentions. */
function addressed(card: Card, to: Actor | undefined): Card {
  const [first, ...rest] = card.elements.filter(({ type }) => type !== 'file');
  if (!to || (first?.type !== 'text' && first?.type !== 'note')) {
    return { ...card, elements: first ? [first, ...rest] : [] };
  }
  const opening = { ...first, line: [person(to), ' ', ...first.line] };
  return { ...card, elements: [opening, ...rest] };
}
