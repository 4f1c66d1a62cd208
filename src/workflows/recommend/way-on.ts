import type { RecommendEvent, RecommendState } from './state.ts';
import type { Hearing } from '../workflow.ts';

const RULES =
  /^(?:please,? |ok(?:ay)?,? |then,? )*(?:(?:(?:go|carry) on |continue |proceed )?without (?:claude|(?:the|a) model|ai)|(?:(?:(?:go|carry) on|continue|proceed) with|use|take) (?:the )?built[- ]?in rules)(?:,? please)?[.!]?$/iu;

const AGAIN = /^(?:please,? )?(?:try (?:it )?(?:once )?(?:again|more)|retry)(?:,? please)?[.!]?$/iu;

/**
 * What the two buttons of a step that failed say, in words. Undefined where it is neither. The rules
 * serve the rest of the conversation, so its owner alone chooses them.
 */
export function wayOn(
  { trouble, languageBy }: RecommendState,
  { at, text }: { readonly at: string; readonly text: string },
  isOwner: boolean,
): Hearing<RecommendEvent> | undefined {
  const said = text.trim().replaceAll(/\s+/gu, ' ');
  if (AGAIN.test(said) && trouble?.retry !== undefined) {
    return { type: 'event', event: { type: 'retry-asked', at } };
  }
  if (!RULES.test(said)) return undefined;
  if (!isOwner) return { type: 'refused', line: [OWNERS] };
  if (trouble?.fault !== undefined) return { type: 'event', event: { type: 'offline-chosen', at } };
  return { type: 'refused', line: [whyNot(trouble, languageBy)] };
}

const OWNERS =
  'Whether this goes on with built-in rules is for whoever asked to say. You can answer by naming me.';

function whyNot(
  trouble: RecommendState['trouble'],
  languageBy: RecommendState['languageBy'],
): string {
  if (languageBy === 'offline') {
    return 'Built-in rules are in use here already. Go on with the newest card.';
  }
  return trouble?.retry === undefined
    ? 'No step of this has failed. Go on with the newest card.'
    : 'Built-in rules would not help with what has failed. Press Try again on the newest card.';
}
