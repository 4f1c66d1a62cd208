import type { Clock } from '../../src/ports/clock.ts';
import type {
  BatchResult,
  KindDescription,
  ScannedDocument,
  ScanStore,
} from '../../src/ports/scan-store.ts';

/** What scans remember, in memory. */
export function createFakeScanStore(clock: Pick<Clock, 'now'>): ScanStore {
  const documents = new Map<string, ScannedDocument>();
  const descriptions = new Map<string, KindDescription>();
  const usedMs = new Map<string, number>();
  const scans = new Map<string, { readonly batches: Map<number, BatchResult>; toldMs: number }>();
  const idOf = (clusterId: string, name: string): string => JSON.stringify([clusterId, name]);

  return {
    async documents(clusterId) {
      return [...documents.values()].filter((document) => document.clusterId === clusterId);
    },
    async saveDocuments(saved) {
      for (const document of saved) {
        documents.set(idOf(document.clusterId, document.name), { ...document });
      }
    },
    async removeDocuments(clusterId, names) {
      for (const name of names) documents.delete(idOf(clusterId, name));
    },
    async descriptions(keys) {
      return new Map(
        keys.flatMap((key) => {
          const found = descriptions.get(key);
          return found ? [[key, structuredClone(found)] as const] : [];
        }),
      );
    },
    async saveDescriptions(saved) {
      for (const description of saved) {
        descriptions.set(description.key, structuredClone(description));
        usedMs.set(description.key, clock.now().getTime());
      }
    },
    async keepDescriptions(keys) {
      const nowMs = clock.now().getTime();
      for (const key of keys) usedMs.set(key, nowMs);
      for (const key of descriptions.keys()) {
        if ((usedMs.get(key) ?? 0) < nowMs - 180 * 86_400_000) descriptions.delete(key);
      }
    },
    async finishBatch(result) {
      const scan = scans.get(result.scanId) ?? { batches: new Map(), toldMs: -Infinity };
      scans.set(result.scanId, scan);
      if (!scan.batches.has(result.batch)) scan.batches.set(result.batch, structuredClone(result));
      const nowMs = clock.now().getTime();
      const isProgressDue = Math.abs(nowMs - scan.toldMs) >= 1_000;
      if (isProgressDue) scan.toldMs = nowMs;
      const ended = [...scan.batches.values()];
      const failures = ended.flatMap((batch) => batch.failures);
      return {
        finished: ended.length,
        described: ended.reduce((sum, { described }) => sum + described, 0),
        failureCount: failures.length,
        failures: failures.slice(0, 20),
        isProgressDue,
      };
    },
  };
}
