import type { Capability } from '../domain/capability.ts';

/** A schema document that was read, and as what: equal fingerprint, equal profiles. */
export interface ScannedDocument {
  readonly clusterId: string;
  /** `apps/v1`, `v1`. */
  readonly name: string;
  readonly fingerprint: string;
  /** The artifact of its kinds' paths, a `DocumentOutline`. Undefined where an earlier version read it. */
  readonly outline?: string;
}

/** What a model said of a kind, kept under the schema that it read: the same schema is described once. */
export interface KindDescription extends Pick<
  Capability,
  'tags' | 'providers' | 'abstraction' | 'complexity' | 'description' | 'useCase' | 'confidence'
> {
  /** Of the kind's group and name, its schema hash and the prompt: of no cluster. */
  readonly key: string;
  /** `describe-capabilities@1`. */
  readonly prompt: string;
  /** Who described it: the model's name. */
  readonly by: string;
  /** The scan for which it was described. */
  readonly scanId?: string;
}

/** A kind that could not be read or described, and why, fit for the channel. */
export interface KindFailure {
  readonly kind: string;
  readonly reason: string;
}

/** What came of one batch of kinds that were to be described. */
export interface BatchResult {
  readonly scanId: string;
  /** From 0; one of `total`. */
  readonly batch: number;
  readonly total: number;
  readonly described: number;
  readonly failures: readonly KindFailure[];
}

export interface BatchTally {
  /** Batches of the scan that have ended; equal to `total` for all who finish at the end. */
  readonly finished: number;
  readonly described: number;
  readonly failureCount: number;
  /** The first 20. */
  readonly failures: readonly KindFailure[];
  /** Whether a second has passed since progress of this scan was last reported; true for one caller. */
  readonly isProgressDue: boolean;
}

/** What scans remember between stages, restarts and processes. Throws `Failure('unavailable')`. */
export interface ScanStore {
  documents(clusterId: string): Promise<readonly ScannedDocument[]>;
  /** Replaces those of the same cluster and name. */
  saveDocuments(documents: readonly ScannedDocument[]): Promise<void>;
  removeDocuments(clusterId: string, names: readonly string[]): Promise<void>;
  /** Those that there are, by key. */
  descriptions(keys: readonly string[]): Promise<ReadonlyMap<string, KindDescription>>;
  saveDescriptions(descriptions: readonly KindDescription[]): Promise<void>;
  /**
   * Notes, to the day, that descriptions are of use, as they are when they are saved. Forgets those of
   * which that was not noted for 180 days.
   */
  keepDescriptions(keys: readonly string[]): Promise<void>;
  /** Notes how a batch ended, once: a repeat of the same batch counts nothing twice. */
  finishBatch(result: BatchResult): Promise<BatchTally>;
}
