import type { MessageReference } from './chat-platform.ts';

/** What the sender last showed of one slot. */
export interface Delivery {
  readonly sessionId: string;
  readonly slot: string;
  /** Undefined while the first send's outcome is unknown: look it up before sending again. */
  readonly message: MessageReference | undefined;
  /** The session's version that was drawn. */
  readonly version: number;
  /** SHA-256 of the card that was sent: an equal card is not sent again. Empty before the first. */
  readonly contentHash: string;
  /** Artifacts that were sent as files beside the card. */
  readonly files: readonly string[];
}

/** Which message shows which slot, so that cards are updated and never posted twice. */
export interface DeliveryStore {
  deliveries(sessionId: string): Promise<readonly Delivery[]>;
  /**
   * Replaces the slot's row, unless that tells more: it is of a newer version, or of the same one and
   * with a message where this has none, or with more files. Whoever was suspended writes late.
   */
  saveDelivery(delivery: Delivery): Promise<void>;
}
