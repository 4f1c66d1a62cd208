import type { RecommendEvent, RecommendState } from './state.ts';
import { replaceable, thinkingText } from './thinking.ts';
import type { Hearing } from '../workflow.ts';

const RULES =
  /^(?:please,? |ok(?:ay)?,? |then,? )*(?:(?:(?:go|carry) on |continue |proceed )?without (?:claude|(?:the|a) model|ai)|(?:(?:(?:go|carry) on|continue|proceed) with|use|take) (?:the )?built[- ]?in rules)(?:,? please)?[.!]?$/iu;

const AGAIN = /^(?:please,? )?(?:try (?:it )?(?:once )?(?:again|more)|retry)(?:,? please)?[.!]?$/iu;

/**
 * What the two buttons of a step that failed say, in words. Undefined where it is neither. The rules
 * serve the rest of the conversation, so its owner alone chooses them.
 */
export function wayOn(
  state: RecommendState,
  { at, text }: { readonly at: string; readonly text: string },
  isOwner: boolean,
): Hearing<RecommendEvent> | undefined {
  const { trouble } = state;
  const said = text.trim().replaceAll(/\s+/gu, ' ');
  if (AGAIN.test(said) && trouble?.retry !== undefined) {
    return { type: 'event', event: { type: 'retry-asked', at } };
  }
  if (!RULES.test(said)) return undefined;
  if (!isOwner) return { type: 'refused', line: [OWNERS] };
  const canChoose = trouble ? trouble.fault !== undefined : replaceable(state) !== undefined;
  if (canChoose) return { type: 'event', event: { type: 'offline-chosen', at } };
  return { type: 'refused', line: [whyNot(state)] };
}

const OWNERS =
  'Whether this goes on with built-in rules is for whoever asked to say. You can answer by naming me.';

function whyNot(state: RecommendState): string {
  const { trouble, languageBy } = state;
  if (languageBy === 'offline') {
    return 'Built-in rules are in use here already. Go on with the newest card.';
  }
  const thinking = trouble ? undefined : thinkingText(state);
  if (thinking !== undefined) return `${thinking} It can be changed when it is there.`;
  return trouble?.retry === undefined
    ? 'No step of this has failed. Go on with the newest card.'
    : 'Built-in rules would not help with what has failed. Press Try again on the newest card.';
}
