import type { Actor } from './actor.ts';
import type { Line } from './text.ts';

/** A session in a few words, as its workflow tells them from the record: a row of a list. */
export interface SessionSummary {
  /** One line: the intent, what is to be changed. */
  readonly title: string;
  /** What it touches, in one line; empty where that is not known yet. */
  readonly details: string;
  /** How it stands. Mentions no group: it is shown to people whom it does not concern. */
  readonly status: Line;
  readonly level: 'info' | 'success' | 'warning' | 'error';
  /** Something is still to come of it by itself or by others. */
  readonly isUnderWay: boolean;
  /** Whose word it needs to go on. */
  readonly waitsFor: 'owner' | 'approvers' | 'nobody';
  /** Who works on it in a conversation of their own meanwhile. */
  readonly heldBy?: Actor | undefined;
  /** Approvers whose word it has already. */
  readonly approvedBy: readonly Actor[];
  /** Slots of cards beside its own conversation, each for one person, or for a whole channel. */
  readonly copies?: readonly { readonly slot: string; readonly to?: Actor | undefined }[];
}
