import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import type { EmbedderIdentity } from '../../ports/embedder.ts';
import type { Unembedded } from '../../ports/knowledge-index.ts';
import type { Database } from './database.ts';

/** How far a collection has been written, and whose vectors its searches compare. */
export interface CollectionState {
  /** Raised by every change. 0: nobody wrote to it. */
  readonly revision: number;
  readonly embedder: EmbedderIdentity | undefined;
}

/**
 * The vectors of one collection, by embedder and the hash of the passage: entries of equal passages
 * share one, so that what was embedded for a kind of one cluster serves the same kind of another.
 * Changes belong inside a transaction.
 */
export interface VectorTable {
  state(): CollectionState;
  /** Notes a change; the new revision. */
  raise(): number;
  use(embedder: EmbedderIdentity): void;
  /** Throws `Failure('invalid-input')` where vectors under that name have another size. */
  checkSize(embedder: EmbedderIdentity): void;
  missing(embedder: EmbedderIdentity, limit: number): readonly Unembedded[];
  /** As it is stored. */
  put(embedder: EmbedderIdentity, passageHash: string, values: Float32Array): Uint8Array;
  /** All of an embedder. */
  all(embedder: EmbedderIdentity): Iterable<{ passageHash: string; bytes: Uint8Array }>;
  /** Deletes the vectors of a passage that no entry has any more; true where it did. */
  dropUnused(passageHash: string): boolean;
  /** Deletes the vectors of every other embedder. */
  dropOthers(embedder: EmbedderIdentity): void;
}

const State = z
  .object({
    revision: z.number(),
    embedder: z.string().nullable(),
    dimensions: z.number().nullable(),
  })
  .optional();
const Missing = z.object({ id: z.string(), passage: z.string() });
const Stored = z.object({ passageHash: z.string(), bytes: z.instanceof(Uint8Array) });
const Size = z.object({ dimensions: z.number() }).optional();
const Revision = z.object({ revision: z.number() });

export function vectorTableOf(
  { connection }: Pick<Database, 'connection'>,
  collection: string,
): VectorTable {
  const statements = statementsOf(connection);
  function state(): CollectionState {
    const row = State.parse(statements.state.get(collection));
    const { embedder: name, dimensions } = row ?? { embedder: null, dimensions: null };
    const embedder = name === null || dimensions === null ? undefined : { name, dimensions };
    return { revision: row?.revision ?? 0, embedder };
  }
  return {
    state,
    raise: () => Revision.parse(statements.raise.get(collection)).revision,
    use: ({ name, dimensions }) => void statements.use.run(name, dimensions, collection),
    checkSize(embedder) {
      const { name } = embedder;
      const used = state().embedder;
      const known = used?.name === name ? used : Size.parse(statements.size.get(collection, name));
      if (known && known.dimensions !== embedder.dimensions) throw otherSize(embedder, known);
    },
    missing: ({ name }, limit) =>
      statements.missing.all(collection, name, limit).map((row) => Missing.parse(row)),
    put(embedder, passageHash, values) {
      const bytes = bytesOf(values);
      statements.put.run(collection, embedder.name, passageHash, bytes);
      return bytes;
    },
    all: ({ name }) => statements.all.iterate(collection, name).map((row) => Stored.parse(row)),
    dropUnused: (passageHash) =>
      statements.dropUnused.run({ collection, passage_hash: passageHash }).changes !== 0,
    dropOthers: ({ name }) => void statements.dropOthers.run(collection, name),
  };
}

function statementsOf(connection: Database['connection']) {
  return {
    state: connection.prepare(
      'SELECT revision, embedder, dimensions FROM knowledge_collections WHERE collection = ?',
    ),
    raise: connection.prepare(`INSERT INTO knowledge_collections (collection, revision)
      VALUES (?, 1) ON CONFLICT (collection) DO UPDATE SET revision = revision + 1
      RETURNING revision`),
    use: connection.prepare(
      'UPDATE knowledge_collections SET embedder = ?, dimensions = ? WHERE collection = ?',
    ),
    size: connection.prepare(`SELECT length(vector) / 4 AS dimensions FROM knowledge_vectors
      WHERE collection = ? AND embedder = ? LIMIT 1`),
    // The index is named, because the one over the ids serves as well in the eyes of the planner.
    missing: connection.prepare(`SELECT id, passage
      FROM knowledge_entries AS entry INDEXED BY knowledge_entries_embedded
      WHERE collection = ? AND is_hidden = 0 AND passage_hash IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM knowledge_vectors AS known WHERE known.collection = entry.collection
          AND known.embedder = ? AND known.passage_hash = entry.passage_hash)
      ORDER BY id LIMIT ?`),
    put: connection.prepare(`INSERT INTO knowledge_vectors
      (collection, embedder, passage_hash, vector) VALUES (?, ?, ?, ?)
      ON CONFLICT (collection, passage_hash, embedder) DO UPDATE SET vector = excluded.vector`),
    all: connection.prepare(`SELECT passage_hash AS passageHash, vector AS bytes
      FROM knowledge_vectors WHERE collection = ? AND embedder = ?`),
    dropUnused: connection.prepare(`DELETE FROM knowledge_vectors
      WHERE collection = :collection AND passage_hash = :passage_hash AND NOT EXISTS (
        SELECT 1 FROM knowledge_entries
        WHERE collection = :collection AND passage_hash = :passage_hash)`),
    dropOthers: connection.prepare(
      'DELETE FROM knowledge_vectors WHERE collection = ? AND embedder <> ?',
    ),
  };
}

/** As the machine has its numbers: the file is not carried to one that has them the other way round. */
function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function otherSize(
  { name, dimensions }: EmbedderIdentity,
  known: { readonly dimensions: number },
): Failure {
  const message =
    `Vectors of ${name} have ${known.dimensions} numbers in the knowledge index, and now ` +
    `${dimensions}. An operator must set the size back, or give the model another name.`;
  return new Failure('invalid-input', message);
}
