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

/** Phrases that more rows hold than this are worth keeping: to rank each takes a millisecond and more. */
const FREQUENT_ROWS = 500;

/** Of 16 bytes a row: some 2 MB where half of 8,000 entries hold each. */
const FREQUENT_PHRASES = 32;

/**
 * Keeps what frequent phrases match: most of a search is to rank those, and they are the words that the
 * next question has as well. For as long as nothing is written to what is searched.
 */
export function rememberFrequent(matching: WordsSource['matching']): WordsSource['matching'] {
  /** Row, rank, row, rank. The phrase used last stands last. */
  const kept = new Map<string, Float64Array>();

  function keep(phrase: string, hits: Float64Array): void {
    kept.delete(phrase);
    kept.set(phrase, hits);
    const [oldest] = kept.keys();
    if (kept.size > FREQUENT_PHRASES && oldest !== undefined) kept.delete(oldest);
  }

  return (phrase, found) => {
    const known = kept.get(phrase);
    if (known) {
      for (let at = 0; at < known.length; at += 2) found(known[at] ?? 0, known[at + 1] ?? 0);
      keep(phrase, known);
      return;
    }
    const hits: number[] = [];
    matching(phrase, (row, rank) => {
      hits.push(row, rank);
      found(row, rank);
    });
    if (hits.length > 2 * FREQUENT_ROWS) keep(phrase, Float64Array.from(hits));
  };
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
