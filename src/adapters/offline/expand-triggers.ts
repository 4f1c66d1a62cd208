import { expand } from '../../domain/knowledge/synonyms.ts';
import { isStopWord, stem, tellingWordsOf, wordsOf } from '../../domain/knowledge/words.ts';
import type { ExpandTriggersInput, ExpandTriggersOutput } from '../../prompts/expand-triggers.ts';

const WORDS_MAX = 12;

/** What the words given stand for elsewhere; where none is known, what the text speaks of. */
export function solveExpandTriggers(input: ExpandTriggersInput): ExpandTriggersOutput {
  const { words, excluded, text } = input;
  const known = new Set([...words, ...excluded].map((word) => comparable(word)));
  const said = words.length > 0 ? words.flatMap((word) => wordsOf(word)) : tellingWordsOf(text);
  const found = expand(said).map(({ term }) => term.toLowerCase());
  const fresh = found.filter(
    (term) => !known.has(comparable(term)) && term.length > 1 && !isStopWord(term),
  );
  return { words: [...new Set(fresh)].slice(0, WORDS_MAX) };
}

/** Singular and plural are one word to whoever reads a list of triggers. */
function comparable(words: string): string {
  return wordsOf(words)
    .map((word) => stem(word))
    .join(' ');
}
