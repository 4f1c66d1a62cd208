import type { Actor } from '../chat/actor.ts';
import type { PastMessage } from '../domain/mining/conversation.ts';

export interface ChannelInfo {
  readonly id: string;
  /** Without `#`. Undefined for a direct conversation. */
  readonly name: string | undefined;
  readonly isMember: boolean;
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  readonly isDirect: boolean;
  /** People from other organisations are in it. */
  readonly isShared: boolean;
}

export interface HistoryPage {
  /** Newest first. */
  readonly messages: readonly PastMessage[];
  /** There are older ones in the range. */
  readonly hasMore: boolean;
}

export interface ThreadPage {
  /** The message at the head of the thread: further pages are asked for by it. */
  readonly head: string;
  /**
   * Oldest first, as many as the platform gives at once; before them the message at the head, on further
   * pages only where the platform repeats it.
   */
  readonly messages: readonly PastMessage[];
  /** There are newer ones. Of a reply the first page may say no more than its `head`. */
  readonly hasMore: boolean;
}

/** A file that somebody shared. */
export interface SharedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly text: string;
  readonly url: string | undefined;
}

/**
 * What was said on a chat platform before, as far as the bot may read it. Every method throws
 * `Failure('unavailable')` with the platform's own `retryAfterMs` where it asks to slow down, and
 * `Failure('forbidden')` where the bot is no member or lacks a scope.
 */
export interface Conversations {
  /** By `C0123`, `#name` or `<#C0123|name>`. Undefined where there is none that the bot may see. */
  channel(workspace: string, name: string): Promise<ChannelInfo | undefined>;
  /**
   * Whether that person is in the channel or direct conversation now, asked afresh each time. Nobody is in
   * one that the bot does not see.
   */
  isMember(
    place: { readonly workspace: string; readonly channel: string },
    actor: Actor,
  ): Promise<boolean>;
  /**
   * A page of a channel's own messages and beginnings of threads with `oldest` < id < `before`, as many as
   * the platform gives at once. A reply that was also sent to the channel is among them, with its `thread`.
   */
  history(
    place: { readonly workspace: string; readonly channel: string },
    range: { readonly oldest: string; readonly before?: string | undefined },
  ): Promise<HistoryPage>;
  /**
   * A page of the thread of a message, which may be the one at its head or any reply; what comes after the
   * message `after`, where that is given. Empty where it is gone; a head that is gone while replies are left
   * stands there without author and text.
   */
  thread(
    place: { readonly workspace: string; readonly channel: string },
    asked: { readonly message: string; readonly after?: string | undefined },
  ): Promise<ThreadPage>;
  /** One message as it is now. Undefined where it is gone. */
  message(
    place: { readonly workspace: string; readonly channel: string },
    message: string,
  ): Promise<PastMessage | undefined>;
  /** `thread`: of a reply, the message at its head. Undefined where messages of that place have no address. */
  permalink(
    place: {
      readonly workspace: string;
      readonly channel: string;
      readonly thread?: string | undefined;
    },
    message: string,
  ): Promise<string | undefined>;
  /** Throws `Failure('invalid-input')` where it is gone, no text, or longer than `maxBytes`. */
  file(workspace: string, id: string, maxBytes: number): Promise<SharedFile>;
}
