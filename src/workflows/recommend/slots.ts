import type { RecommendState } from './state.ts';

/** The card that a state is about; undefined while the bot works and the last card still stands. */
function currentCard({ stage, asking }: RecommendState): string | undefined {
  switch (stage) {
    case 'clarifying':
      return 'clarify';
    case 'choosing':
      return 'choose';
    case 'answering':
      return asking;
    case 'review':
      return 'review';
    case 'understanding':
    case 'searching':
    case 'questioning':
    case 'generating':
    case 'handed-over':
    case 'closed':
      return undefined;
  }
}

/**
 * The slots that the session shows. A card that is reached again, by going back, is a new message at
 * the end of the thread, where the person looks; the earlier one says so.
 */
export function shownSlots(state: RecommendState): string[] {
  const card = currentCard(state);
  const last = state.shown.at(-1);
  if (card === undefined || (last !== undefined && cardOf(last) === card)) return state.shown;
  const before = state.shown.filter((slot) => cardOf(slot) === card).length;
  return [...state.shown, `${card}-${before + 1}`];
}

/** `required-2` → `required`. */
export function cardOf(slot: string): string {
  return slot.slice(0, slot.lastIndexOf('-'));
}

/** Whether the same card stands again further down. */
export function isReplaced({ shown }: RecommendState, slot: string): boolean {
  return shown.slice(shown.indexOf(slot) + 1).some((other) => cardOf(other) === cardOf(slot));
}
