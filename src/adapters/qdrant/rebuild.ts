import { type Store } from './collections.ts';
import { pointFrom, StoredRevision } from './points.ts';
import { asFailure, notAnswering } from './refusal.ts';
import { WORDS } from './names.ts';
import { batchesOf, putPoints, removePoints, scrollAll } from './transfer.ts';

/** How often two collections are compared before others are left to write in peace first. */
const ROUNDS = 20;

interface Pair {
  readonly from: string;
  readonly to: string;
}

/**
 * Makes one collection hold what another holds, vectors of the meaning apart: those stay where the
 * passage is the same.
 *
 * Others may write meanwhile, to `from` first and then to `to`. What is copied is therefore compared
 * once more afterwards: an entry that changed or went in between is seen then, or reaches `to` after
 * the copy did, by its own writer. So this ends only with a round that found no difference.
 */
export async function align(store: Store, pair: Pair): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const [source, copy] = await Promise.all([
      revisionsOf(store, pair.from),
      revisionsOf(store, pair.to),
    ]);
    const stale = [...source.keys()].filter((id) => copy.get(id) !== source.get(id));
    const surplus = [...copy.keys()].filter((id) => !source.has(id));
    if (stale.length === 0 && surplus.length === 0) return;
    await copyPoints(store, pair, stale);
    await removeSurplus(store, pair, surplus);
  }
  throw notAnswering(new Error(`${pair.from} changes faster than it can be copied`));
}

async function revisionsOf(store: Store, physical: string): Promise<Map<string, string>> {
  const points = await scrollAll(store, physical, { payload: ['revision'] });
  return new Map(
    points.map(({ id, payload }) => [String(id), StoredRevision.parse(payload).revision]),
  );
}

async function copyPoints(
  store: Store,
  { from, to }: Pair,
  stale: readonly string[],
): Promise<void> {
  for (const ids of batchesOf(stale)) {
    const records = await asFailure(
      store.client.retrieve(from, { ids, with_payload: true, with_vector: [WORDS] }),
    );
    await putPoints(store, to, records.map(pointFrom));
  }
}

/** An entry that came after the two were compared is none. */
async function removeSurplus(
  store: Store,
  { from, to }: Pair,
  surplus: readonly string[],
): Promise<void> {
  for (const ids of batchesOf(surplus)) {
    const records = await asFailure(store.client.retrieve(from, { ids, with_payload: false }));
    const present = new Set(records.map(({ id }) => String(id)));
    const gone = ids.filter((id) => !present.has(id));
    await removePoints(store, to, gone);
  }
}
