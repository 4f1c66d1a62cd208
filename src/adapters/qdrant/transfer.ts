import type { Schemas } from '@qdrant/js-client-rest';
import { z } from 'zod';
import type { Store } from './collections.ts';
import { WORDS } from './names.ts';
import { type EntryPoint, StoredHash } from './points.ts';
import { asFailure, notAnswering } from './refusal.ts';

/** Points in one request: some hundred kilobytes with their payloads. */
const BATCH = 100;
/** Points in one page, where only small parts of them are read. */
const PAGE = 1_000;

/** The dense vector of a collection stands after the last `--` of its name. */
function denseVectorOf(physical: string): string | undefined {
  const name = physical.slice(physical.lastIndexOf('--') + 2);
  return name === WORDS ? undefined : name;
}

/** Replaces points. One whose passage is as it was keeps the vector of its meaning. */
export async function putPoints(
  store: Store,
  physical: string,
  points: readonly EntryPoint[],
): Promise<void> {
  for (const batch of batchesOf(points)) {
    const kept = await keptVectors(store, physical, batch);
    const structs = batch.map(({ id, payload, words }) => ({
      id,
      payload: { ...payload },
      vector: { ...(words === undefined ? {} : { [WORDS]: words }), ...kept.get(id) },
    }));
    await completed(store.client.upsert(physical, { wait: true, points: structs }));
  }
}

export async function removePoints(
  store: Store,
  physical: string,
  ids: readonly string[],
): Promise<void> {
  for (const points of batchesOf(ids)) {
    await completed(store.client.delete(physical, { wait: true, points }));
  }
}

/** Every point that the filter admits, in the order of point ids, with the named parts of its payload. */
export async function scrollAll(
  { client }: Store,
  physical: string,
  { payload, filter }: { readonly payload: string[]; readonly filter?: Schemas['Filter'] },
): Promise<Schemas['Record'][]> {
  const records: Schemas['Record'][] = [];
  let offset: string | undefined;
  do {
    const page = await asFailure(
      client.scroll(physical, { limit: PAGE, with_payload: payload, filter, offset }),
    );
    records.push(...page.points);
    offset = z.string().nullish().parse(page.next_page_offset) ?? undefined;
  } while (offset !== undefined);
  return records;
}

export function batchesOf<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / BATCH);
  return Array.from({ length: count }, (_, at) => items.slice(at * BATCH, (at + 1) * BATCH));
}

/** Waited for, Qdrant answers `completed`; anything else is not in effect yet. */
export async function completed(
  call: Promise<Schemas['UpdateResult'] | Schemas['UpdateResult'][]>,
): Promise<void> {
  const pending = [await asFailure(call)].flat().find(({ status }) => status !== 'completed');
  if (pending) throw notAnswering(new Error(`an update is ${pending.status}`));
}

async function keptVectors(
  { client }: Store,
  physical: string,
  points: readonly EntryPoint[],
): Promise<ReadonlyMap<string, Record<string, number[]>>> {
  const name = denseVectorOf(physical);
  if (name === undefined) return new Map();
  const Vectors = z.object({ [name]: z.array(z.number()).optional() }).nullish();
  const hashes = new Map(points.map(({ id, payload }) => [id, hashOf(payload)]));
  const records = await asFailure(
    client.retrieve(physical, {
      ids: [...hashes.keys()],
      with_payload: ['passageHash'],
      with_vector: [name],
    }),
  );
  return new Map(
    records.flatMap(({ id, payload, vector }) => {
      const values = Vectors.parse(vector)?.[name];
      const hash = hashOf(payload);
      const isSame = hash !== undefined && hash === hashes.get(String(id));
      return isSame && values !== undefined ? [[String(id), { [name]: values }]] : [];
    }),
  );
}

function hashOf(payload: unknown): string | undefined {
  return StoredHash.nullish().parse(payload)?.passageHash;
}
