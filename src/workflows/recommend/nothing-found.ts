import type { RecommendState } from './state.ts';
import type { Button, CardElement } from '../../chat/card.ts';
import { asksForDeletion } from '../../domain/knowledge/deletion.ts';
import { shortened } from '../../chat/shortened.ts';
import { shownText } from '../../domain/shown-text.ts';

/** Of what came near, so much is named. */
const NEAREST_MAX = 3;
/** A longer request does not fit into a button, in characters. */
const BUTTON_INTENT_MAX = 900;
const LABEL_MAX = 70;

export function nothingFoundText({ intent, nearest, isPreparing }: RecommendState): string {
  if (asksForDeletion(intent)) {
    return 'I only create and change objects; deleting is not something I do. Nothing was changed.';
  }
  const near = nearest.slice(0, NEAREST_MAX).join(', ');
  const known = near === '' ? '' : ` The nearest it knows: ${near}.`;
  if (isPreparing === true) {
    return `Nothing was found by words alone: what kinds mean is still being prepared.${known} Try again when that is done; /dotai status says so.`;
  }
  return `This cluster has nothing for that.${known} Say it in other words with /dotai recommend, or look around with /dotai capabilities search.`;
}

/** The same request anew where that may find more and nothing in it is hidden, and a look at what came near. */
export function nothingFoundButtons(state: RecommendState): CardElement[] {
  const { intent, nearest, isPreparing } = state;
  if (asksForDeletion(intent)) return [];
  const again: readonly Button[] =
    isPreparing === true && intent.length <= BUTTON_INTENT_MAX && shownText(intent) === intent
      ? [{ ...run('Try again', `recommend ${intent}`), style: 'primary' }]
      : [];
  const near = nearest
    .slice(0, NEAREST_MAX)
    .map((name) => run(shortened(`Show ${name}`, LABEL_MAX), `capabilities show ${name}`));
  const buttons = [...again, ...near];
  return buttons.length === 0 ? [] : [{ type: 'buttons', buttons }];
}

function run(label: string, command: string): Button {
  return { label, action: { name: 'run-command', argument: command } };
}
