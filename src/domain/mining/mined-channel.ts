import { z } from 'zod';

/** Most places at which looks at single messages are to go on. */
export const LOOKED_UP_KEPT = 100;

/** A channel that a curator opened for mining, or closed again. */
export const MinedChannel = z.object({
  /** `slack:T1:C1`. */
  id: z.string(),
  version: z.int().positive(),
  /** Without `#`, as it was then. */
  name: z.string(),
  isOn: z.boolean(),
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
  /** The notice in the channel, once it is there. */
  noticeUrl: z.url().optional(),
  /** Everything between these two messages was read. */
  minedFrom: z.string().optional(),
  minedUntil: z.string().optional(),
  /** A later reading was stopped before it came down to there: everything between these was read, too. */
  ahead: z.object({ from: z.string(), until: z.string() }).optional(),
  /** The last message that was looked up in each stretch in which others still wait for it. */
  lookedUp: z.array(z.string()).max(LOOKED_UP_KEPT).optional(),
  lastMinedAt: z.iso.datetime().optional(),
});
export type MinedChannel = z.infer<typeof MinedChannel>;
