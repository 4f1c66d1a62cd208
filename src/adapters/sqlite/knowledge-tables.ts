import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { z } from 'zod';
import type { IndexEntry } from '../../ports/knowledge-index.ts';
import type { Database } from './database.ts';

/** The rows of one collection, with its full-text table. Changes belong inside a transaction. */
export interface KnowledgeTable {
  /** Replaces the entry of that id. `text` is what is indexed: stems, separated by spaces. */
  put(entry: IndexEntry, text: IndexEntry['text']): void;
  remove(id: string): void;
  get(id: string): unknown;
  byRow(row: number): StoredRow;
  /** `rank` is above 0: more is better. */
  matching(phrase: string, filter: Filter): readonly { row: number; rank: number }[];
  list(page: Filter & { readonly offset: number; readonly limit: number }): {
    readonly total: unknown;
    readonly rows: readonly unknown[];
  };
}

interface Filter {
  readonly group?: string;
  readonly provider?: string;
}

const StoredRow = z.object({ id: z.string(), payload: z.string() });
type StoredRow = z.infer<typeof StoredRow>;
const Put = z.object({ row: z.number() });

/** What a hit in each text counts: name, tags, description, fields. */
const COLUMN_WEIGHTS = '4.0, 2.0, 0.7, 0.25';

const ENTRIES = `CREATE TABLE IF NOT EXISTS knowledge_entries (
  row INTEGER PRIMARY KEY,
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  api_group TEXT NOT NULL,
  providers TEXT NOT NULL,
  is_hidden INTEGER NOT NULL,
  payload TEXT NOT NULL,
  UNIQUE (collection, id)
) STRICT;
CREATE INDEX IF NOT EXISTS knowledge_entries_by_name
  ON knowledge_entries (collection, is_hidden, name, id);`;

/** `:group` and `:provider` are null where everything is admitted. Providers are kept as ` aws gcp `. */
const ADMITTED = `collection = :collection AND is_hidden = 0
  AND (:group IS NULL OR api_group = :group)
  AND (:provider IS NULL OR providers LIKE '% ' || :provider || ' %')`;

/** Makes the tables where they are absent, and a collection's own when it is first named. */
export function createKnowledgeTables(database: Pick<Database, 'connection' | 'write'>): {
  of(collection: string): KnowledgeTable;
} {
  const tables = new Map<string, KnowledgeTable>();
  make(database, { table: 'knowledge_entries', statements: ENTRIES });
  return {
    of(collection) {
      const known = tables.get(collection);
      if (known) return known;
      const text = textTableOf(collection);
      make(database, { table: text, statements: textTable(text) });
      const table = tableOf(database.connection, { collection, text });
      tables.set(collection, table);
      return table;
    },
  };
}

function tableOf(
  connection: DatabaseSync,
  { collection, text }: { readonly collection: string; readonly text: string },
): KnowledgeTable {
  const statements = statementsOf(connection, text);
  return {
    put(entry, indexed) {
      const isHidden = entry.facets.isHidden === true;
      const values = { ...columnsOf(entry), collection, is_hidden: isHidden ? 1 : 0 };
      const { row } = Put.parse(statements.put.get(values));
      statements.forget.run(row);
      if (isHidden) return;
      statements.index.run(row, indexed.name, indexed.tags, indexed.description, indexed.fields);
    },
    remove(id) {
      const removed = Put.optional().parse(statements.remove.get(collection, id));
      if (removed) statements.forget.run(removed.row);
    },
    get: (id) => statements.get.get(collection, id),
    byRow: (row) => StoredRow.parse(statements.byRow.get(row)),
    matching(phrase, filter) {
      const isFiltered = filter.group !== undefined || filter.provider !== undefined;
      const rows = isFiltered
        ? statements.matchingAdmitted.all({ ...filterOf(filter), collection, phrase })
        : statements.matching.all(phrase);
      return rows.map((hit) => ({ row: Number(hit[0]), rank: Number(hit[1]) }));
    },
    list({ offset, limit, ...filter }) {
      const admitted = { ...filterOf(filter), collection };
      return {
        total: statements.total.get(admitted),
        rows: statements.page.all({ ...admitted, offset, limit }),
      };
    },
  };
}

function statementsOf(connection: DatabaseSync, text: string) {
  const matching = `SELECT rowid, -bm25(${text}, ${COLUMN_WEIGHTS}) AS rank FROM ${text}`;
  const admitted = `FROM knowledge_entries WHERE ${ADMITTED}`;
  return {
    put: connection.prepare(`INSERT INTO knowledge_entries
      (collection, id, name, api_group, providers, is_hidden, payload)
      VALUES (:collection, :id, :name, :api_group, :providers, :is_hidden, :payload)
      ON CONFLICT (collection, id) DO UPDATE SET name = excluded.name,
        api_group = excluded.api_group, providers = excluded.providers,
        is_hidden = excluded.is_hidden, payload = excluded.payload
      RETURNING row`),
    index: connection.prepare(
      `INSERT INTO ${text} (rowid, name, tags, description, fields) VALUES (?, ?, ?, ?, ?)`,
    ),
    forget: connection.prepare(`DELETE FROM ${text} WHERE rowid = ?`),
    remove: connection.prepare(
      'DELETE FROM knowledge_entries WHERE collection = ? AND id = ? RETURNING row',
    ),
    get: connection.prepare(
      'SELECT payload FROM knowledge_entries WHERE collection = ? AND id = ?',
    ),
    byRow: connection.prepare('SELECT id, payload FROM knowledge_entries WHERE row = ?'),
    matching: asArrays(connection.prepare(`${matching} WHERE ${text} MATCH ?`)),
    matchingAdmitted: asArrays(
      connection.prepare(
        `${matching} WHERE ${text} MATCH :phrase AND rowid IN (SELECT row ${admitted})`,
      ),
    ),
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

function columnsOf(entry: IndexEntry) {
  return {
    id: entry.id,
    name: entry.text.name.toLowerCase(),
    api_group: entry.facets.group,
    providers: ` ${entry.facets.providers.join(' ')} `,
    payload: JSON.stringify(entry.payload),
  };
}

function filterOf({ group, provider }: Filter): { group: string | null; provider: string | null } {
  return { group: group ?? null, provider: provider ?? null };
}

/** Collections are named by code (`capabilities`, `scan-documents`); anything else is a bug. */
function textTableOf(collection: string): string {
  if (!/^[a-z]+(?:-[a-z]+)*$/u.test(collection)) throw new Error('not the name of a collection');
  return `knowledge_text_${collection.replaceAll('-', '_')}`;
}

/** The stems are not kept: only the index over them is. */
function textTable(name: string): string {
  return `CREATE VIRTUAL TABLE IF NOT EXISTS ${name} USING fts5(
    name, tags, description, fields, content = '', contentless_delete = 1, tokenize = 'unicode61'
  );`;
}

/** Nothing is written where the table stands: a file opened for reading can be searched. */
function make(
  { connection, write }: Pick<Database, 'connection' | 'write'>,
  { table, statements }: { readonly table: string; readonly statements: string },
): void {
  const known = connection.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table);
  if (known === undefined) write(() => connection.exec(statements));
}
