import { byRulesText } from './by-rules.ts';
import { clarifyCard, chooseCard } from './cards-solutions.ts';
import { stageCard } from './cards-questions.ts';
import { reviewCard } from './cards-review.ts';
import { troubleElements, wayButtons, waysOnText } from './cards-trouble.ts';
import { nothingFoundButtons, nothingFoundText } from './nothing-found.ts';
import { cardOf, isReplaced } from './slots.ts';
import type { RecommendState } from './state.ts';
import { chosenSolution } from './steps.ts';
import { STAGE_TITLES, statusWords, waitsForOwner, workingText } from './status-words.ts';
import { isWorking } from './transition.ts';
import { unansweredText } from './unanswered.ts';
import type { Place } from '../../chat/actor.ts';
import type { Button, Card, CardElement, ProgressStep } from '../../chat/card.ts';
import type { SessionOf } from '../../chat/session.ts';
import { bold, line, person, thread } from '../../chat/text.ts';
import type { ChangeOutcome } from '../change-outcome.ts';
import type { SlottedCard } from '../workflow.ts';

/** The whole conversation as cards, drawn from the record alone. */
export function view(session: SessionOf<RecommendState>): readonly SlottedCard[] {
  const { state } = session;
  const cards = state.shown.map((slot) => ({ slot, card: cardAt(state, slot) }));
  return [{ slot: 'root', card: rootCard(session) }, ...cards];
}

function cardAt(state: RecommendState, slot: string): Card {
  if (isReplaced(state, slot)) return note('This step was opened again: see the newer card below.');
  const isCurrent = slot === state.shown.at(-1);
  const elements = elementsAt(state, slot, isCurrent);
  // A card with questions has its own row of buttons, which holds the ways on, too.
  const after = isCurrent && state.stage !== 'answering' ? afterElements(state) : [];
  const title = titleOf(slot);
  return { title, elements: [...elements, ...after], audience: 'thread' };
}

function titleOf(slot: string): string {
  switch (cardOf(slot)) {
    case 'clarify':
      return 'A few questions first';
    case 'choose':
      return 'Solutions';
    case 'required':
      return STAGE_TITLES.required;
    case 'basic':
      return STAGE_TITLES.basic;
    case 'advanced':
      return STAGE_TITLES.advanced;
    case 'open':
      return STAGE_TITLES.open;
    default:
      return 'Review';
  }
}

function elementsAt(state: RecommendState, slot: string, isCurrent: boolean): CardElement[] {
  const isActive = isCurrent && state.stage !== 'closed';
  const unanswered = unansweredText(state, slot);
  switch (cardOf(slot)) {
    case 'clarify':
      if (unanswered !== undefined) return [{ type: 'note', line: [unanswered] }];
      return clarifyCard(state, isActive && state.stage === 'clarifying');
    case 'choose':
      if (unanswered !== undefined) return [{ type: 'note', line: [unanswered] }];
      return chooseCard(state, isActive && state.stage === 'choosing');
    case 'review':
      return reviewCard(state, slot, isActive && state.stage === 'review');
    default:
      return stageCard(state, slot, isActive && state.stage === 'answering');
  }
}

function note(text: string): Card {
  return { elements: [{ type: 'note', line: [text] }], audience: 'thread' };
}

/** The message that the thread hangs under: whose it is, what was asked, how far it is. */
function rootCard({ state, owner, place }: SessionOf<RecommendState>): Card {
  const elements: CardElement[] = [
    { type: 'text', line: line`${person(owner)} asks: ${bold(shorten(state.intent, 600))}` },
  ];
  if (!state.outcome) elements.push({ type: 'progress', steps: progressSteps(state) });
  if (state.changeOutcome) elements.push(changeElement(state.changeOutcome, place));
  else if (state.outcome) elements.push(outcomeElement(state));
  const searched = state.outcome === 'nothing-found' ? byRulesText(state, 'ranked') : undefined;
  if (state.outcome === 'nothing-found') elements.push(...nothingFoundButtons(state));
  if (searched !== undefined) elements.push({ type: 'note', line: [searched] });
  if (state.shown.length === 0) {
    elements.push(...stateElements(state));
  } else if (waitsForOwner(state)) {
    const ways = waysOnText(state);
    const words = ways === undefined ? statusWords(state) : `${ways}.`;
    elements.push({ type: 'note', line: [`👇 In this thread: ${words}`] });
  }
  if (state.stage !== 'closed' && state.stage !== 'handed-over') {
    const ways = state.shown.length === 0 ? wayButtons(state) : [];
    elements.push({ type: 'buttons', buttons: [...ways, cancelButton()] });
  }
  return { elements, audience: 'thread' };
}

function progressSteps(state: RecommendState): ProgressStep[] {
  const reached = reachedStep(state);
  const labels = ['Understand', 'Choose', 'Configure', 'Review', 'Approve and apply'];
  return labels.map((label, index) => ({
    label,
    state: index < reached ? 'done' : index === reached ? currentState(state) : 'waiting',
    ...(index === 1 && reached > 1 ? { detail: chosenSolution(state)?.title } : {}),
  }));
}

function currentState(state: RecommendState): ProgressStep['state'] {
  // Values that were not written can still be given: nothing is broken.
  if (state.changeOutcome || (state.trouble && state.stage !== 'answering')) return 'failed';
  return waitsForOwner(state) ? 'asking' : 'running';
}

function reachedStep({ stage }: RecommendState): number {
  switch (stage) {
    case 'understanding':
    case 'clarifying':
    case 'searching':
      return 0;
    case 'choosing':
      return 1;
    case 'questioning':
    case 'answering':
    case 'generating':
      return 2;
    case 'review':
      return 3;
    case 'handed-over':
      return 4;
    case 'closed':
      return 5;
  }
}

function outcomeElement(state: RecommendState): CardElement {
  switch (state.outcome) {
    case 'nothing-found':
      return { type: 'alert', level: 'warning', line: [nothingFoundText(state)] };
    case 'expired':
      return info('Nobody answered for a week, so this ended. Nothing was applied.');
    case 'finished':
      return info('This conversation is done; the change card in the thread has the outcome.');
    case 'cancelled':
    case undefined:
      return info('Cancelled. Nothing was applied.');
  }
}

function changeElement({ level, line: said }: ChangeOutcome, place: Place): CardElement {
  const where = thread('The change card in the thread', place);
  return { type: 'alert', level, line: [...said, ' ', where, ' has the details.'] };
}

function info(text: string): CardElement {
  return { type: 'alert', level: 'info', line: [text] };
}

function afterElements(state: RecommendState): CardElement[] {
  const buttons = wayButtons(state);
  const row: CardElement[] = buttons.length === 0 ? [] : [{ type: 'buttons', buttons }];
  return [...stateElements(state), ...row];
}

/** What went wrong, or what is being done. */
function stateElements(state: RecommendState): CardElement[] {
  if (!isWorking(state)) return troubleElements(state);
  return [{ type: 'note', line: [`⏳ ${state.progress ?? workingText(state)}`] }];
}

function cancelButton(): Button {
  return {
    label: 'Cancel',
    action: { name: 'cancel-session' },
    confirm: {
      title: 'Cancel this recommendation?',
      text: 'The answers given so far are dropped. Nothing was applied.',
      confirmLabel: 'Cancel it',
      cancelLabel: 'Go on',
    },
  };
}

export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
