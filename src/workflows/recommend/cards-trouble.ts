import type { ModelFault } from './model-state.ts';
import type { RecommendState } from './state.ts';
import { canReword } from './rewording.ts';
import { replaceable } from './thinking.ts';
import type { Button, CardElement } from '../../chat/card.ts';
import { line, type Line, time } from '../../chat/text.ts';

/** Another try of the same changes nothing about these soon. */
const RETRY_IS_VAIN: ReadonlySet<ModelFault> = new Set([
  'budget',
  'too-long',
  'declined',
  'operator',
]);

/** A try that comes sooner, in milliseconds, is not told by a time that has almost come. */
const SHORTLY_MS = 120_000;

/** What happened, that nothing is lost, and what happens by itself. */
export function troubleElements(state: RecommendState): CardElement[] {
  const { trouble, stage } = state;
  if (!trouble || stage === 'closed') return [];
  const { message, retry, fault } = trouble;
  const level = fault === undefined ? 'error' : 'warning';
  const alert: CardElement = { type: 'alert', level, line: [`${failedPart(state)}${message}`] };
  if (retry === undefined) return [alert];
  const more = [whenAgain(state), otherWords(state)].filter((one) => one !== undefined);
  const note = more.flatMap((one) => [' ', ...one]);
  return [alert, { type: 'note', line: ['Nothing is lost.', ...note] }];
}

/** "Writing Databases failed: ", where the card itself does not say what was tried. */
function failedPart({ trouble, questions }: RecommendState): string {
  const ids = trouble?.unwritten?.map(({ questionId }) => questionId) ?? [];
  const labels = questions.filter(({ id }) => ids.includes(id)).map(({ label }) => label);
  return labels.length === 0 ? '' : `Writing ${labels.join(', ')} failed: `;
}

function whenAgain({ trouble, lastAt }: RecommendState): Line | undefined {
  const { againAt, triesItself } = trouble ?? {};
  if (againAt === undefined) return undefined;
  const isShortly = Date.parse(againAt) - Date.parse(lastAt) < SHORTLY_MS;
  if (triesItself === true) {
    return isShortly
      ? ['I try again by myself shortly.']
      : line`I try again by myself ${time(againAt)}.`;
  }
  return isShortly
    ? ['The next try makes sense shortly.']
    : line`The next try makes sense ${time(againAt)}.`;
}

/** How to say it otherwise, where the words are what stands in the way. */
function otherWords(state: RecommendState): Line | undefined {
  const fault = state.trouble?.fault;
  if (fault !== 'declined' && fault !== 'too-long') return undefined;
  const words = fault === 'declined' ? 'in other words' : 'in fewer words';
  if (canReword(state))
    return [`Say it ${words} in a reply to this message, and Claude is asked again.`];
  if (state.stage === 'answering') return ['You can fill it in yourself, too.'];
  if (state.stage === 'generating') return [`Back leads to where you can say it ${words}.`];
  return [`To say it ${words}, ask anew with /dotai recommend.`];
}

/** The first is the one that helps most. */
export function wayButtons(state: RecommendState): Button[] {
  const { trouble, stage, thinking, shown } = state;
  if (stage === 'closed') return [];
  if (!trouble) return thinking?.isLong === true && replaceable(state) ? [RULES] : [];
  if (trouble.retry === undefined) return [];
  const { fault } = trouble;
  const ways = waysOf(fault);
  const canGoBack = stage === 'generating' && fault !== undefined;
  const back = { label: 'Back', action: { name: 'go-back', argument: shown.at(-1) } };
  return canGoBack ? [...ways, back] : ways;
}

const AGAIN: Button = { label: 'Try again', action: { name: 'try-again' } };
const RULES: Button = {
  label: 'Go on with built-in rules',
  action: { name: 'use-built-in-rules' },
};

function waysOf(fault: ModelFault | undefined): Button[] {
  if (fault === undefined) return [{ ...AGAIN, style: 'primary' }];
  return RETRY_IS_VAIN.has(fault)
    ? [{ ...RULES, style: 'primary' }, AGAIN]
    : [{ ...AGAIN, style: 'primary' }, RULES];
}

/** On a card whose own first button stands out already. */
export function plainWayButtons(state: RecommendState): Button[] {
  return wayButtons(state).map(({ style: _style, ...button }) => button);
}

/** "try again, or go on with built-in rules": undefined where there is nothing to try. */
export function waysOnText(state: RecommendState): string | undefined {
  const { trouble } = state;
  if (trouble?.retry === undefined) return undefined;
  const { fault, unwritten } = trouble;
  const first = [
    ...(canReword(state) ? ['say it in other words'] : []),
    ...(unwritten ? ['fill it in yourself'] : []),
  ];
  if (fault === undefined) return [...first, 'try again'].join(', or ');
  const vain = RETRY_IS_VAIN.has(fault);
  const others = vain ? first : [...first, 'try again'];
  return [...others, 'go on with built-in rules'].join(', or ').replace(/, or (?=.*, or )/gu, ', ');
}
