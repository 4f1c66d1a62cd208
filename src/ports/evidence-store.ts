import type { Evidence } from '../domain/mining/evidence.ts';

/**
 * The quotes behind candidates. What is removed leaves nothing behind. Throws
 * `Failure('unavailable')` while the store does not answer.
 */
export interface EvidenceStore {
  /** The same id again replaces what was there. All of them or none. */
  add(evidence: readonly Evidence[]): Promise<void>;
  /** In the order in which they were first added. */
  of(candidateId: string): Promise<readonly Evidence[]>;
  /** By `sourceKey`. */
  from(source: string): Promise<readonly Evidence[]>;
  /** Unknown ids are passed over. */
  remove(ids: readonly string[]): Promise<void>;
}
