import { inSlices } from '../../domain/mining/slices.ts';
import type { TaughtRecord, TaughtRecords } from '../../ports/taught-records.ts';
import { itemOf, type Shelf } from './taught-shelf.ts';

/** All of a collection, as it was at a revision of the records. */
export interface TaughtReading<Item> {
  readonly revision: number;
  /** The newest version of each, in the order in which they were first saved. */
  readonly items: readonly Item[];
}

/**
 * Reads the records again only where they have changed. `complete` adds what is made of them. Throws
 * `Failure('unavailable')`, also at a record that cannot be read.
 */
export function createTaughtReading<Item, Reading extends TaughtReading<Item>>(
  { taught, shelf }: { readonly taught: TaughtRecords; readonly shelf: Shelf<Item> },
  complete: (reading: TaughtReading<Item>) => Promise<Reading>,
): () => Promise<Reading> {
  let last: Reading | undefined;
  let read = new Map<TaughtRecord, Item>();

  /** Thousands of them take a while: others have their turn. A record that is the very same is not read again. */
  async function itemsOf(records: readonly TaughtRecord[]): Promise<readonly Item[]> {
    const before = read;
    const now = new Map<TaughtRecord, Item>();
    read = now;
    const item = (record: TaughtRecord): Item => {
      const known = before.get(record) ?? itemOf(shelf, record);
      now.set(record, known);
      return known;
    };
    return inSlices(records, item, new AbortController().signal);
  }

  return async () => {
    // Asked first: what is saved meanwhile makes this reading an old one, never a wrong one.
    const revision = await taught.revision(shelf.collection);
    if (last?.revision === revision) return last;
    const records = await taught.list(shelf.collection);
    last = await complete({ revision, items: await itemsOf(records) });
    return last;
  };
}
