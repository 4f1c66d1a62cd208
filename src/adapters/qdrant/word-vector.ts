import { stemsOf, wordsOf } from '../../domain/knowledge/words.ts';
import type { IndexQuery, IndexText } from '../../ports/knowledge-index.ts';

/** Indices are unique and below 2^32; values stand beside them. */
export interface WordVector {
  readonly indices: number[];
  readonly values: number[];
}

/** One word or phrase that is searched. */
export interface Term {
  /** As the person or the expansion says it. */
  readonly word: string;
  readonly stems: readonly string[];
  /** What it counts beside the person's own words, which count 1. */
  readonly weight: number;
}

/** What a hit in each text counts, as in the embedded index. */
const TEXT_WEIGHTS = { name: 4, tags: 2, description: 0.7, fields: 0.25 } as const;
const TEXTS = ['name', 'tags', 'description', 'fields'] as const;

/** BM25: how soon further hits add nothing, and how much a long text is held against it. */
const SATURATION = 1.2;
const LENGTH_PENALTY = 0.75;
/**
 * Words of a usual entry. BM25 wants the collection's average, which a point cannot know; only texts
 * that are several times longer or shorter feel the difference.
 */
const USUAL_LENGTH = 120;

/** Between two texts: no phrase reaches across. */
const BORDER = '|';

/** The stems of the four texts in their order, each between spaces: what phrases are looked for in. */
export function stemLineOf(text: IndexText): string {
  return ` ${TEXTS.map((name) => stemsOf(text[name]).join(' ')).join(` ${BORDER} `)} `;
}

/**
 * How much each stem, and each two stems side by side, tell of an entry: BM25's term frequency with the
 * texts' weights. Qdrant multiplies by how rare each is (`idf`).
 */
export function wordVectorOf(text: IndexText): WordVector {
  const hits = new Map<number, number>();
  let length = 0;
  for (const name of TEXTS) {
    const stems = stemsOf(text[name]);
    length += stems.length;
    for (const token of [...stems, ...pairsOf(stems)]) {
      const index = indexOf(token);
      hits.set(index, (hits.get(index) ?? 0) + TEXT_WEIGHTS[name]);
    }
  }
  const slowness = SATURATION * (1 - LENGTH_PENALTY + (LENGTH_PENALTY * length) / USUAL_LENGTH);
  return vectorOf(hits, (hit) => (hit * (SATURATION + 1)) / (hit + slowness));
}

/** The person's own words first; each stem or phrase once. */
export function termsOf({ text, expansions }: IndexQuery): Term[] {
  const terms = [
    ...wordsOf(text).map((word) => ({ word, weight: 1 })),
    ...expansions.map(({ term, weight }) => ({ word: term, weight })),
  ].map((term) => ({ ...term, stems: stemsOf(term.word) }));
  const seen = new Set(['']);
  return terms.filter(({ stems }) => {
    const phrase = stems.join(' ');
    const isNew = !seen.has(phrase);
    seen.add(phrase);
    return isNew;
  });
}

/**
 * The question as a vector. A phrase of more than two words is searched by its pairs, so `matchedOf` must
 * look afterwards whether a hit holds it whole.
 */
export function queryVectorOf(terms: readonly Term[]): WordVector {
  const weights = new Map<number, number>();
  for (const { stems, weight } of terms) {
    const tokens = stems.length === 1 ? stems : pairsOf(stems);
    for (const token of tokens) {
      const index = indexOf(token);
      weights.set(index, Math.max(weights.get(index) ?? 0, weight / tokens.length));
    }
  }
  return vectorOf(weights, (weight) => weight);
}

/** Which terms stand in an entry, by its `stemLineOf`. */
export function matchedOf(stemLine: string, terms: readonly Term[]): string[] {
  return terms
    .filter(({ stems }) => stemLine.includes(` ${stems.join(' ')} `))
    .map(({ word }) => word);
}

function vectorOf(
  entries: ReadonlyMap<number, number>,
  value: (entry: number) => number,
): WordVector {
  return {
    indices: [...entries.keys()],
    values: [...entries.values()].map((entry) => value(entry)),
  };
}

function pairsOf(stems: readonly string[]): string[] {
  return stems.slice(1).map((stem, before) => `${stems[before]} ${stem}`);
}

/** FNV-1a, 32 bits: of 500,000 different tokens some thirty pairs share an index. */
function indexOf(token: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < token.length; place += 1) {
    hash = Math.imul(hash ^ token.charCodeAt(place), 0x01000193);
  }
  return hash >>> 0;
}
