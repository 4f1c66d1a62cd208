import type { QdrantClient, Schemas } from '@qdrant/js-client-rest';
import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import type { EmbedderIdentity } from '../../ports/embedder.ts';
import type { Logger } from '../../ports/logger.ts';
import { warnOfOldServer } from './client.ts';
import { letGoAliasOf, type Names, vectorNameOf, WORDS } from './names.ts';
import { INDEXED } from './points.ts';
import { asFailure, isMissing, notAnswering, Refusal } from './refusal.ts';

/** What every part of the adapter works with. */
export interface Store {
  readonly client: QdrantClient;
  readonly logger: Logger;
  /** Collections in Qdrant whose payload indexes this process has seen to. */
  readonly prepared: Set<string>;
}

/** Which collections in Qdrant stand for one of the port. */
export interface Layout {
  /** The one that is read. Undefined: nothing was written yet. */
  readonly inUse: string | undefined;
  /** Those being built for other embedders: they take every write, too. */
  readonly beside: readonly string[];
  /** Those of earlier embedders, still to be dropped. */
  readonly letGo: readonly string[];
}

/** How often something is begun anew because another process dropped what it worked on. */
const TURNS = 5;

const Inspected = z.object({
  config: z.object({
    params: z.object({ vectors: z.record(z.string(), z.object({ size: z.number() })).nullish() }),
    metadata: z.object({ embedder: z.string() }).nullish().catch(undefined),
  }),
  payload_schema: z.record(z.string(), z.unknown()),
});

export async function layoutOf({ client }: Store, names: Names): Promise<Layout> {
  const [{ collections }, { aliases }] = await asFailure(
    Promise.all([client.getCollections(), client.getAliases()]),
  );
  const targets = new Map(aliases.map((alias) => [alias.alias_name, alias.collection_name]));
  const inUse = targets.get(names.alias);
  const others = collections
    .map(({ name }) => name)
    .filter((name) => names.owns(name) && name !== inUse);
  const isLetGo = (name: string): boolean => targets.has(letGoAliasOf(name));
  return {
    inUse,
    beside: others.filter((name) => !isLetGo(name)),
    letGo: others.filter((name) => isLetGo(name)),
  };
}

/** The layout once there is a collection to write to. */
export async function ensureInUse(store: Store, names: Names): Promise<Layout> {
  const layout = await layoutOf(store, names);
  if (layout.inUse !== undefined) {
    await prepareOnce(store, layout.inUse);
    return layout;
  }
  const known = layout.beside.includes(names.words) ? names.words : layout.beside[0];
  const first = known ?? names.words;
  if (known === undefined) await create(store, first);
  await prepareOnce(store, first);
  // Looked at once more: another process may have done the same, and gone further.
  const latest = await layoutOf(store, names);
  if (latest.inUse !== undefined) return latest;
  const actions = [{ create_alias: { alias_name: names.alias, collection_name: first } }];
  await asFailure(store.client.updateCollectionAliases({ actions }));
  return layoutOf(store, names);
}

/**
 * Makes the collection of an embedder where the layout has none; true where it did, so that it is still
 * to be filled. Throws `Failure('invalid-input')` where it holds vectors of another size: nothing is
 * dropped for that.
 */
export async function ensureFor(
  store: Store,
  { names, embedder }: { readonly names: Names; readonly embedder: EmbedderIdentity },
  { inUse, beside, letGo }: Layout,
): Promise<boolean> {
  const physical = names.of(embedder);
  if (letGo.includes(physical)) await drop(store, physical);
  const isNew = inUse !== physical && !beside.includes(physical);
  if (isNew) await create(store, physical, embedder);
  await checkSize(store, { physical, embedder });
  await prepareOnce(store, physical);
  return isNew;
}

/** Throws `Failure('invalid-input')` where a collection holds vectors of another size. */
export async function checkSize(
  store: Store,
  { physical, embedder }: { readonly physical: string; readonly embedder: EmbedderIdentity },
): Promise<void> {
  const { config } = await inspect(store, physical);
  const size = config.params.vectors?.[vectorNameOf(embedder)]?.size ?? 0;
  if (size === embedder.dimensions) return;
  const cause = `${physical} holds vectors of ${size} numbers, not of ${embedder.dimensions}`;
  throw wrongSize(new Error(cause));
}

export function wrongSize(cause: Error): Failure {
  const message =
    'The knowledge index and the embedder disagree about the size of vectors. An operator must ' +
    'check DOTAI_EMBEDDER_DIMENSIONS and the collection that the log names.';
  return new Failure('invalid-input', message, { cause });
}

/** The embedder that a collection was made for. Undefined: it holds words alone. */
export async function embedderOf(
  store: Store,
  physical: string,
): Promise<EmbedderIdentity | undefined> {
  const { config } = await inspect(store, physical);
  const name = config.metadata?.embedder;
  const [vectors] = Object.values(config.params.vectors ?? {});
  return name === undefined || !vectors ? undefined : { name, dimensions: vectors.size };
}

/** The embedder whose vectors searches compare; undefined where they compare none. */
export function embedderInUse(store: Store, names: Names): Promise<EmbedderIdentity | undefined> {
  return despiteSwitches(async () => {
    const { inUse } = await layoutOf(store, names);
    return inUse === undefined ? undefined : embedderOf(store, inUse);
  });
}

/** Drops what is let go, and says so. What is gone already is no fault. */
export async function dropLetGo(store: Store, names: Names): Promise<void> {
  const { letGo } = await layoutOf(store, names);
  for (const physical of letGo) await drop(store, physical);
}

/**
 * Begins again where a collection was gone: another process has switched meanwhile, and the layout says
 * to what. What `act` does must bear repetition.
 */
export async function despiteSwitches<T>(act: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await act();
    } catch (error) {
      if (!isMissing(error)) throw error;
      if (turn === TURNS) throw notAnswering(error);
    }
  }
}

/**
 * What is read; undefined where nothing was ever written. Collections that stand under no alias get it
 * back: their maker was killed, or they were restored from a snapshot, which holds none.
 */
export async function ifWritten<T>(
  store: Store,
  names: Names,
  read: () => Promise<T>,
): Promise<T | undefined> {
  return despiteSwitches(async () => {
    try {
      return await read();
    } catch (error) {
      if (!isMissing(error)) throw error;
      const { inUse, beside } = await layoutOf(store, names);
      if (inUse === undefined && beside.length === 0) return undefined;
      if (inUse === undefined) await ensureInUse(store, names);
      throw error; // there is something to read: once more
    }
  });
}

async function drop({ client, logger, prepared }: Store, physical: string): Promise<void> {
  prepared.delete(physical);
  try {
    await asFailure(client.deleteCollection(physical));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  logger.info('vectors of an earlier embedder were let go', { collection: physical });
}

/** That another process makes the same at the same time is no fault. */
async function create(
  { client, prepared }: Store,
  physical: string,
  embedder?: EmbedderIdentity,
): Promise<void> {
  prepared.delete(physical);
  const vectors: Record<string, Schemas['VectorParams']> = {};
  if (embedder !== undefined)
    vectors[vectorNameOf(embedder)] = { size: embedder.dimensions, distance: 'Cosine' };
  const settings = {
    vectors,
    sparse_vectors: { [WORDS]: { modifier: 'idf' as const } },
    ...(embedder === undefined ? {} : { metadata: { embedder: embedder.name } }),
  };
  try {
    await asFailure(client.createCollection(physical, settings));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { exists } = await asFailure(client.collectionExists(physical));
    if (!exists) throw error;
  }
}

/** Also mends what a process left that was killed between the collection and its indexes. */
async function prepareOnce(store: Store, physical: string): Promise<void> {
  const { client, logger, prepared } = store;
  if (prepared.has(physical)) return;
  if (prepared.size === 0) await warnOfOldServer(client, logger);
  const { payload_schema: known } = await inspect(store, physical);
  for (const [field_name, field_schema] of Object.entries(INDEXED)) {
    if (Object.hasOwn(known, field_name)) continue;
    const index = { field_name, field_schema, wait: true };
    await asFailure(client.createPayloadIndex(physical, index));
  }
  prepared.add(physical);
}

async function inspect({ client }: Store, physical: string): Promise<z.infer<typeof Inspected>> {
  return Inspected.parse(await asFailure(client.getCollection(physical)));
}
