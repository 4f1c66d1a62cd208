import type { Message } from '../../slack/state.ts';

/** The time of the last message that this person can still edit. */
export function lastOwn(messages: readonly Message[], me: string): string | undefined {
  return messages.findLast(({ user, onlyFor }) => user === me && onlyFor === undefined)?.ts;
}
