import { CANCEL } from './buttons.ts';
import { alert, buttonRow, note, text, troubleElements, wayOn } from '../wizard/card-parts.ts';
import { FIELD_TITLES, fieldCard } from './cards-asking.ts';
import { draftCard } from '../wizard/draft-card.ts';
import { reviewCard } from './cards-review.ts';
import { rulesCard } from './cards-rules.ts';
import { cardOf, isReplaced } from '../wizard/slots.ts';
import { PolicyField, type PolicyState } from './state.ts';
import { outcomeText, statusWords, waitsForAuthor, workingText } from './status-words.ts';
import { canCancel, isWorking } from './transition.ts';
import { stageBefore } from './asking.ts';
import type { Card, CardElement, ProgressStep } from '../../chat/card.ts';
import type { SessionOf } from '../../chat/session.ts';
import { shortened } from '../../chat/shortened.ts';
import { bold, line, person, thread } from '../../chat/text.ts';
import type { SlottedCard } from '../workflow.ts';

/** The whole conversation as cards, drawn from the record alone. */
export function view(session: SessionOf<PolicyState>): readonly SlottedCard[] {
  const { state } = session;
  const cards = state.shown.map((slot) => ({ slot, card: cardAt(state, slot) }));
  return [{ slot: 'root', card: rootCard(session) }, ...cards];
}

function cardAt(state: PolicyState, slot: string): Card {
  const elements: CardElement[] = isReplaced(state, slot)
    ? [note('This step was opened again: see the newer card below.')]
    : elementsAt(state, slot);
  const isCurrent = slot === state.shown.at(-1);
  const after = isCurrent ? [...stateElements(state), ...wayRow(state)] : [];
  return { title: titleOf(slot), elements: [...elements, ...after], audience: 'thread' };
}

function titleOf(slot: string): string {
  const card = cardOf(slot);
  const field = PolicyField.safeParse(card).data;
  if (field) return FIELD_TITLES[field];
  if (card === 'rules') return 'What it checks';
  return card === 'draft' ? 'Draft' : 'Review of the policy';
}

function elementsAt(state: PolicyState, slot: string): CardElement[] {
  const card = cardOf(slot);
  const isActive = slot === state.shown.at(-1) && state.stage === card;
  const field = PolicyField.safeParse(card).data;
  if (field) return fieldCard(state, { field, slot, isActive });
  if (card === 'rules') return rulesCard(state, slot, isActive);
  return card === 'draft'
    ? draftCard(state, 'Until then it guides nothing.')
    : reviewCard(state, slot, isActive);
}

/** The message that the thread hangs under: whose it is, what is demanded, how far it is. */
function rootCard({ state, place }: SessionOf<PolicyState>): Card {
  const elements: CardElement[] = [headline(state)];
  if (state.stage !== 'closed') elements.push({ type: 'progress', steps: progressSteps(state) });
  if (state.stage === 'closed') elements.push(...outcomeElements(state));
  else if (state.changeOutcome && state.stage === 'handed-over') {
    const { level, line: said } = state.changeOutcome;
    const where = thread('the change card in the thread', place);
    elements.push(alert(level, [...said, ' Go on with ', where, '.']));
  }
  if (state.shown.length === 0) elements.push(...stateElements(state), ...wayRow(state));
  else if (state.stage === 'awaiting-curator' || state.stage === 'handed-over') {
    elements.push(note(statusWords(state)));
  } else if (waitsForAuthor(state)) {
    elements.push(note(`👇 In this thread: ${statusWords(state)}`));
  }
  if (canCancel(state)) elements.push(...buttonRow(CANCEL));
  return { elements, audience: 'thread' };
}

function headline({ author, sentence, isEditing, baseVersion }: PolicyState): CardElement {
  const what = sentence === '' ? 'a new policy' : shortened(sentence, 600);
  const verb =
    isEditing === true ? `changes version ${baseVersion} of a policy` : 'writes a policy';
  return text(line`${person(author)} ${verb}: ${bold(what)}`);
}

const STEPS = ['Say it', 'Details', 'Rules', 'Rehearse', 'Review', 'Decide'] as const;

function progressSteps(state: PolicyState): ProgressStep[] {
  const reached = reachedStep(state);
  return STEPS.map((label, index) => ({
    label,
    state: index < reached ? 'done' : index === reached ? currentState(state) : 'waiting',
  }));
}

function currentState(state: PolicyState): ProgressStep['state'] {
  if (state.trouble) return 'failed';
  return waitsForAuthor(state) || state.stage === 'awaiting-curator' ? 'asking' : 'running';
}

function reachedStep({ stage }: PolicyState): number {
  switch (stage) {
    case 'loading':
    case 'sentence':
      return 0;
    case 'expanding':
    case 'triggers':
    case 'rationale':
    case 'owner':
    case 'namespaces':
      return 1;
    case 'deriving':
    case 'rules':
      return 2;
    case 'rehearsing':
      return 3;
    case 'review':
      return 4;
    case 'preparing':
    case 'storing':
    case 'awaiting-curator':
    case 'handed-over':
    case 'recording':
    case 'closed':
      return 5;
  }
}

const LEVELS = {
  enforced: 'success',
  stored: 'success',
  accepted: 'success',
  'not-enforced': 'warning',
  declined: 'info',
  cancelled: 'info',
  expired: 'info',
  gone: 'warning',
} as const;

function outcomeElements(state: PolicyState): CardElement[] {
  const { outcome = 'cancelled', changeOutcome, decidedBy, policyId } = state;
  const isOfChange = outcome === 'enforced' || outcome === 'not-enforced';
  const proof = isOfChange && changeOutcome ? [' ', ...changeOutcome.line] : [];
  const by = decidedBy ? line` Decided by ${person(decidedBy)}.` : [];
  const isKept = outcome === 'stored' || outcome === 'accepted' || isOfChange;
  return [
    alert(LEVELS[outcome], [outcomeText(state), ...proof, ...by]),
    ...(isKept ? [note(`Policy ${policyId}`)] : []),
  ];
}

/** What went wrong, or what is being done. */
function stateElements(state: PolicyState): CardElement[] {
  const working = isWorking(state) ? [note(`⏳ ${state.progress ?? workingText(state)}`)] : [];
  return [...troubleElements(state), ...working];
}

function wayRow(state: PolicyState): CardElement[] {
  return wayOn(state, stageBefore(state) === undefined ? undefined : state.shown.at(-1));
}
