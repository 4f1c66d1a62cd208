import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { Logger } from '../../ports/logger.ts';
import { createClient } from './client.ts';
import {
  despiteSwitches,
  embedderInUse,
  ensureInUse,
  type Layout,
  layoutOf,
  type Store,
} from './collections.ts';
import { get, list } from './listing.ts';
import { type Names, namesOf, pointIdOf } from './names.ts';
import { pointOf } from './points.ts';
import { search } from './search.ts';
import { putPoints, removePoints } from './transfer.ts';
import { putVectors, useEmbedder, withoutVector } from './vectors.ts';

export interface QdrantSettings {
  readonly url: string;
  readonly apiKey: string | undefined;
  /** Milliseconds that one request may take. */
  readonly timeoutMs: number;
  readonly logger: Logger;
  /** Begins the names of all collections in Qdrant. Default `dotai-`. */
  readonly prefix?: string;
}

/**
 * Knowledge in Qdrant. Each collection of the port is read under an alias (`dotai-capabilities`) of
 * what is in use: `dotai-capabilities--words` at first, then one collection for each embedder
 * (`dotai-capabilities--minilm-l6-v2-384`), built beside while the earlier one is searched.
 */
export function createQdrantIndex({
  logger,
  prefix = 'dotai-',
  ...settings
}: QdrantSettings): KnowledgeIndex {
  const store: Store = { client: createClient(settings), logger, prepared: new Set() };
  const namesFor = (collection: string): Names => namesOf(prefix, collection);
  return {
    async upsert(collection, entries) {
      const points = [...new Map(entries.map((entry) => [entry.id, entry])).values()].map(pointOf);
      if (points.length === 0) return;
      const names = namesFor(collection);
      await writeEverywhere(
        () => ensureInUse(store, names),
        (physical) => putPoints(store, physical, points),
      );
    },
    async remove(collection, ids) {
      if (ids.length === 0) return;
      const points = ids.map((id) => pointIdOf(id));
      const names = namesFor(collection);
      await writeEverywhere(
        () => layoutOf(store, names),
        (physical) => removePoints(store, physical, points),
      );
    },
    search: (collection, query) => search(store, namesFor(collection), query),
    get: (collection, id) => get(store, namesFor(collection), id),
    list: (collection, page) => list(store, namesFor(collection), page),
    withoutVector: (collection, embedder, limit) =>
      withoutVector(store, { names: namesFor(collection), embedder }, limit),
    putVectors: (collection, embedder, vectors) =>
      putVectors(store, { names: namesFor(collection), embedder }, vectors),
    useEmbedder: (collection, embedder) =>
      useEmbedder(store, { names: namesFor(collection), embedder }),
    embedderInUse: (collection) => embedderInUse(store, namesFor(collection)),
  };
}

/**
 * Writes to the collection in use, then to those being built beside it, then looks once more whether
 * another one came meanwhile: whoever builds it may have read what this writes too early.
 */
async function writeEverywhere(
  layout: () => Promise<Layout>,
  write: (physical: string) => Promise<void>,
): Promise<void> {
  const written = new Set<string>();
  await despiteSwitches(async () => {
    for (;;) {
      const { inUse, beside } = await layout();
      const targets = [...(inUse === undefined ? [] : [inUse]), ...beside];
      const open = targets.filter((physical) => !written.has(physical));
      if (open.length === 0) return;
      for (const physical of open) {
        await write(physical);
        written.add(physical);
      }
    }
  });
}
