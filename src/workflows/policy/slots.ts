import type { PolicyState } from './state.ts';

/** The card that a state is about; undefined while the bot works and the last card still stands. */
export function currentCard({ stage }: PolicyState): string | undefined {
  switch (stage) {
    case 'sentence':
    case 'triggers':
    case 'rationale':
    case 'owner':
    case 'namespaces':
    case 'rules':
    case 'review':
      return stage;
    case 'awaiting-curator':
      return 'draft';
    case 'loading':
    case 'expanding':
    case 'deriving':
    case 'rehearsing':
    case 'preparing':
    case 'storing':
    case 'handed-over':
    case 'recording':
    case 'closed':
      return undefined;
  }
}

/**
 * The slots that the session shows. A card that is reached again, by going back or when a change did
 * not come about, is a new message at the end of the thread, where the person looks.
 */
export function shownSlots(state: PolicyState, before?: PolicyState): string[] {
  const card = currentCard(state);
  const last = state.shown.at(-1);
  const isBackFromChange = before?.stage === 'handed-over' || before?.stage === 'recording';
  if (card === undefined) return state.shown;
  if (last !== undefined && cardOf(last) === card && !isBackFromChange) return state.shown;
  const earlier = state.shown.filter((slot) => cardOf(slot) === card).length;
  return [...state.shown, `${card}-${earlier + 1}`];
}

/** `review-2` → `review`. */
export function cardOf(slot: string): string {
  return slot.slice(0, slot.lastIndexOf('-'));
}

/** Whether the same card stands again further down. */
export function isReplaced({ shown }: PolicyState, slot: string): boolean {
  return shown.slice(shown.indexOf(slot) + 1).some((other) => cardOf(other) === cardOf(slot));
}
