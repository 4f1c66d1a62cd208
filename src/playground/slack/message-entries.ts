import { merged } from './entered.ts';
import type { Entered, Message } from './state.ts';

/**
 * What each person has chosen in a message, as their own screen keeps it: nobody else sees it, and the
 * app only when the person uses something there. Forgotten with the process.
 */
export interface MessageEntries {
  of(userId: string, message: Message): Entered;
  enter(userId: string, message: Message, entered: Entered): void;
}

export function createMessageEntries(): MessageEntries {
  const entries = new Map<string, Entered>();
  const keyOf = (userId: string, { channel, ts }: Message) => `${userId} ${channel} ${ts}`;
  function of(userId: string, message: Message): Entered {
    return entries.get(keyOf(userId, message)) ?? {};
  }
  return {
    of,
    enter(userId, message, entered) {
      entries.set(keyOf(userId, message), merged(of(userId, message), entered));
    },
  };
}
