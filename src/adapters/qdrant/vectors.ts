import type { Schemas } from '@qdrant/js-client-rest';
import { sha256 } from '../../domain/json.ts';
import type { EmbedderIdentity } from '../../ports/embedder.ts';
import type { Unembedded } from '../../ports/knowledge-index.ts';
import {
  despiteSwitches,
  dropLetGo,
  embedderOf,
  ensureFor,
  layoutOf,
  type Store,
  wrongSize,
} from './collections.ts';
import { letGoAliasOf, type Names, pointIdOf, vectorNameOf } from './names.ts';
import { filterOf, matching, StoredHash, StoredPassage } from './points.ts';
import { align } from './rebuild.ts';
import { asFailure } from './refusal.ts';
import { batchesOf, completed } from './transfer.ts';

interface Subject {
  readonly names: Names;
  readonly embedder: EmbedderIdentity;
}

interface Embedded extends Unembedded {
  readonly values: Float32Array;
}

/**
 * What still has no vector in the collection of that embedder, which is made and filled where it is not
 * the one in use. Nothing missing is said only of a collection that holds every entry.
 */
export async function withoutVector(
  store: Store,
  subject: Subject,
  limit: number,
): Promise<Unembedded[]> {
  const { names, embedder } = subject;
  return despiteSwitches(async () => {
    const layout = await layoutOf(store, names);
    const { inUse, beside } = layout;
    if (inUse === undefined && beside.length === 0) return [];
    await ensureFor(store, subject, layout);
    const physical = names.of(embedder);
    const missing = await missingIn(store, { physical, embedder, limit });
    if (missing.length >= limit || inUse === undefined || inUse === physical) return missing;
    await align(store, { from: inUse, to: physical });
    return missingIn(store, { physical, embedder, limit });
  });
}

export async function putVectors(
  store: Store,
  subject: Subject,
  vectors: readonly Embedded[],
): Promise<void> {
  const { names, embedder } = subject;
  const wrong = vectors.find(({ values }) => values.length !== embedder.dimensions);
  if (wrong) throw wrongSize(new Error(`a vector of ${embedder.name} has ${wrong.values.length}`));
  const physical = names.of(embedder);
  await despiteSwitches(async () => {
    const layout = await layoutOf(store, names);
    const isNew = await ensureFor(store, subject, layout);
    const { inUse } = layout;
    if (isNew && inUse !== undefined) await align(store, { from: inUse, to: physical });
    for (const batch of batchesOf(vectors)) await putBatch(store, { physical, embedder }, batch);
  });
}

/**
 * Killed at any moment, this leaves nothing that a repeat does not end: the alias moves, and every other
 * collection is marked as let go, in one request; what is so marked is dropped by whoever comes next.
 * That is also where it is a repeat: an embedder that was begun and given up takes no write for ever.
 */
export async function useEmbedder(store: Store, subject: Subject): Promise<string | undefined> {
  const { names, embedder } = subject;
  const physical = names.of(embedder);
  return despiteSwitches(async () => {
    const layout = await layoutOf(store, names);
    await ensureFor(store, subject, layout);
    const { inUse, beside } = layout;
    const isSwitch = inUse !== physical;
    if (isSwitch && inUse !== undefined) await align(store, { from: inUse, to: physical });
    const earlier =
      isSwitch && inUse !== undefined ? (await embedderOf(store, inUse))?.name : undefined;
    const others = [...(inUse === undefined ? [] : [inUse]), ...beside];
    const actions = [
      ...others.filter((other) => other !== physical).map(letGo),
      ...(isSwitch ? switchOf({ names, from: inUse, to: physical }) : []),
    ];
    if (actions.length > 0) await asFailure(store.client.updateCollectionAliases({ actions }));
    if (isSwitch) {
      const fields = { collection: names.alias, embedder: embedder.name, earlier };
      store.logger.info('another embedder is used from now on', fields);
    }
    await dropLetGo(store, names);
    return earlier;
  });
}

function switchOf({
  names,
  from,
  to,
}: {
  readonly names: Names;
  readonly from: string | undefined;
  readonly to: string;
}): Schemas['AliasOperations'][] {
  const point = { create_alias: { alias_name: names.alias, collection_name: to } };
  return from === undefined ? [point] : [{ delete_alias: { alias_name: names.alias } }, point];
}

function letGo(physical: string): Schemas['AliasOperations'] {
  return { create_alias: { alias_name: letGoAliasOf(physical), collection_name: physical } };
}

async function missingIn(
  { client }: Store,
  {
    physical,
    embedder,
    limit,
  }: {
    readonly physical: string;
    readonly embedder: EmbedderIdentity;
    readonly limit: number;
  },
): Promise<Unembedded[]> {
  const filter = {
    ...filterOf({}),
    must_not: [{ has_vector: vectorNameOf(embedder) }, { is_empty: { key: 'passageHash' } }],
  };
  const page = { filter, limit, with_payload: ['id', 'passage'] };
  const { points } = await asFailure(client.scroll(physical, page));
  return points.map(({ payload }) => StoredPassage.parse(payload));
}

/** Qdrant itself looks whether each passage is still the one: it may change while this is on its way. */
async function putBatch(
  store: Store,
  { physical, embedder }: { readonly physical: string; readonly embedder: EmbedderIdentity },
  batch: readonly Embedded[],
): Promise<void> {
  const hashes = new Map(batch.map(({ id, passage }) => [pointIdOf(id), sha256(passage)]));
  const records = await asFailure(
    store.client.retrieve(physical, { ids: [...hashes.keys()], with_payload: ['passageHash'] }),
  );
  const fitting = new Set(
    records
      .filter(
        ({ id, payload }) =>
          StoredHash.nullish().parse(payload)?.passageHash === hashes.get(String(id)),
      )
      .map(({ id }) => String(id)),
  );
  const points = batch
    .map(({ id, values }) => ({
      id: pointIdOf(id),
      vector: { [vectorNameOf(embedder)]: Array.from(values) },
    }))
    .filter(({ id }) => fitting.has(id));
  if (points.length === 0) return;
  const update_filter = { should: points.map(({ id }) => sameEntry(id, hashes.get(id) ?? '')) };
  // Its own method of the client would leave the filter out.
  const operations = [{ update_vectors: { points, update_filter } }];
  await completed(store.client.batchUpdate(physical, { wait: true, operations }));
}

function sameEntry(id: string, hash: string): Schemas['Filter'] {
  return { must: [{ has_id: [id] }, matching('passageHash', hash)] };
}
