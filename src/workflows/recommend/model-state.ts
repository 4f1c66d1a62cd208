import { z } from 'zod';
import { Actor } from '../../chat/actor.ts';
import { Json } from '../../domain/json.ts';

/** Why the model did not do its part: there was no answer, or twice one that could not be used. */
export const ModelFault = z.enum([
  'away',
  'limited',
  'budget',
  'too-long',
  'declined',
  'operator',
  'unusable',
  'not-awaited', // somebody went on without its answer
]);
export type ModelFault = z.infer<typeof ModelFault>;

/** Why nothing goes on by itself, and which effect to run again when the person says so. */
export const Trouble = z.object({
  message: z.string(),
  retry: z.string().optional(),
  /** Set where it is the model's, and built-in rules can do instead what it was asked for. */
  fault: ModelFault.optional(),
  /** When a try can help. */
  againAt: z.string().optional(),
  /** It is tried again then, whether or not anybody says so. */
  triesItself: z.boolean().optional(),
  /** Values that could not be written, and for whom. */
  unwritten: z.array(z.object({ questionId: z.string(), by: Actor })).optional(),
});
export type Trouble = z.infer<typeof Trouble>;

/** The parts of a recommendation that language goes into. */
export const RuledParts = z.object({
  understood: ModelFault.optional(),
  ranked: ModelFault.optional(),
  worded: ModelFault.optional(),
  written: ModelFault.optional(),
  applied: ModelFault.optional(),
});
export type RuledParts = z.infer<typeof RuledParts>;

/** The running effect has asked the model, and there is no answer yet. */
export const Thinking = z.object({
  effect: Json,
  since: z.string(),
  /** So long that another way on is worth a button. */
  isLong: z.boolean().optional(),
});
export type Thinking = z.infer<typeof Thinking>;
