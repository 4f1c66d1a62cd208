import { Failure } from '../../src/domain/failure.ts';
import { canonicalJson, toJson } from '../../src/domain/json.ts';
import type {
  TaughtCollection,
  TaughtRecord,
  TaughtRecords,
} from '../../src/ports/taught-records.ts';

export interface FakeTaughtRecords extends TaughtRecords {
  /** While down, every call throws `Failure('unavailable')`. */
  setDown(isDown: boolean): void;
}

/** What people taught, in memory. `initial`: versions from 1 on, those of one id in their order. */
export function createFakeTaughtRecords(initial: readonly TaughtRecord[] = []): FakeTaughtRecords {
  const stored = new Map<string, TaughtRecord[]>();
  for (const record of initial) {
    const key = keyOf(record.collection, record.id);
    stored.set(key, [...(stored.get(key) ?? []), structuredClone(record)]);
  }
  const revisions = new Map<TaughtCollection, number>();
  let isDown = false;

  function reach(): void {
    if (isDown) throw new Failure('unavailable', 'The records are not answering.');
  }
  function versionsOf(collection: TaughtCollection, id: string): TaughtRecord[] {
    reach();
    return stored.get(keyOf(collection, id)) ?? [];
  }
  function raise(collection: TaughtCollection): void {
    revisions.set(collection, (revisions.get(collection) ?? 0) + 1);
  }

  return {
    async list(collection) {
      reach();
      return [...stored.values()]
        .flatMap((versions) => versions.at(-1) ?? [])
        .filter((record) => record.collection === collection)
        .map((record) => structuredClone(record));
    },
    async get(collection, id) {
      return structuredClone(versionsOf(collection, id).at(-1));
    },
    async versions(collection, id) {
      return structuredClone(versionsOf(collection, id));
    },
    async save(record, { atRevision, replacesNewest = false } = {}) {
      const { collection, id, version } = record;
      const known = versionsOf(collection, id);
      const revision = revisions.get(collection) ?? 0;
      if (atRevision !== undefined && atRevision !== revision) throw changedMeanwhile();
      if (known.some((one) => textOf(one) === textOf(record))) return;
      if (version !== (known.at(-1)?.version ?? 0) + 1) throw changedMeanwhile();
      const kept = replacesNewest ? known.slice(0, -1) : known;
      stored.set(keyOf(collection, id), [...kept, structuredClone(record)]);
      raise(collection);
    },
    async amend(record) {
      const { collection, id, version } = record;
      const known = versionsOf(collection, id);
      const newest = known.at(-1);
      if (newest && textOf(newest) === textOf(record)) return;
      if (version !== (newest?.version ?? 0) + 1) throw changedMeanwhile();
      const rewritten = known.map((one) => ({ ...record, version: one.version }));
      stored.set(keyOf(collection, id), structuredClone([...rewritten, record]));
      raise(collection);
    },
    async remove(collection, id, version) {
      const known = versionsOf(collection, id);
      if (known.length === 0) return false;
      if (known.at(-1)?.version !== version) throw changedMeanwhile();
      stored.delete(keyOf(collection, id));
      raise(collection);
      return true;
    },
    async revision(collection) {
      reach();
      return revisions.get(collection) ?? 0;
    },
    setDown(value) {
      isDown = value;
    },
  };
}

function keyOf(collection: TaughtCollection, id: string): string {
  return JSON.stringify([collection, id]);
}

function textOf(record: TaughtRecord): string {
  return canonicalJson(toJson(record));
}

function changedMeanwhile(): Failure {
  return new Failure('conflict', 'Someone else changed it meanwhile.');
}
