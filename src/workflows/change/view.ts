import { hasFileAbove, wordsOf } from './action-words.ts';
import { askedElements } from './asked-elements.ts';
import { buttonsOf } from './buttons.ts';
import {
  approvalElements,
  factElements,
  itemLines,
  patternElements,
  policyElements,
} from './card-parts.ts';
import { copyCards } from './copies.ts';
import { againCard, outcomeLine, reminderCard } from './notices.ts';
import type { ChangeState } from './state.ts';
import { statusElement } from './status.ts';
import type { Card, CardElement } from '../../chat/card.ts';
import type { SessionOf } from '../../chat/session.ts';
import { bold, code, line, person } from '../../chat/text.ts';
import { preparedWarnings } from '../prepared-warnings.ts';
import type { SlottedCard } from '../workflow.ts';

/**
 * One card that is redrawn from the record through the change's whole life, and new messages where
 * somebody must be told: platforms notify of a new message, not of one that is redrawn. So the first
 * card waits until it can name the approvers.
 */
export function view({ state }: SessionOf<ChangeState>): readonly SlottedCard[] {
  if (!state.approvers && state.trouble === undefined && state.stage === 'awaiting-approval')
    return [];
  const cards: SlottedCard[] = [{ slot: 'change', card: changeCard(state) }];
  for (let round = 1; round <= state.round; round += 1) {
    cards.push({ slot: `again-${round}`, card: againCard(state, round) });
  }
  for (const round of state.reminded) {
    cards.push({ slot: `reminder-${round}`, card: reminderCard(state, round) });
  }
  const outcome = outcomeLine(state);
  if (outcome) {
    const slot = `outcome-${state.looks}`;
    cards.push({ slot, card: { elements: [outcome], audience: 'thread' } });
  }
  return [...cards, ...copyCards(state)];
}

function changeCard(state: ChangeState): Card {
  const { request } = state;
  const elements: CardElement[] = [
    { type: 'text', line: line`${bold(request.title)}, asked for by ${person(state.requester)}` },
    statusElement(state),
    { type: 'list', isOrdered: false, items: itemLines(state) },
    ...factElements(state),
    ...patternElements(state),
    ...policyElements(state),
    ...approvalElements(state),
    ...askedElements(state),
    ...preparedWarnings(request.prepared),
  ];
  const { digest, yaml, yamlName, clusterName } = request.prepared;
  const isAbove = hasFileAbove(state);
  if (!isAbove) {
    const { fileTitle: title } = wordsOf(state);
    elements.push({ type: 'file', name: yamlName, title, content: yaml });
  }
  if (state.trouble !== undefined) {
    elements.push({ type: 'alert', level: 'error', line: [state.trouble] });
  }
  const buttons = buttonsOf(state);
  if (buttons.length > 0) elements.push({ type: 'buttons', buttons });
  const where = isAbove ? 'above' : 'below';
  elements.push({
    type: 'note',
    line: line`Exactly ${yamlName} ${where} · digest ${code(digest.slice(0, 12))} · cluster ${clusterName}`,
  });
  return { title: 'Change', elements, audience: 'thread' };
}
