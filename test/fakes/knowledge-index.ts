import { stemsOf, wordsOf } from '../../src/domain/knowledge/words.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import { Failure } from '../../src/domain/failure.ts';
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

/** A knowledge index in memory: every text that holds a term counts, rare terms count more. */
export interface FakeKnowledgeIndex extends KnowledgeIndex {
  /** While down, every method throws `Failure('unavailable')`. */
  setDown(isDown: boolean): void;
  /** How many entries `upsert` was given in all. */
  upserts(): number;
}

export function createFakeKnowledgeIndex(): FakeKnowledgeIndex {
  const collections = new Map<string, Map<string, IndexEntry>>();
  let isDown = false;
  let upserts = 0;

  function entriesOf(collection: string): Map<string, IndexEntry> {
    if (isDown) throw new Failure('unavailable', 'The knowledge index is not answering.');
    const entries = collections.get(collection) ?? new Map<string, IndexEntry>();
    collections.set(collection, entries);
    return entries;
  }

  return {
    async upsert(collection, entries) {
      const stored = entriesOf(collection);
      for (const entry of entries) stored.set(entry.id, entry);
      upserts += entries.length;
    },
    async search(collection, query) {
      return search(admitted(entriesOf(collection), query), query);
    },
    async get(collection, id) {
      return entriesOf(collection).get(id)?.payload;
    },
    async list(collection, page) {
      const entries = admitted(entriesOf(collection), page).sort(
        (one, other) =>
          compare(one.text.name.toLowerCase(), other.text.name.toLowerCase()) ||
          compare(one.id, other.id),
      );
      const shown = entries.slice(page.offset, page.offset + page.limit);
      const payloads: JsonObject[] = shown.map(({ payload }) => payload);
      return { total: entries.length, payloads };
    },
    async remove(collection, ids) {
      const stored = entriesOf(collection);
      for (const id of ids) stored.delete(id);
    },
    setDown(value) {
      isDown = value;
    },
    upserts: () => upserts,
  };
}

function admitted(
  entries: ReadonlyMap<string, IndexEntry>,
  { group, provider }: { readonly group?: string; readonly provider?: string },
): IndexEntry[] {
  return [...entries.values()].filter(
    ({ facets }) =>
      facets.isHidden !== true &&
      (group === undefined || facets.group === group) &&
      (provider === undefined || facets.providers.includes(provider)),
  );
}

function search(entries: readonly IndexEntry[], query: IndexQuery): IndexMatch[] {
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
  const ranked = scored
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, query.limit);
  const best = ranked[0]?.score ?? 1;
  return ranked.map(({ entry, score, matched }) => ({
    id: entry.id,
    score: score / best,
    matched: [...matched],
    payload: entry.payload,
  }));
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
