import { stem, stemsOf, wordsOf } from '../../domain/knowledge/words.ts';
import type { IndexEntry, IndexQuery } from '../../ports/knowledge-index.ts';

/**
 * What several expansions of one question add to the best of them: they are often names of one
 * thing, and a text that holds them all does not fit that much better.
 */
const FURTHER_EXPANSIONS = 0.25;

/** A row that words found. */
export interface WordsHit {
  readonly row: number;
  /** Above 0. */
  readonly score: number;
  /** The person's own words first. */
  readonly matched: readonly string[];
}

export interface WordsSource {
  /** Calls back for each row that holds the phrase. `rank` is above 0: more is better. */
  matching(phrase: string, found: (row: number, rank: number) => void): void;
  admits(row: number): boolean;
}

/** Each term is ranked by BM25 with its own weight, which FTS5 cannot do within one query. */
export function findByWords(
  query: Pick<IndexQuery, 'text' | 'expansions'>,
  source: WordsSource,
): WordsHit[] {
  const found = new Map<number, Found>();
  for (const term of termsOf(query)) {
    source.matching(phraseOf(term.word), (row, rank) => {
      const known = found.get(row);
      if (known) count(known, term, rank);
      else if (source.admits(row)) {
        const entry = { own: 0, best: 0, further: 0, matched: [] };
        found.set(row, entry);
        count(entry, term, rank);
      }
    });
  }
  return [...found].map(([row, entry]) => ({
    row,
    score: entry.own + entry.best + FURTHER_EXPANSIONS * entry.further,
    matched: entry.matched,
  }));
}

/** What is indexed of an entry: stems, so that the index and every other comparison of words agree. */
export function stemmedText({ text }: IndexEntry): IndexEntry['text'] {
  return {
    name: stemsOf(text.name).join(' '),
    tags: stemsOf(text.tags).join(' '),
    description: stemsOf(text.description).join(' '),
    fields: stemsOf(text.fields).join(' '),
  };
}

interface Term {
  readonly word: string;
  readonly weight: number;
  readonly isOwn: boolean;
}

interface Found {
  own: number;
  best: number;
  further: number;
  readonly matched: string[];
}

/** The person's own words first, so that `matched` names them first. */
function termsOf({ text, expansions }: Pick<IndexQuery, 'text' | 'expansions'>): Term[] {
  const terms: Term[] = [
    ...wordsOf(text).map((word) => ({ word, weight: 1, isOwn: true })),
    ...expansions.map(({ term, weight }) => ({ word: term, weight, isOwn: false })),
  ];
  const seen = new Set<string>();
  return terms.filter(({ word }) => {
    const phrase = phraseOf(word);
    if (phrase === '""' || seen.has(phrase)) return false;
    seen.add(phrase);
    return true;
  });
}

function count(entry: Found, { word, weight, isOwn }: Term, rank: number): void {
  const score = rank * weight;
  entry.matched.push(word);
  if (isOwn) entry.own += score;
  else {
    entry.further += Math.min(entry.best, score);
    entry.best = Math.max(entry.best, score);
  }
}

/** An FTS5 phrase: stems hold letters and digits only, so nothing in them can be syntax. */
function phraseOf(term: string): string {
  return `"${wordsOf(term)
    .map((word) => stem(word))
    .join(' ')}"`;
}
