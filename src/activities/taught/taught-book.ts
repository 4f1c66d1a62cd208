import type { Embedder } from '../../ports/embedder.ts';
import type { IndexMatch, KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { Logger } from '../../ports/logger.ts';
import type { TaughtRecords } from '../../ports/taught-records.ts';
import { type AskedVector, createTaughtIndex } from './taught-book-index.ts';
import { createTaughtReading, type TaughtReading } from './taught-reading.ts';
import { type IndexedShelf, itemOf, recordOf, type Shelf } from './taught-shelf.ts';

/** Something that people teach by a wizard. */
export interface TaughtItem {
  readonly id: string;
  /** From 1; every edit makes the next one. */
  readonly version: number;
  /** `draft`: no curator has accepted it yet. */
  readonly status: 'draft' | 'active';
}

export interface TaughtMatch<Item> {
  readonly item: Item;
  /** Above 0, at most 1: 1 is the best match of this search. */
  readonly score: number;
  /** The words that matched. Empty where the meaning alone did. */
  readonly matched: readonly string[];
  /** What the score was made of, each 0 to 1 beside the best of this search. */
  readonly parts: IndexMatch['parts'];
}

/**
 * What people taught of one sort, drafts among it. The records are the truth; the knowledge index is
 * made of them and catches up by itself. All but `remove` and `save` throw `Failure('unavailable')` also
 * where a record was stored by another version of the bot and cannot be read: nobody goes on without it.
 */
export interface TaughtBook<Item> {
  /**
   * Those that guide: of each the newest version that is active. A draft that follows it changes nothing
   * until somebody accepts it. Throws `Failure('unavailable')` while the records do not answer.
   */
  active(): Promise<readonly Item[]>;
  /** Drafts too, in the order in which they were first saved. Throws `Failure('unavailable')`. */
  all(): Promise<readonly Item[]>;
  /** The newest version. Throws `Failure('unavailable')`. */
  get(id: string): Promise<Item | undefined>;
  /** Oldest first. Throws `Failure('unavailable')`. */
  versions(id: string): Promise<readonly Item[]>;
  /**
   * Saves the version after the newest; the very same once more changes nothing. That the index or the
   * embedder is away stops nobody. Throws `Failure('unavailable')`, and `Failure('conflict')` where
   * someone else saved that version first.
   */
  save(item: Item): Promise<void>;
  /**
   * All versions; false where there was none. Throws `Failure('unavailable')`, and `Failure('conflict')`
   * where `version` is not the newest.
   */
  remove(id: string, version: number): Promise<boolean>;
  /**
   * Best first, drafts too; with the question's vector where that was made already. Throws
   * `Failure('unavailable')` while the records or the index do not answer.
   */
  search(text: string, limit: number, asked?: AskedVector): Promise<readonly TaughtMatch<Item>[]>;
  /**
   * Makes the index again where it differs from the records, and the vectors that are missing. Throws
   * `Failure('unavailable')` while the records or the index do not answer; an embedder that is away is
   * logged.
   */
  repairIndex(): Promise<void>;
}

/** What a book is kept in and found by. */
export interface BookStores {
  readonly taught: TaughtRecords;
  readonly knowledge: KnowledgeIndex;
  /** Undefined: search goes by words alone. */
  readonly embedder: Embedder | undefined;
  readonly logger: Pick<Logger, 'warn'>;
}

export function createTaughtBook<Item extends TaughtItem>(
  shelf: IndexedShelf<Item>,
  { taught, ...indexing }: BookStores,
): TaughtBook<Item> {
  const { collection } = shelf;
  const index = createTaughtIndex(shelf, indexing);
  const read = createTaughtReading({ taught, shelf }, async (reading) => ({
    ...reading,
    guiding: await guidingOf({ taught, shelf }, reading),
  }));
  return {
    active: async () => (await read()).guiding,
    all: async () => (await read()).items,
    async get(id) {
      const record = await taught.get(collection, id);
      return record && itemOf(shelf, record);
    },
    versions: (id) => versionsOf({ taught, shelf }, id),
    async save(item) {
      await taught.save(recordOf(shelf, item));
      await index.put(item);
    },
    async remove(id, version) {
      const isRemoved = await taught.remove(collection, id, version);
      await index.drop(id);
      return isRemoved;
    },
    async search(text, limit, asked) {
      const { items } = await index.catchUp(read);
      if (items.length === 0) return [];
      const byId = new Map(items.map((item) => [item.id, item]));
      const matches = await index.search(text, limit, asked);
      return matches.flatMap(({ id, score, matched, parts }) => {
        const item = byId.get(id);
        return item ? [{ item, score, matched, parts }] : [];
      });
    },
    repairIndex: () => index.repair(read),
  };
}

interface Reader<Item> {
  readonly taught: TaughtRecords;
  readonly shelf: Shelf<Item>;
}

/** Of each the newest active version, where it has one. */
async function guidingOf<Item extends TaughtItem>(
  reader: Reader<Item>,
  { items }: TaughtReading<Item>,
): Promise<readonly Item[]> {
  const guiding = await Promise.all(items.map((item) => guidingVersion(reader, item)));
  return guiding.filter((one) => one !== undefined);
}

/** What guides while a newer version is a draft. */
async function guidingVersion<Item extends TaughtItem>(
  reader: Reader<Item>,
  newest: Item,
): Promise<Item | undefined> {
  if (newest.status === 'active' || newest.version === 1) {
    return newest.status === 'active' ? newest : undefined;
  }
  const versions = await versionsOf(reader, newest.id);
  return versions.findLast(({ status }) => status === 'active');
}

async function versionsOf<Item>(
  { taught, shelf }: Reader<Item>,
  id: string,
): Promise<readonly Item[]> {
  const records = await taught.versions(shelf.collection, id);
  return records.map((record) => itemOf(shelf, record));
}
