import { stemsOf, wordsOf } from '../../src/domain/knowledge/words.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { EmbedderIdentity } from '../../src/ports/embedder.ts';
import type {
  IndexEntry,
  IndexMatch,
  IndexQuery,
  IndexText,
  KnowledgeIndex,
} from '../../src/ports/knowledge-index.ts';

const TEXT_WEIGHTS: Readonly<Record<keyof IndexText, number>> = {
  name: 4,
  tags: 2,
  description: 0.7,
  fields: 0.25,
};

/** A lower cosine says nothing. */
const COSINE_MIN = 0.25;

/** A knowledge index in memory: every text that holds a term counts, rare terms count more. */
export interface FakeKnowledgeIndex extends KnowledgeIndex {
  /** While down, every method throws `Failure('unavailable')`. */
  setDown(isDown: boolean): void;
  /** How many entries `upsert` was given in all. */
  upserts(): number;
}

/** By embedder and passage. */
type Vectors = ReadonlyMap<string, Float32Array>;

interface Collection {
  readonly entries: Map<string, IndexEntry>;
  readonly vectors: Map<string, Float32Array>;
  embedder?: EmbedderIdentity;
}

export function createFakeKnowledgeIndex(): FakeKnowledgeIndex {
  const collections = new Map<string, Collection>();
  let isDown = false;
  let upserts = 0;

  function of(name: string): Collection {
    if (isDown) throw new Failure('unavailable', 'The knowledge index is not answering.');
    const collection = collections.get(name) ?? { entries: new Map(), vectors: new Map() };
    collections.set(name, collection);
    return collection;
  }

  return {
    async upsert(collection, entries) {
      const stored = of(collection).entries;
      for (const entry of entries) stored.set(entry.id, entry);
      upserts += entries.length;
    },
    async search(collection, query) {
      const { entries, vectors, embedder } = of(collection);
      const isOfUse = keyOf(embedder) === keyOf(query.vector?.embedder);
      return search(admitted(entries, query), isOfUse ? query : { ...query, vector: undefined }, {
        vectors,
      });
    },
    async get(collection, id) {
      return of(collection).entries.get(id)?.payload;
    },
    async list(collection, page) {
      const entries = admitted(of(collection).entries, page).sort(
        (one, other) =>
          compare(one.text.name.toLowerCase(), other.text.name.toLowerCase()) ||
          compare(one.id, other.id),
      );
      const shown = entries.slice(page.offset, page.offset + page.limit);
      const payloads: JsonObject[] = shown.map(({ payload }) => payload);
      return { total: entries.length, payloads };
    },
    async remove(collection, ids) {
      const stored = of(collection).entries;
      for (const id of ids) stored.delete(id);
    },
    async withoutVector(collection, embedder, limit) {
      const { entries, vectors } = of(collection);
      return admitted(entries, {})
        .flatMap(({ id, passage }) => (passage === undefined ? [] : [{ id, passage }]))
        .filter(({ passage }) => !vectors.has(keyOf(embedder, passage)))
        .slice(0, limit);
    },
    async putVectors(collection, embedder, given) {
      const { entries, vectors } = of(collection);
      if (given.some(({ values }) => values.length !== embedder.dimensions)) {
        throw new Failure('invalid-input', 'A vector has another length than its embedder says.');
      }
      for (const { id, passage, values } of given) {
        if (entries.get(id)?.passage === passage) vectors.set(keyOf(embedder, passage), values);
      }
    },
    async useEmbedder(collection, embedder) {
      const used = of(collection);
      const earlier = used.embedder;
      used.embedder = embedder;
      for (const key of used.vectors.keys()) {
        if (!key.startsWith(keyOf(embedder))) used.vectors.delete(key);
      }
      return earlier && keyOf(earlier) !== keyOf(embedder) ? earlier.name : undefined;
    },
    async embedderInUse(collection) {
      return of(collection).embedder;
    },
    setDown(value) {
      isDown = value;
    },
    upserts: () => upserts,
  };
}

function keyOf(embedder: EmbedderIdentity | undefined, passage = ''): string {
  return embedder ? `${embedder.name} ${embedder.dimensions}: ${passage}` : '';
}

function admitted(
  entries: ReadonlyMap<string, IndexEntry>,
  { clusterId, group, provider }: Pick<IndexQuery, 'clusterId' | 'group' | 'provider'>,
): IndexEntry[] {
  return [...entries.values()].filter(
    ({ facets }) =>
      facets.isHidden !== true &&
      (clusterId === undefined || facets.clusterId === clusterId) &&
      (group === undefined || facets.group === group) &&
      (provider === undefined || facets.providers.includes(provider)),
  );
}

function search(
  entries: readonly IndexEntry[],
  query: Omit<IndexQuery, 'vector'> & { readonly vector?: IndexQuery['vector'] | undefined },
  { vectors }: { readonly vectors: Vectors },
): IndexMatch[] {
  const scored = byWords(entries, query);
  const bestWords = Math.max(...scored.map(({ score }) => score)) || 1;
  const parts = scored.map(({ entry, score, matched }) => {
    const cosine = cosineOf(entry, query.vector, vectors) ?? 0;
    return { entry, matched, words: score / bestWords, cosine: cosine < COSINE_MIN ? 0 : cosine };
  });
  const bestCosine = Math.max(...parts.map(({ cosine }) => cosine));
  const ranked = parts
    .map(({ cosine, ...part }) =>
      bestCosine > 0 && cosineOf(part.entry, query.vector, vectors) !== undefined
        ? { ...part, meaning: cosine / bestCosine, score: part.words + cosine / bestCosine }
        : { ...part, score: bestCosine > 0 ? 2 * part.words : part.words },
    )
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, query.limit);
  const best = ranked[0]?.score ?? 1;
  return ranked.map(({ entry, score, matched, words, ...rest }) => ({
    id: entry.id,
    score: score / best,
    matched: [...matched],
    parts: { words, ...('meaning' in rest ? { meaning: rest.meaning } : {}) },
    payload: entry.payload,
  }));
}

function byWords(entries: readonly IndexEntry[], query: Pick<IndexQuery, 'text' | 'expansions'>) {
  const own = [...new Set(wordsOf(query.text))].map((term) => ({ term, weight: 1 }));
  const scored = entries.map((entry) => ({ entry, score: 0, matched: new Set<string>() }));
  for (const { term, weight } of [...own, ...query.expansions]) {
    const hits = scored.map((one) => ({ one, hit: hitOf(one.entry.text, term) }));
    const count = hits.filter(({ hit }) => hit > 0).length;
    for (const { one, hit } of hits) {
      if (hit === 0) continue;
      one.score += weight * hit * Math.log(1 + entries.length / count);
      one.matched.add(term);
    }
  }
  return scored;
}

function cosineOf(
  { passage }: IndexEntry,
  vector: IndexQuery['vector'],
  vectors: Vectors,
): number | undefined {
  const own = passage === undefined ? undefined : vectors.get(keyOf(vector?.embedder, passage));
  return own && vector?.values.reduce((sum, value, at) => sum + value * (own[at] ?? 0), 0);
}

function hitOf(text: IndexText, term: string): number {
  const phrase = ` ${stemsOf(term).join(' ')} `;
  const columns = ['name', 'tags', 'description', 'fields'] as const;
  return Math.max(
    ...columns.map((column) =>
      ` ${stemsOf(text[column]).join(' ')} `.includes(phrase) ? TEXT_WEIGHTS[column] : 0,
    ),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
