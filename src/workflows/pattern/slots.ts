import type { PatternState } from './state.ts';
import { slotsWith } from '../wizard/slots.ts';

/** The card that a state is about; undefined while the bot works and the last card still stands. */
export function currentCard({ stage, unclear, outcome }: PatternState): string | undefined {
  switch (stage) {
    case 'name':
    case 'triggers':
    case 'rationale':
    case 'owner':
    case 'review':
      return stage;
    case 'resources':
      return unclear.length === 0 ? stage : 'unclear';
    case 'awaiting-curator':
      return 'draft';
    case 'loading':
    case 'expanding':
    case 'finding':
    case 'resolving':
    case 'comparing':
    case 'storing':
      return undefined;
    case 'closed':
      return outcome === 'stored' || outcome === 'accepted' ? 'stored' : undefined;
  }
}

/** What is not clear after an answer stands below that answer. */
export function shownSlots(state: PatternState, before?: PatternState): string[] {
  const isAnew = before?.stage === 'resolving' && state.unclear.length > 0;
  return slotsWith(state.shown, currentCard(state), isAnew);
}
