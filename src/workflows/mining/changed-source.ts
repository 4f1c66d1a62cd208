import { z } from 'zod';
import type { Place } from '../../chat/actor.ts';

/** One job looks at what changed in a channel, whatever else changes there meanwhile. */
export function sourcesKey({ platform, workspace, channel }: Omit<Place, 'thread'>): string {
  return `sources:${platform}:${workspace}:${channel}`;
}

/** Most changes that wait for one job. */
export const CHANGED_MAX = 300;

/** What changed: `turn` tells one change of a message from the next. */
export const ChangedSource = z.object({
  type: z.enum(['message', 'file']),
  id: z.string(),
  isDeleted: z.boolean(),
  turn: z.int().nonnegative(),
});
export type ChangedSource = z.infer<typeof ChangedSource>;
