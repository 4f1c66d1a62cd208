import { stageBefore } from './asking.ts';
import { CANCEL } from './buttons.ts';
import { FIELD_TITLES, fieldCard } from './cards-asking.ts';
import { unclearCard } from './cards-resources.ts';
import { reviewCard } from './cards-review.ts';
import { currentCard } from './slots.ts';
import { PatternField, type PatternState } from './state.ts';
import { outcomeText, statusWords, waitsForAuthor, workingText } from './status-words.ts';
import { canCancel, isWorking } from './steps.ts';
import type { Card, CardElement, ProgressStep } from '../../chat/card.ts';
import type { SessionOf } from '../../chat/session.ts';
import { bold, line, person } from '../../chat/text.ts';
import { alert, buttonRow, note, text, troubleElements, wayOn } from '../wizard/card-parts.ts';
import { draftCard } from '../wizard/draft-card.ts';
import { cardOf, isReplaced } from '../wizard/slots.ts';
import type { SlottedCard } from '../workflow.ts';

/** The whole conversation as cards, drawn from the record alone. */
export function view({ state }: SessionOf<PatternState>): readonly SlottedCard[] {
  const cards = state.shown.map((slot) => ({ slot, card: cardAt(state, slot) }));
  return [{ slot: 'root', card: rootCard(state) }, ...cards];
}

function cardAt(state: PatternState, slot: string): Card {
  const elements: CardElement[] = isReplaced(state, slot)
    ? [note('This step was opened again: see the newer card below.')]
    : elementsAt(state, slot);
  const isCurrent = slot === state.shown.at(-1);
  const after = isCurrent ? [...stateElements(state), ...wayRow(state)] : [];
  return { title: titleOf(state, slot), elements: [...elements, ...after], audience: 'thread' };
}

function titleOf({ stage, outcome }: PatternState, slot: string): string {
  const card = cardOf(slot);
  const field = PatternField.safeParse(card).data;
  if (field) return FIELD_TITLES[field];
  switch (card) {
    case 'unclear':
      return 'Which resources are meant?';
    case 'stored':
      return 'Stored';
    case 'draft':
      if (outcome === 'accepted') return 'Accepted';
      return stage === 'awaiting-curator' ? 'Draft: waits for a curator' : 'Draft';
    default:
      return 'Review of the pattern';
  }
}

function elementsAt(state: PatternState, slot: string): CardElement[] {
  const card = cardOf(slot);
  const isActive = slot === state.shown.at(-1) && currentCard(state) === card;
  if (card === 'unclear') return unclearCard(state, slot, isActive);
  if (card === 'stored') return storedCard(state);
  const field = PatternField.safeParse(card).data;
  if (field) return fieldCard(state, { field, slot, isActive });
  return card === 'draft'
    ? draftCard(state, 'Until then it changes no recommendation.')
    : reviewCard(state, slot, isActive);
}

/** The end of the thread says what came of it, too. */
function storedCard(state: PatternState): CardElement[] {
  const { patternId, outcome } = state;
  const done = outcome === 'accepted' ? 'Accepted' : 'Stored';
  return [
    alert('success', [
      `${done} as ${patternId}: requests that it fits are answered with it from now on.`,
    ]),
    ...buttonRow(
      { label: 'Show', action: { name: 'run-command', argument: `patterns show ${patternId}` } },
      { label: 'Edit', action: { name: 'run-command', argument: `patterns edit ${patternId}` } },
    ),
  ];
}

/** The message that the thread hangs under: whose it is, what it is about, how far it is. */
function rootCard(state: PatternState): Card {
  const elements: CardElement[] = [headline(state)];
  if (state.stage === 'closed') elements.push(...outcomeElements(state));
  else elements.push({ type: 'progress', steps: progressSteps(state) });
  if (state.shown.length === 0) elements.push(...stateElements(state), ...wayRow(state));
  else if (state.stage === 'awaiting-curator') elements.push(note(statusWords(state)));
  else if (waitsForAuthor(state)) elements.push(note(`👇 In this thread: ${statusWords(state)}`));
  if (canCancel(state)) elements.push(...buttonRow(CANCEL));
  return { elements, audience: 'thread' };
}

function headline({ author, name, isEditing, baseVersion }: PatternState): CardElement {
  const what = name === '' ? 'a new pattern' : name;
  const verb =
    isEditing === true && baseVersion > 0
      ? `changes version ${baseVersion} of a pattern`
      : 'writes a pattern';
  return text(line`${person(author)} ${verb}: ${bold(what)}`);
}

const STEPS = ['Name', 'Words', 'Resources', 'Why', 'Owner', 'Review'] as const;

function progressSteps(state: PatternState): ProgressStep[] {
  const reached = reachedStep(state);
  return STEPS.map((label, index) => ({
    label,
    state: index < reached ? 'done' : index === reached ? currentState(state) : 'waiting',
  }));
}

function currentState(state: PatternState): ProgressStep['state'] {
  if (state.trouble) return 'failed';
  return waitsForAuthor(state) || state.stage === 'awaiting-curator' ? 'asking' : 'running';
}

function reachedStep({ stage, isEditing }: PatternState): number {
  switch (stage) {
    case 'loading':
      return isEditing === true ? 5 : 0;
    case 'name':
      return 0;
    case 'expanding':
    case 'triggers':
      return 1;
    case 'finding':
    case 'resources':
    case 'resolving':
      return 2;
    case 'rationale':
      return 3;
    case 'owner':
      return 4;
    case 'comparing':
    case 'review':
    case 'storing':
    case 'awaiting-curator':
    case 'closed':
      return 5;
  }
}

const LEVELS = {
  stored: 'success',
  accepted: 'success',
  declined: 'info',
  cancelled: 'info',
  expired: 'info',
  gone: 'warning',
} as const;

function outcomeElements(state: PatternState): CardElement[] {
  const { outcome = 'cancelled', decidedBy, patternId } = state;
  const by = decidedBy ? line` Decided by ${person(decidedBy)}.` : [];
  const isKept = outcome === 'stored' || outcome === 'accepted';
  return [
    alert(LEVELS[outcome], [outcomeText(state), ...by]),
    ...(isKept ? [note(`Pattern ${patternId}`)] : []),
  ];
}

/** What went wrong, or what is being done. */
function stateElements(state: PatternState): CardElement[] {
  const working = isWorking(state) ? [note(`⏳ ${workingText(state)}`)] : [];
  return [...troubleElements(state), ...working];
}

function wayRow(state: PatternState): CardElement[] {
  return wayOn(state, stageBefore(state) === undefined ? undefined : state.shown.at(-1));
}
