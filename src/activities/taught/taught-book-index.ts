import { Failure } from '../../domain/failure.ts';
import { IndexedItem } from '../../domain/knowledge/taught-entry.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { IndexMatch, IndexQuery, KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { Logger } from '../../ports/logger.ts';
import { createQuestionVector } from '../knowledge/question-vector.ts';
import type { TaughtReading } from './taught-reading.ts';
import type { IndexedShelf } from './taught-shelf.ts';

/** More than people ever teach of one sort. */
const ALL = 20_000;

/** Texts of one call to the embedder. */
const EMBEDDED_AT_ONCE = 16;

/** Somebody waits. The built-in embedder needs a second or more when it must load. */
const SOON_MS = 5_000;

/** What people taught in the knowledge index, beside the records that it is made of. */
export interface TaughtIndex<Item> {
  /** An index that is away is logged: the next search, or the next start, makes up for it. */
  put(item: Item): Promise<void>;
  /** As `put`. */
  drop(id: string): Promise<void>;
  /**
   * Makes sure that what is searched is what the records say, and gives that. Throws
   * `Failure('unavailable')`, and what `read` throws.
   */
  catchUp(read: () => Promise<TaughtReading<Item>>): Promise<TaughtReading<Item>>;
  /** With the question's vector where that was made already. Throws `Failure('unavailable')`. */
  search(text: string, limit: number, asked?: AskedVector): Promise<readonly IndexMatch[]>;
  /** As `catchUp`, whether or not anything seems to differ. */
  repair(read: () => Promise<TaughtReading<Item>>): Promise<void>;
}

/** Undefined within: it was asked for, and nothing answered. */
export interface AskedVector {
  readonly vector: IndexQuery['vector'];
}

type Asking = NonNullable<Parameters<Embedder['embed']>[1]>;

interface Indexing {
  readonly knowledge: KnowledgeIndex;
  readonly embedder: Embedder | undefined;
  readonly logger: Pick<Logger, 'warn'>;
}

interface Parts<Item> extends Indexing {
  readonly index: IndexedShelf<Item>['index'];
}

type Read<Item> = () => Promise<TaughtReading<Item>>;

export function createTaughtIndex<Item extends { readonly id: string }>(
  { index }: Pick<IndexedShelf<Item>, 'index'>,
  indexing: Indexing,
): TaughtIndex<Item> {
  const { knowledge, logger } = indexing;
  const { collection, entryOf, queryOf } = index;
  const parts = { ...indexing, index };
  const questionVector = createQuestionVector(indexing);
  /** The revision of the records with which the index was last compared. */
  let compared: number | undefined;

  async function unlessAway(id: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      compared = undefined;
      logger.warn(index.lags, { id, kind: error.kind });
    }
  }

  async function align(read: Read<Item>, asking: Asking): Promise<TaughtReading<Item>> {
    // Looked at before the records: whatever is indexed by now is in them, unless it was removed.
    const indexed = await indexedIn(parts);
    const reading = await read();
    await makeAgain(parts, { indexed, items: reading.items });
    compared = reading.revision;
    await embedMissing(parts, asking);
    return reading;
  }

  return {
    put: (item) =>
      unlessAway(item.id, async () => {
        await knowledge.upsert(collection, [entryOf(item)]);
        await embedMissing(parts, { signal: AbortSignal.timeout(SOON_MS) });
      }),
    drop: (id) => unlessAway(id, () => knowledge.remove(collection, [id])),
    async catchUp(read) {
      const reading = await read();
      const { total } = await knowledge.list(collection, { offset: 0, limit: 0 });
      if (compared === reading.revision && total === reading.items.length) return reading;
      return align(read, { signal: AbortSignal.timeout(SOON_MS) });
    },
    async search(text, limit, asked) {
      const { vector } = asked ?? { vector: await questionVector(text) };
      const query = { ...queryOf(text, limit), ...(vector === undefined ? {} : { vector }) };
      return knowledge.search(collection, query);
    },
    async repair(read) {
      await align(read, { isBackground: true });
    },
  };
}

async function indexedIn<Item>({ knowledge, index }: Parts<Item>): Promise<readonly IndexedItem[]> {
  const { payloads } = await knowledge.list(index.collection, { offset: 0, limit: ALL });
  return payloads.flatMap((payload) => IndexedItem.safeParse(payload).data ?? []);
}

async function makeAgain<Item extends { readonly id: string }>(
  { knowledge, index }: Parts<Item>,
  given: { readonly indexed: readonly IndexedItem[]; readonly items: readonly Item[] },
): Promise<void> {
  const made = new Map(given.indexed.map((one) => [one.id, one]));
  const stale = given.items
    .map((item) => index.entryOf(item))
    .filter(({ id, payload }) => {
      const known = made.get(id);
      return known?.made !== payload['made'] || known?.version !== payload['version'];
    });
  const known = new Set(given.items.map(({ id }) => id));
  const gone = given.indexed.map(({ id }) => id).filter((id) => !known.has(id));
  if (stale.length > 0) await knowledge.upsert(index.collection, stale);
  if (gone.length > 0) await knowledge.remove(index.collection, gone);
}

/**
 * Gives everything its vector, then has searches compare them. An embedder that is away or slow is
 * logged: what is missing is made with the next one that is saved, or at the next start.
 */
async function embedMissing<Item>(parts: Parts<Item>, asking: Asking): Promise<void> {
  const { knowledge, embedder, index } = parts;
  if (!embedder) return;
  const { collection } = index;
  const { identity } = embedder;
  const missing = await knowledge.withoutVector(collection, identity, ALL);
  for (let from = 0; from < missing.length; from += EMBEDDED_AT_ONCE) {
    const batch = missing.slice(from, from + EMBEDDED_AT_ONCE);
    const vectors = await vectorsOf({ ...parts, embedder }, batch, asking);
    if (!vectors) return;
    const given = batch.flatMap((entry, at) => {
      const values = vectors[at];
      return values ? [{ ...entry, values }] : [];
    });
    await knowledge.putVectors(collection, identity, given);
  }
  await knowledge.useEmbedder(collection, identity);
}

/** Undefined where the embedder does not answer in time. */
async function vectorsOf<Item>(
  { embedder, logger, index }: Parts<Item> & { readonly embedder: Embedder },
  batch: readonly { readonly passage: string }[],
  asking: Asking,
): Promise<readonly Float32Array[] | undefined> {
  const passages = batch.map(({ passage }) => passage);
  try {
    return await embedder.embed(passages, asking);
  } catch (error) {
    if (!(error instanceof Failure) && asking.signal?.aborted !== true) throw error;
    const kind = error instanceof Failure ? error.kind : 'timeout';
    logger.warn(index.waits, { embedder: embedder.identity.name, kind });
    return undefined;
  }
}
