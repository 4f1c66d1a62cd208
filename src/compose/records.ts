import type { Config } from '../config.ts';
import type { ArtifactStore } from '../ports/artifact-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';
import type { EffectQueue } from '../ports/effect-queue.ts';
import type { EvidenceStore } from '../ports/evidence-store.ts';
import type { KnowledgeIndex } from '../ports/knowledge-index.ts';
import type { Logger } from '../ports/logger.ts';
import type { ModelLedger } from '../ports/model-ledger.ts';
import type { EffectPool, RecordStore } from '../ports/record-store.ts';
import type { ScanStore } from '../ports/scan-store.ts';
import type { Schedule } from '../ports/schedule.ts';
import type { ShortMemory } from '../ports/short-memory.ts';
import type { TaughtRecords } from '../ports/taught-records.ts';

/** Whatever outlives a step: in one file, or where several processes reach it. */
export interface Records {
  readonly store: RecordStore;
  readonly deliveries: DeliveryStore;
  readonly artifacts: ArtifactStore;
  readonly ledger: ModelLedger;
  readonly scans: ScanStore;
  readonly taught: TaughtRecords;
  readonly evidence: EvidenceStore;
  readonly knowledge: KnowledgeIndex;
  readonly memory: ShortMemory;
  readonly queue: EffectQueue;
  readonly schedule: Schedule;
  /** Milliseconds between two looks for what other processes left. Undefined: there are none. */
  readonly sweepEveryMs: number | undefined;
  close(): Promise<void>;
}

export interface RecordOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Another process took the file over: this one must end. */
  readonly onLeaseLost: () => void;
}

/**
 * Effects of a pool that one process runs at once. Batches of a scan wait for a model: eight, and what
 * leads the scan besides.
 */
export const SLOTS: Readonly<Record<EffectPool, number>> = {
  quick: 64,
  cards: 64,
  work: 16,
  parallel: 1_000,
  background: 10,
};
