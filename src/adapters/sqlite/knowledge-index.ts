import { z } from 'zod';
import { stem, stemsOf, wordsOf } from '../../domain/knowledge/words.ts';
import type { JsonObject } from '../../domain/json.ts';
import type {
  IndexEntry,
  IndexMatch,
  IndexQuery,
  KnowledgeIndex,
} from '../../ports/knowledge-index.ts';
import type { Database } from './database.ts';
import { createKnowledgeTables, type KnowledgeTable } from './knowledge-tables.ts';

/**
 * What several expansions of one question add to the best of them: they are often names of one
 * thing, and a text that holds them all does not fit that much better.
 */
const FURTHER_EXPANSIONS = 0.25;

const Row = z.object({ payload: z.string() });
/** What `JSON.parse` returns is JSON; what it means is checked by the reader's own schema. */
const Payload = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null);
const Total = z.object({ total: z.number() });

/**
 * Lexical search by SQLite's FTS5, one full-text table a collection. Texts are indexed by the stems
 * of `wordsOf`, so the index and every other comparison of words agree. Each term is ranked by BM25
 * with its own weight, which FTS5 cannot do within one query.
 */
export function createSqliteKnowledgeIndex(
  database: Pick<Database, 'connection' | 'write'>,
): KnowledgeIndex {
  const tables = createKnowledgeTables(database);
  return {
    async upsert(collection, entries) {
      const table = tables.of(collection);
      database.write(() => entries.forEach((entry) => table.put(entry, stemmedText(entry))));
    },
    async search(collection, query) {
      return search(tables.of(collection), query);
    },
    async get(collection, id) {
      const row = tables.of(collection).get(id);
      return row === undefined ? undefined : payloadOf(row);
    },
    async list(collection, page) {
      const { total, rows } = tables.of(collection).list(page);
      return { total: Total.parse(total).total, payloads: rows.map((row) => payloadOf(row)) };
    },
    async remove(collection, ids) {
      const table = tables.of(collection);
      database.write(() => ids.forEach((id) => table.remove(id)));
    },
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

function search(table: KnowledgeTable, query: IndexQuery): IndexMatch[] {
  const found = new Map<number, Found>();
  for (const term of termsOf(query)) {
    for (const { row, rank } of table.matching(phraseOf(term.word), query)) {
      const entry = found.get(row) ?? { own: 0, best: 0, further: 0, matched: [] };
      found.set(row, entry);
      count(entry, term, rank);
    }
  }
  const ranked = [...found]
    .map(([row, entry]) => ({ row, score: scoreOf(entry), matched: entry.matched }))
    .sort((one, other) => other.score - one.score || one.row - other.row)
    .slice(0, query.limit);
  const best = ranked[0]?.score ?? 1;
  return ranked.map(({ row, score, matched }) => {
    const stored = table.byRow(row);
    return { id: stored.id, score: score / best, matched, payload: payloadOf(stored) };
  });
}

/** The person's own words first, so that `matched` names them first. */
function termsOf({ text, expansions }: IndexQuery): Term[] {
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

function scoreOf({ own, best, further }: Found): number {
  return own + best + FURTHER_EXPANSIONS * further;
}

/** An FTS5 phrase: stems hold letters and digits only, so nothing in them can be syntax. */
function phraseOf(term: string): string {
  return `"${wordsOf(term)
    .map((word) => stem(word))
    .join(' ')}"`;
}

function stemmedText({ text }: IndexEntry): IndexEntry['text'] {
  return {
    name: stemsOf(text.name).join(' '),
    tags: stemsOf(text.tags).join(' '),
    description: stemsOf(text.description).join(' '),
    fields: stemsOf(text.fields).join(' '),
  };
}

function payloadOf(row: unknown): JsonObject {
  return Payload.parse(JSON.parse(Row.parse(row).payload));
}
