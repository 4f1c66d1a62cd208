import { z } from 'zod';
import type { JsonObject } from '../../domain/json.ts';
import type { IndexMatch, IndexQuery, KnowledgeIndex } from '../../ports/knowledge-index.ts';
import { knowledgeCollectionOf, type KnowledgeCollection } from './knowledge-collection.ts';
import type { Database } from './database.ts';
import { fuse } from './knowledge-fusion.ts';
import { findByWords } from './knowledge-words.ts';

const Row = z.object({ payload: z.string() });
/** What `JSON.parse` returns is JSON; what it means is checked by the reader's own schema. */
const Payload = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null);
const Total = z.object({ total: z.number() });

/**
 * Words by SQLite's FTS5, one full-text table a collection; meaning by exact cosine over all vectors,
 * which are held in memory from the first search on.
 */
export function createSqliteKnowledgeIndex(
  database: Pick<Database, 'connection' | 'write'>,
): KnowledgeIndex {
  const collections = new Map<string, KnowledgeCollection>();
  function of(name: string): KnowledgeCollection {
    const collection = collections.get(name) ?? knowledgeCollectionOf(database, name);
    collections.set(name, collection);
    return collection;
  }
  return {
    async upsert(collection, entries) {
      of(collection).upsert(entries);
    },
    async search(collection, query) {
      return search(of(collection), query);
    },
    async get(collection, id) {
      const row = of(collection).table.get(id);
      return row === undefined ? undefined : payloadOf(row);
    },
    async list(collection, page) {
      const { total, rows } = of(collection).table.list(page);
      return { total: Total.parse(total).total, payloads: rows.map((row) => payloadOf(row)) };
    },
    async remove(collection, ids) {
      of(collection).remove(ids);
    },
    async withoutVector(collection, embedder, limit) {
      return of(collection).vectors.missing(embedder, limit);
    },
    async putVectors(collection, embedder, vectors) {
      of(collection).putVectors(embedder, vectors);
    },
    async useEmbedder(collection, embedder) {
      return of(collection).useEmbedder(embedder);
    },
    async embedderInUse(collection) {
      return of(collection).vectors.state().embedder;
    },
  };
}

function search(collection: KnowledgeCollection, query: IndexQuery): IndexMatch[] {
  const { memory, embedder, matching } = collection.current();
  const { table } = collection;
  const words = findByWords(query, {
    matching,
    admits: (row) => memory.admits(row, query),
  });
  const { vector } = query;
  const isComparable =
    vector?.embedder.name === embedder?.name && vector?.values.length === embedder?.dimensions;
  const meaning = vector && isComparable ? memory.cosines(vector.values, query) : undefined;
  return fuse({ words, meaning }, query.limit).map(({ row, ...match }) => {
    const stored = table.byRow(row);
    return { id: stored.id, ...match, payload: parsed(stored.payload) };
  });
}

function payloadOf(row: unknown): JsonObject {
  return parsed(Row.parse(row).payload);
}

function parsed(payload: string): JsonObject {
  return Payload.parse(JSON.parse(payload));
}
