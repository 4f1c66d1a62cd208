import { z } from 'zod';
import { Line } from '../chat/text.ts';

/** What became of a change, in a few words for the conversation that asked for it. */
export const ChangeOutcome = z.object({
  level: z.enum(['info', 'success', 'warning', 'error']),
  line: Line,
  /** Whether what was to be shown of it in the cluster was; undefined where nothing was tried. */
  isProved: z.boolean().optional(),
});
export type ChangeOutcome = z.infer<typeof ChangeOutcome>;
