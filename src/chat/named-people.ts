import { ownerSpan } from './owner.ts';
import type { Line } from './text.ts';

/** An account as `actorKey` writes it, within a sentence. */
const ACCOUNT = /((?:slack|teams):[^\s:]+:[\p{L}\p{N}_-]+)/u;

/**
 * The line with the accounts that its sentences name by their keys as people: whom to turn to is known
 * where sentences are plain text. It notifies them where others read it: for words to one person, and for
 * cards of no more than the bot's own sentences.
 */
export function withPeople(said: Line): Line {
  return said.flatMap((span) =>
    typeof span === 'string' ? span.split(ACCOUNT).filter(isSaid).map(ownerSpan) : [span],
  );
}

function isSaid(text: string): boolean {
  return text !== '';
}
