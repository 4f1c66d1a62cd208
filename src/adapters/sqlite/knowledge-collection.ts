import { Failure } from '../../domain/failure.ts';
import type { EmbedderIdentity } from '../../ports/embedder.ts';
import type { IndexEntry, Unembedded } from '../../ports/knowledge-index.ts';
import type { Database } from './database.ts';
import { createKnowledgeMemory, unitOf, type KnowledgeMemory } from './knowledge-memory.ts';
import {
  hashOfPassage,
  knowledgeTableOf,
  type Change,
  type KnowledgeTable,
} from './knowledge-tables.ts';
import { vectorTableOf, type VectorTable } from './knowledge-vectors.ts';
import { rememberFrequent, stemmedText, type WordsSource } from './knowledge-words.ts';

/** What searches of a collection read, as of its last change. */
interface Current {
  readonly memory: KnowledgeMemory;
  readonly embedder: EmbedderIdentity | undefined;
  readonly matching: WordsSource['matching'];
}

/** One collection: its rows, its vectors, and what is kept of both in memory. */
export interface KnowledgeCollection {
  readonly table: KnowledgeTable;
  readonly vectors: Pick<VectorTable, 'missing' | 'state'>;
  current(): Current;
  upsert(entries: readonly IndexEntry[]): void;
  remove(ids: readonly string[]): void;
  putVectors(
    embedder: EmbedderIdentity,
    given: readonly (Unembedded & { readonly values: Float32Array })[],
  ): void;
  useEmbedder(embedder: EmbedderIdentity): string | undefined;
}

/** What is to be done in memory once it is on disk. */
type Note = (current: Omit<Current, 'matching'>) => void;

export function knowledgeCollectionOf(
  database: Pick<Database, 'connection' | 'write'>,
  name: string,
): KnowledgeCollection {
  const table = knowledgeTableOf(database, name);
  const vectors = vectorTableOf(database, name);
  const kept = createKept({ table, vectors });

  /** Memory follows what is on disk, and never what was undone. */
  function write(work: () => readonly Note[]): void {
    const { notes, revision } = database.write(() => ({
      notes: work(),
      revision: vectors.raise(),
    }));
    kept.follow(revision, notes);
  }

  return {
    table,
    vectors,
    current: () => kept.current(),
    upsert(entries) {
      write(() => entries.map((entry) => settle(vectors, table.put(entry, stemmedText(entry)))));
    },
    remove(ids) {
      write(() =>
        ids.flatMap((id) => {
          const change = table.remove(id);
          return change ? [settle(vectors, change)] : [];
        }),
      );
    },
    putVectors(embedder, given) {
      const sound = given.map((one) => ({ ...one, values: checked(one.values, embedder) }));
      write(() => {
        vectors.checkSize(embedder);
        return sound.flatMap(({ id, passage, values }) => {
          const passageHash = hashOfPassage(passage);
          if (table.passageHashOf(id) !== passageHash) return [];
          const bytes = vectors.put(embedder, passageHash, values);
          return [putNote(embedder, passageHash, bytes)];
        });
      });
    },
    useEmbedder(embedder) {
      return database.write(() => switchTo(vectors, embedder));
    },
  };
}

/** The vectors of a passage that nobody has any more are let go. */
function settle(vectors: VectorTable, change: Change): Note {
  const { earlierHash, searched } = change;
  const isDropped =
    earlierHash !== undefined &&
    earlierHash !== searched?.passageHash &&
    vectors.dropUnused(earlierHash);
  return ({ memory }) => {
    memory.change(change);
    if (isDropped) memory.dropVector(earlierHash);
  };
}

/** The name of the embedder before, where there was another. */
function switchTo(vectors: VectorTable, embedder: EmbedderIdentity): string | undefined {
  vectors.checkSize(embedder);
  // Also where it is a repeat: an embedder that was begun and given up leaves nothing behind.
  vectors.dropOthers(embedder);
  const used = vectors.state().embedder;
  if (used?.name === embedder.name) return undefined;
  vectors.raise();
  vectors.use(embedder);
  return used?.name;
}

function putNote(embedder: EmbedderIdentity, passageHash: string, bytes: Uint8Array): Note {
  return (current) => {
    if (current.embedder?.name === embedder.name) current.memory.putVector(passageHash, bytes);
  };
}

/** Read from the tables on first use, and again where somebody else wrote to them. */
function createKept({ table, vectors }: { table: KnowledgeTable; vectors: VectorTable }) {
  let kept: (Current & { readonly revision: number }) | undefined;
  return {
    current(): Current {
      const { revision, embedder } = vectors.state();
      if (kept?.revision === revision) return kept;
      const memory = createKnowledgeMemory(embedder);
      for (const searched of table.searched()) {
        memory.change({ row: searched.row, searched, earlierHash: undefined });
      }
      if (embedder) {
        for (const { passageHash, bytes } of vectors.all(embedder)) {
          memory.putVector(passageHash, bytes);
        }
      }
      kept = { memory, embedder, revision, matching: rememberFrequent(table.matching) };
      return kept;
    },
    follow(revision: number, notes: readonly Note[]): void {
      if (kept?.revision !== revision - 1) return;
      const { memory, embedder } = kept;
      for (const note of notes) note({ memory, embedder });
      kept = { memory, embedder, revision, matching: rememberFrequent(table.matching) };
    },
  };
}

function checked(values: Float32Array, { name, dimensions }: EmbedderIdentity): Float32Array {
  const isSound = values.some((value) => value !== 0) && values.every(Number.isFinite);
  if (values.length === dimensions && isSound) return unitOf(values);
  const message = `What ${name} gave is no vector of ${dimensions} numbers. An operator must look at the embedder.`;
  throw new Failure('invalid-input', message);
}
