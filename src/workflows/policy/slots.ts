import { slotsWith } from '../wizard/slots.ts';
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
  const isBackFromChange = before?.stage === 'handed-over' || before?.stage === 'recording';
  return slotsWith(state.shown, currentCard(state), isBackFromChange);
}
