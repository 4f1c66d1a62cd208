import type { Actor, Place, Standing } from '../chat/actor.ts';
import type { Card } from '../chat/card.ts';

/** A message that the platform holds, in its own ids. */
export interface MessageReference {
  readonly channel: string;
  readonly id: string;
}

export interface OutgoingCard {
  readonly place: Place;
  readonly card: Card;
  /** Buttons and forms carry it back. Undefined for cards of no session. */
  readonly sessionId: string | undefined;
  /** Written into the message where the platform allows it, so that `find` can see it. */
  readonly deliveryId: string;
}

export interface OutgoingFile {
  readonly place: Place;
  readonly name: string;
  readonly title: string;
  readonly content: string;
}

export interface Person {
  readonly actor: Actor;
  readonly name: string;
  readonly standing: Standing;
  readonly timeZone: string | undefined;
}

/**
 * The bot's hands in Slack or Teams. Every method throws `Failure('unavailable')` while the
 * platform throttles (then `retryAfterMs` is its own word) or is away, `Failure('forbidden')` where the
 * bot is not a member or lacks a scope, and `Failure('invalid-input')` for a card the platform refused.
 */
export interface ChatPlatform {
  readonly platform: Actor['platform'];
  /** Posts a card to the thread, or to the channel where `place` names no thread. */
  post(message: OutgoingCard): Promise<MessageReference>;
  /** Throws `Failure('conflict')` for a message that is gone, or can no longer be changed. */
  update(message: MessageReference, card: OutgoingCard): Promise<void>;
  /** The message that an earlier `post` with this delivery id made, if it did. */
  find(place: Place, deliveryId: string): Promise<MessageReference | undefined>;
  /**
   * Shows a card to one person only; best effort, never the only copy of a decision. Where the bot is
   * no member it may still reach whoever has just done something there.
   */
  tell(message: OutgoingCard & { readonly to: Actor }): Promise<void>;
  /** Replaces what a person sees of the bot outside any conversation: its Home. */
  showHome(viewer: Actor, card: Card): Promise<void>;
  /**
   * Shows in a thread of a direct conversation that the bot is at work, or is no more; nothing in
   * other places. Best effort.
   */
  showWorking(place: Place, isWorking: boolean): Promise<void>;
  /** Whether a conversation there is one person's with the bot, which nobody else can open. */
  isDirect(place: Place): boolean;
  upload(file: OutgoingFile): Promise<void>;
  /** Whether a file of that name is in the thread. */
  hasFile(place: Place, name: string): Promise<boolean>;
  /** The channel of the direct conversation with a person. */
  directPlace(actor: Actor): Promise<Place>;
  /** A channel by its id, in the workspace in which the bot works. Throws before it has started. */
  channelPlace(channel: string): Place;
  /** A link to a message. */
  permalink(message: MessageReference): Promise<string | undefined>;
  /** Asked afresh each time: standing may have changed since. */
  person(actor: Actor): Promise<Person>;
  /** Ids of a user group's members. Empty for an unknown group. */
  groupMembers(groupId: string): Promise<readonly string[]>;
}
