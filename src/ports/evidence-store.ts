import type { Evidence, MessageAddress } from '../domain/mining/evidence.ts';

/** How long a change is remembered: whatever is read from a chat platform is stored long before that. */
export const CHANGES_KEPT_MS = 24 * 3_600_000;

/**
 * The quotes behind candidates. What is removed is found by nobody any more; how long bytes of it last in a
 * store's own files is said there. Throws `Failure('unavailable')` while the store does not answer.
 */
export interface EvidenceStore {
  /**
   * The same id again replaces what was there. All of them or none, but for quotes of what was noted as
   * changed at `readAt` or later: they are left out in the same write. Answers with those that were added.
   * `readAt`: ISO time before the source was read; left out where nobody can have changed it since.
   */
  add(
    evidence: readonly Evidence[],
    reading?: { readonly readAt: string },
  ): Promise<readonly Evidence[]>;
  /**
   * Notes that a source (any of `keysOfSource`) was edited or deleted: whoever read it before `at`, an ISO
   * time, adds nothing from there any more. Forgotten after `CHANGES_KEPT_MS`.
   */
  noteChanged(source: string, at: string): Promise<void>;
  /** In the order in which they were first added. */
  of(candidateId: string): Promise<readonly Evidence[]>;
  /** By any of `keysOfSource`, in the order in which they were first added. */
  from(source: string): Promise<readonly Evidence[]>;
  /** Ids of a channel's messages of which something is kept, or which carried a file of which it is. */
  messagesIn(channel: Omit<MessageAddress, 'message'>): Promise<readonly string[]>;
  /** Unknown ids are passed over. */
  remove(ids: readonly string[]): Promise<void>;
}
