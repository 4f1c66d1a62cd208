import { toJson } from '../../src/domain/json.ts';
import type { TaughtCollection, TaughtRecord } from '../../src/ports/taught-records.ts';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/**
 * The records behind these: versions that are not among them were like the next one but for their number.
 */
export function taughtVersions<Item extends Versioned>(
  items: readonly Item[],
  { collection, madeAt }: { collection: TaughtCollection; madeAt: (item: Item) => string },
): TaughtRecord[] {
  const ids = [...new Set(items.map(({ id }) => id))];
  return ids.flatMap((id) => {
    const given = items.filter((item) => item.id === id).sort((a, b) => a.version - b.version);
    const newest = given.at(-1)?.version ?? 0;
    return Array.from({ length: newest }, (_, index) => index + 1).flatMap((version) => {
      const item = given.find((one) => one.version >= version);
      if (!item) return [];
      return [{ collection, id, version, at: madeAt(item), body: toJson({ ...item, version }) }];
    });
  });
}
