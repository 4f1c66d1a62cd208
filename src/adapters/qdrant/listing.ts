import type { JsonObject } from '../../domain/json.ts';
import { ifWritten, type Store } from './collections.ts';
import { type Names, pointIdOf } from './names.ts';
import { filterOf, type Narrowing, StoredEntry, StoredName } from './points.ts';
import { asFailure } from './refusal.ts';
import { scrollAll } from './transfer.ts';

interface Page extends Narrowing {
  readonly offset: number;
  readonly limit: number;
}

/** The payload of one entry. Undefined: there is none, or nothing was ever written. */
export async function get(store: Store, names: Names, id: string): Promise<JsonObject | undefined> {
  return ifWritten(store, names, async () => (await entriesOf(store, names, [id]))[0]);
}

/**
 * Qdrant orders by numbers and dates only, so the names of all that the filter admits are read, then
 * the page itself: of 5,000 entries six requests and about a megabyte, most of it names.
 */
export async function list(
  store: Store,
  names: Names,
  { offset, limit, ...narrowing }: Page,
): Promise<{ readonly total: number; readonly payloads: readonly JsonObject[] }> {
  const page = await ifWritten(store, names, async () => {
    const filter = filterOf(narrowing);
    const points = await scrollAll(store, names.alias, { payload: ['id', 'name'], filter });
    const ordered = points
      .map(({ payload }) => StoredName.parse(payload))
      .sort((one, other) => compare(one.name, other.name) || compare(one.id, other.id));
    const shown = ordered.slice(offset, offset + limit).map(({ id }) => id);
    return { total: ordered.length, payloads: await entriesOf(store, names, shown) };
  });
  return page ?? { total: 0, payloads: [] };
}

/** In the order of the ids, without those that went meanwhile. */
async function entriesOf(
  { client }: Store,
  names: Names,
  ids: readonly string[],
): Promise<JsonObject[]> {
  if (ids.length === 0) return [];
  const points = ids.map((id) => pointIdOf(id));
  const records = await asFailure(
    client.retrieve(names.alias, { ids: points, with_payload: ['entry'] }),
  );
  const entries = new Map(
    records.map(({ id, payload }) => [String(id), StoredEntry.parse(payload).entry]),
  );
  return points.map((id) => entries.get(id)).filter((entry) => entry !== undefined);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
