import type { PatternState } from './state.ts';
import { slotsWith } from '../wizard/slots.ts';

/** The card that a state is about; undefined while the bot works and the last card still stands. */
export function currentCard({ stage }: PatternState): string | undefined {
  switch (stage) {
    case 'name':
    case 'triggers':
    case 'resources':
    case 'rationale':
    case 'owner':
    case 'review':
      return stage;
    case 'awaiting-curator':
      return 'draft';
    case 'loading':
    case 'expanding':
    case 'finding':
    case 'resolving':
    case 'comparing':
    case 'storing':
    case 'closed':
      return undefined;
  }
}

export function shownSlots(state: PatternState): string[] {
  return slotsWith(state.shown, currentCard(state));
}
