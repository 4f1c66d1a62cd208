import { createHash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { z } from 'zod';
import type { IndexEntry, IndexQuery } from '../../ports/knowledge-index.ts';
import type { Database } from './database.ts';
import type { WordsSource } from './knowledge-words.ts';

export type Filter = Pick<IndexQuery, 'clusterId' | 'group' | 'provider'>;

/** What a search must know of every entry. */
export const SearchedRow = z.object({
  row: z.number(),
  clusterId: z.string().nullable(),
  group: z.string(),
  /** ` aws gcp `. */
  providers: z.string(),
  /** Null where it has no passage. */
  passageHash: z.string().nullable(),
});
export type SearchedRow = z.infer<typeof SearchedRow>;

/** The rows of one collection, with its full-text table. Changes belong inside a transaction. */
export interface KnowledgeTable {
  /**
   * Replaces the entry of that id. `text` is what is indexed: stems, separated by spaces. `searched`
   * is undefined where it is hidden.
   */
  put(entry: IndexEntry, text: IndexEntry['text']): Change;
  remove(id: string): Change | undefined;
  get(id: string): unknown;
  byRow(row: number): StoredRow;
  matching: WordsSource['matching'];
  /** All entries that are searched. */
  searched(): Iterable<SearchedRow>;
  passageHashOf(id: string): string | undefined;
  list(page: Filter & { readonly offset: number; readonly limit: number }): {
    readonly total: unknown;
    readonly rows: readonly unknown[];
  };
}

/** What became of a row, and which passage it had before. */
export interface Change {
  readonly row: number;
  readonly searched: SearchedRow | undefined;
  readonly earlierHash: string | undefined;
}

const StoredRow = z.object({ id: z.string(), payload: z.string() });
type StoredRow = z.infer<typeof StoredRow>;
const Put = z.object({ row: z.number() });
const Hash = z.object({ passageHash: z.string().nullable() }).optional();

/** What a hit in each text counts: name, tags, description, fields. */
const COLUMN_WEIGHTS = '4.0, 2.0, 0.7, 0.25';

/** A parameter is null where everything is admitted. Providers are kept as ` aws gcp `. */
const ADMITTED = `collection = :collection AND is_hidden = 0
  AND (:cluster_id IS NULL OR cluster_id = :cluster_id)
  AND (:api_group IS NULL OR api_group = :api_group)
  AND (:provider IS NULL OR providers LIKE '% ' || :provider || ' %')`;

/** Makes a collection's full-text table when it is first named. */
export function knowledgeTableOf(
  database: Pick<Database, 'connection' | 'write'>,
  collection: string,
): KnowledgeTable {
  const text = textTableOf(collection);
  make(database, text);
  const statements = statementsOf(database.connection, text);
  function hashOf(id: string): string | undefined {
    return Hash.parse(statements.hash.get(collection, id))?.passageHash ?? undefined;
  }
  return {
    put(entry, indexed) {
      const earlierHash = hashOf(entry.id);
      const values = columnsOf(entry);
      const { row } = Put.parse(statements.put.get({ ...values, collection }));
      statements.forget.run(row);
      if (values.is_hidden === 1) return { row, searched: undefined, earlierHash };
      statements.index.run(row, indexed.name, indexed.tags, indexed.description, indexed.fields);
      return { row, searched: searchedOf(row, values), earlierHash };
    },
    remove(id) {
      const earlierHash = hashOf(id);
      const removed = Put.optional().parse(statements.remove.get(collection, id));
      if (!removed) return undefined;
      statements.forget.run(removed.row);
      return { row: removed.row, searched: undefined, earlierHash };
    },
    get: (id) => statements.get.get(collection, id),
    byRow: (row) => StoredRow.parse(statements.byRow.get(row)),
    matching(phrase, found) {
      for (const hit of statements.matching.all(phrase)) found(Number(hit[0]), Number(hit[1]));
    },
    searched: () => statements.searched.iterate(collection).map((row) => SearchedRow.parse(row)),
    passageHashOf: hashOf,
    list({ offset, limit, ...filter }) {
      const admitted = { ...parametersOf(filter), collection };
      return {
        total: statements.total.get(admitted),
        rows: statements.page.all({ ...admitted, offset, limit }),
      };
    },
  };
}

export function hashOfPassage(passage: string): string {
  return createHash('sha256').update(passage).digest('hex');
}

function statementsOf(connection: DatabaseSync, text: string) {
  const admitted = `FROM knowledge_entries WHERE ${ADMITTED}`;
  const one = 'FROM knowledge_entries WHERE collection = ? AND id = ?';
  return {
    put: connection.prepare(`INSERT INTO knowledge_entries
      (collection, id, name, cluster_id, api_group, providers, is_hidden, passage, passage_hash, payload)
      VALUES (:collection, :id, :name, :cluster_id, :api_group, :providers, :is_hidden, :passage,
        :passage_hash, :payload)
      ON CONFLICT (collection, id) DO UPDATE SET name = excluded.name,
        cluster_id = excluded.cluster_id, api_group = excluded.api_group,
        providers = excluded.providers, is_hidden = excluded.is_hidden, passage = excluded.passage,
        passage_hash = excluded.passage_hash, payload = excluded.payload
      RETURNING row`),
    index: connection.prepare(
      `INSERT INTO ${text} (rowid, name, tags, description, fields) VALUES (?, ?, ?, ?, ?)`,
    ),
    forget: connection.prepare(`DELETE FROM ${text} WHERE rowid = ?`),
    remove: connection.prepare(`DELETE ${one} RETURNING row`),
    get: connection.prepare(`SELECT payload ${one}`),
    hash: connection.prepare(`SELECT passage_hash AS passageHash ${one}`),
    byRow: connection.prepare('SELECT id, payload FROM knowledge_entries WHERE row = ?'),
    matching: asArrays(
      connection.prepare(
        `SELECT rowid, -bm25(${text}, ${COLUMN_WEIGHTS}) AS rank FROM ${text} WHERE ${text} MATCH ?`,
      ),
    ),
    searched: connection.prepare(`SELECT row, cluster_id AS clusterId, api_group AS "group",
      providers, passage_hash AS passageHash
      FROM knowledge_entries WHERE collection = ? AND is_hidden = 0`),
    total: connection.prepare(`SELECT count(*) AS total ${admitted}`),
    page: connection.prepare(
      `SELECT payload ${admitted} ORDER BY name, id LIMIT :limit OFFSET :offset`,
    ),
  };
}

/** Thousands of rows are read for one question: arrays are made a quarter faster than objects. */
function asArrays(statement: StatementSync): StatementSync {
  statement.setReturnArrays(true);
  return statement;
}

function columnsOf({ id, text, passage, facets, payload }: IndexEntry) {
  return {
    id,
    name: text.name.toLowerCase(),
    cluster_id: facets.clusterId ?? null,
    api_group: facets.group,
    providers: ` ${facets.providers.join(' ')} `,
    is_hidden: facets.isHidden === true ? 1 : 0,
    passage: passage ?? null,
    passage_hash: passage === undefined ? null : hashOfPassage(passage),
    payload: JSON.stringify(payload),
  };
}

function searchedOf(row: number, values: ReturnType<typeof columnsOf>): SearchedRow {
  return {
    row,
    clusterId: values.cluster_id,
    group: values.api_group,
    providers: values.providers,
    passageHash: values.passage_hash,
  };
}

function parametersOf({ clusterId, group, provider }: Filter) {
  return {
    cluster_id: clusterId ?? null,
    api_group: group ?? null,
    provider: provider ?? null,
  };
}

/** Collections are named by code (`capabilities`); anything else is a bug. */
function textTableOf(collection: string): string {
  if (!/^[a-z]+(?:-[a-z]+)*$/u.test(collection)) throw new Error('not the name of a collection');
  return `knowledge_text_${collection.replaceAll('-', '_')}`;
}

/**
 * The stems are not kept: only the index over them is. Nothing is written where the table stands: a
 * file opened for reading can be searched.
 */
function make({ connection, write }: Pick<Database, 'connection' | 'write'>, table: string): void {
  const known = connection.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table);
  if (known !== undefined) return;
  const statement = `CREATE VIRTUAL TABLE IF NOT EXISTS ${table} USING fts5(
    name, tags, description, fields, content = '', contentless_delete = 1, tokenize = 'unicode61'
  );`;
  write(() => connection.exec(statement));
}
