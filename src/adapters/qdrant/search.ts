import type { Schemas } from '@qdrant/js-client-rest';
import { Failure } from '../../domain/failure.ts';
import type { IndexMatch, IndexQuery } from '../../ports/knowledge-index.ts';
import { checkSize, ifWritten, layoutOf, type Store, wrongSize } from './collections.ts';
import { type Names, vectorNameOf, WORDS } from './names.ts';
import { filterOf, StoredHit } from './points.ts';
import { asFailure, isMissing, Refusal } from './refusal.ts';
import { matchedOf, queryVectorOf, type Term, termsOf } from './word-vector.ts';

type Vector = NonNullable<IndexQuery['vector']>;

/**
 * Entries that each of the two searches hands to the fusion. More than a question shows, so that what
 * is middling in both comes before what is good in one.
 */
const POOL = 200;
/** Below this cosine a passage and a question have nothing in common but their language. */
const COSINE_MIN = 0.25;
/** The constant of reciprocal rank fusion that its authors found; Qdrant's own is 2. */
const RRF_K = 60;
/** A hit of half a phrase only is left out afterwards: so many more are asked for. */
const SPARE = 10;

interface Hits {
  /** Best first. */
  readonly ranked: readonly Schemas['ScoredPoint'][];
  /** Scores by point id. */
  readonly words: ReadonlyMap<string, number>;
  readonly meaning: ReadonlyMap<string, number>;
}

/**
 * Words are a sparse vector whose rarity Qdrant reckons, meaning is a dense one, and their ranks are
 * fused. Without a vector of the embedder in use, the words rank alone.
 */
export async function search(store: Store, names: Names, query: IndexQuery): Promise<IndexMatch[]> {
  if (query.vector) checkLength(query.vector);
  const terms = termsOf(query);
  const found = await ifWritten(store, names, () => hitsOf(store, names, { query, terms }));
  const hits = found ?? { ranked: [], words: new Map(), meaning: new Map() };
  return matchesOf(hits, terms).slice(0, query.limit);
}

interface Question {
  readonly query: IndexQuery;
  readonly terms: readonly Term[];
}

async function hitsOf(store: Store, names: Names, question: Question): Promise<Hits> {
  const { vector } = question.query;
  try {
    if (vector === undefined) return await byWords(store, names, question);
    return await byBoth(store, names, { ...question, vector });
  } catch (error) {
    const isRefused = error instanceof Refusal && !isMissing(error) && vector !== undefined;
    if (!isRefused || (await compares(store, names, vector))) throw error;
    const { vector: _, ...wordsOnly } = question.query;
    return hitsOf(store, names, { ...question, query: wordsOnly });
  }
}

/**
 * Whether the collection in use can compare vectors of that embedder, so that a refusal had another
 * reason. Where somebody made it for vectors of another size it cannot, and the log says so.
 */
async function compares(store: Store, names: Names, { embedder }: Vector): Promise<boolean> {
  const { inUse } = await layoutOf(store, names);
  if (inUse !== names.of(embedder)) return false;
  try {
    await checkSize(store, { physical: inUse, embedder });
    return true;
  } catch (error) {
    if (!(error instanceof Failure && error.kind === 'invalid-input')) throw error;
    store.logger.warn('a question is searched by its words alone', { error });
    return false;
  }
}

async function byWords({ client }: Store, names: Names, question: Question): Promise<Hits> {
  const { query, terms } = question;
  if (terms.length === 0) return { ranked: [], words: new Map(), meaning: new Map() };
  const { points } = await asFailure(
    client.query(names.alias, {
      ...wordSearch(question),
      limit: query.limit + SPARE,
      with_payload: ['id', 'stems', 'entry'],
    }),
  );
  return { ranked: points, words: scoresOf(points), meaning: new Map() };
}

async function byBoth(
  { client }: Store,
  names: Names,
  question: Question & { readonly vector: Vector },
): Promise<Hits> {
  const near = { ...meaningSearch(question), limit: POOL };
  const prefetch = question.terms.length === 0 ? [] : [{ ...wordSearch(question), limit: POOL }];
  const fused = {
    prefetch: [...prefetch, near],
    query: { rrf: { k: RRF_K } },
    limit: question.query.limit + SPARE,
    with_payload: ['id', 'stems', 'entry'],
  };
  // The fusion tells ranks alone: what each search found says what a score is made of.
  const searches = [fused, near, ...prefetch];
  const [both, meaning, words] = await asFailure(client.queryBatch(names.alias, { searches }));
  return {
    ranked: both?.points ?? [],
    words: scoresOf(words?.points ?? []),
    meaning: scoresOf(meaning?.points ?? []),
  };
}

function wordSearch({ query, terms }: Question) {
  return { query: queryVectorOf(terms), using: WORDS, filter: filterOf(query) };
}

function meaningSearch({ query, vector }: Question & { readonly vector: Vector }) {
  return {
    query: Array.from(vector.values),
    using: vectorNameOf(vector.embedder),
    filter: filterOf(query),
    score_threshold: COSINE_MIN,
  };
}

function matchesOf({ ranked, words, meaning }: Hits, terms: readonly Term[]): IndexMatch[] {
  const hits = ranked
    .map(({ id, score, payload }) => ({ point: String(id), score, ...StoredHit.parse(payload) }))
    .map((hit) => ({ ...hit, matched: matchedOf(hit.stems, terms) }))
    .filter(({ point, matched }) => matched.length > 0 || meaning.has(point))
    .map((hit) => ({ ...hit, words: hit.matched.length > 0 ? (words.get(hit.point) ?? 0) : 0 }));
  const best = {
    score: Math.max(...hits.map(({ score }) => score)),
    words: Math.max(...hits.map((hit) => hit.words)),
    meaning: Math.max(...meaning.values()),
  };
  return hits
    .map(({ point, id, score, words: byWord, matched, entry }) => ({
      id,
      score: score / best.score,
      matched,
      parts: {
        words: byWord === 0 ? 0 : byWord / best.words,
        ...shareOf(meaning.get(point), best.meaning),
      },
      payload: entry,
    }))
    .toSorted(compare);
}

function shareOf(meaning: number | undefined, best: number): { readonly meaning?: number } {
  return meaning === undefined ? {} : { meaning: Math.min(1, meaning / best) };
}

/** Ranks are often equal: then the words decide, then the meaning, and at last the ids. */
function compare(one: IndexMatch, other: IndexMatch): number {
  return (
    other.score - one.score ||
    other.parts.words - one.parts.words ||
    (other.parts.meaning ?? 0) - (one.parts.meaning ?? 0) ||
    (one.id < other.id ? -1 : 1)
  );
}

function scoresOf(points: readonly Schemas['ScoredPoint'][]): Map<string, number> {
  return new Map(points.map(({ id, score }) => [String(id), score]));
}

function checkLength({ embedder, values }: Vector): void {
  if (values.length === embedder.dimensions) return;
  throw wrongSize(new Error(`a question's vector of ${embedder.name} has ${values.length}`));
}
