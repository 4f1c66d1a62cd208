import type { Actor, Place } from '../chat/actor.ts';
import type { Card } from '../chat/card.ts';
import { withPeople } from '../chat/named-people.ts';
import type { Line } from '../chat/text.ts';
import { Failure } from '../domain/failure.ts';
import type { ChatPlatform, OutgoingCard } from '../ports/chat-platform.ts';

/** The platforms that this process is connected to. Throws for a place of another one. */
export type PlatformOf = (place: Pick<Place, 'platform'>) => ChatPlatform;

/** Throws when the list has none for the place: the process was put together wrongly. */
export function createPlatformOf(platforms: readonly ChatPlatform[]): PlatformOf {
  return ({ platform }) => {
    const found = platforms.find((candidate) => candidate.platform === platform);
    if (!found) throw new Error(`not connected to ${platform}`);
    return found;
  };
}

/** A line for one person's eyes. */
export function privateCard(to: Actor, line: Line): Card {
  return { elements: [{ type: 'text', line: withPeople(line) }], audience: to };
}

/**
 * Shows a card to one person where they are; in the direct conversation where the bot is no member
 * of that channel.
 */
export async function tellPerson(
  platform: ChatPlatform,
  message: OutgoingCard & { readonly to: Actor },
): Promise<void> {
  try {
    await platform.tell(message);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    await platform.tell({ ...message, place: await platform.directPlace(message.to) });
  }
}

/** What the person is told is all there is to it: nothing that the bot depends on refused or failed. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof Failure) || error.cause !== undefined) return false;
  return error.kind === 'forbidden' || error.kind === 'invalid-input';
}

export function isForbidden(error: unknown): boolean {
  return error instanceof Failure && error.kind === 'forbidden';
}
