import { hideSecrets } from '../domain/placeholders.ts';
import { HIDDEN } from '../domain/redaction.ts';
import { isStopWord, wordsOf } from '../domain/knowledge/words.ts';

/**
 * The place in `quotes` of the first that does not stand in `text`. White space, case and kinds of
 * quotation marks do not count; words do: a quote is of whole ones, and one of them at least tells
 * something. A hidden secret stands for a secret of the text, and for nothing else.
 */
export function notQuoted(quotes: readonly string[], text: string): number | undefined {
  const texts = [text, withHidden(text)].map(comparable);
  const place = quotes.findIndex((quote) => {
    const said = comparable(quote);
    return !isTelling(quote) || !texts.some((one) => standsIn(one, said));
  });
  return place < 0 ? undefined : place;
}

/** The text as a quote of it may read: each secret hidden, wherever it stands. */
function withHidden(text: string): string {
  const { texts, secrets } = hideSecrets([text]);
  return [...secrets.keys()].reduce(
    (hidden, name) => hidden.replaceAll(name, HIDDEN),
    texts[0] ?? '',
  );
}

/** Scripts that put no space between words: a quote may end anywhere. */
const JOINED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
const OF_WORDS = /[\p{L}\p{M}\p{N}_]/u;

/** What people say around what they need tells nothing. */
function isTelling(quote: string): boolean {
  return wordsOf(quote).some((word) => !isStopWord(word));
}

function standsIn(text: string, said: string): boolean {
  for (let at = text.indexOf(said); at >= 0; at = text.indexOf(said, at + 1)) {
    if (!isWithinWord(text, at) && !isWithinWord(text, at + said.length)) return true;
  }
  return false;
}

/** Whether a word goes on over that place. */
function isWithinWord(text: string, at: number): boolean {
  const before = lastCharacter(text.slice(Math.max(0, at - 2), at));
  const after = text.codePointAt(at);
  const around = [before, after === undefined ? '' : String.fromCodePoint(after)];
  return around.every((one) => OF_WORDS.test(one) && !JOINED.test(one));
}

function lastCharacter(text: string): string {
  return Array.from(text).at(-1) ?? '';
}

function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/["'`“”‘’„«»]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/[.,;:!?…]+$/u, '');
}
