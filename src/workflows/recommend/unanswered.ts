import type { RecommendState } from './state.ts';

/**
 * For the card that was open when the conversation ended: that nobody had answered it. Undefined for
 * every other card.
 */
export function unansweredText(state: RecommendState, slot: string): string | undefined {
  const { endedIn, outcome, shown } = state;
  if (endedIn === undefined || slot !== shown.at(-1)) return undefined;
  const how = outcome === 'expired' ? 'Ended' : 'Cancelled';
  switch (endedIn) {
    case 'clarifying':
    case 'answering':
      return `${how} before this was answered.`;
    case 'choosing':
      return `${how} before one was chosen.`;
    case 'review':
      return `${how} before approval was requested.`;
    case 'understanding':
    case 'searching':
    case 'questioning':
    case 'generating':
    case 'handed-over':
    case 'closed':
      return undefined;
  }
}
