import { z } from 'zod';

const count = z.int().nonnegative();

export const MiningCounts = z.object({
  messages: count,
  conversations: count,
  /** Conversations that were worth a model's look. */
  understood: count,
  /** Parts that looked like secrets and were hidden before anything else. */
  hidden: count,
  /** Candidates that are new, those of them that are policies, and known ones with more evidence now. */
  found: count,
  policies: count,
  strengthened: count,
  /** What was found and was known, decided or taught before: not shown again. */
  known: count,
  /** Answers of the model that did not hold: a quote that nobody said. */
  dropped: count,
});
export type MiningCounts = z.infer<typeof MiningCounts>;

export const NOTHING_MINED: MiningCounts = {
  messages: 0,
  conversations: 0,
  understood: 0,
  hidden: 0,
  found: 0,
  policies: 0,
  strengthened: 0,
  known: 0,
  dropped: 0,
};

/** How far a thread is read. */
export const ThreadReached = z.object({
  /** The message at its head; as long as that is not known, any message of it. */
  head: z.string(),
  /** The last message that was read. */
  after: z.string().optional(),
  /** How many were. */
  read: count,
});
export type ThreadReached = z.infer<typeof ThreadReached>;
