import { z } from 'zod';
import { Check, ExpressionRule } from './rule.ts';

/** As a selection's group: every group, where a sentence names no kind of resource. */
export const EVERY_GROUP = '*';

/** Kinds of one API group, or of every group: all of them, or those that are named. */
export const KindSelection = z.object({
  group: z.string(),
  kinds: z.array(z.string()).optional(),
});
export type KindSelection = z.infer<typeof KindSelection>;

/**
 * What a sentence demands, before it is spread over the kinds that have such fields: understood by a
 * model, checked by code, and kept with the policy, so that code alone can spread it over the kinds that
 * come later.
 */
export const RuleDraft = z.object({
  /** Clouds that the sentence names: kinds of other clouds are left out, portable ones are bound under a condition. */
  providers: z.array(z.string()),
  /** What it is about. Kinds that its triggers mean are about it, too, unless they are among `incidental`. */
  subjects: z.array(KindSelection),
  /** Kinds with such a field that it is not about. */
  incidental: z.array(KindSelection),
  checks: z.array(
    z.object({
      /** As schemas write them. Each kind is checked at whichever of them it has. */
      paths: z.array(z.string()).min(1),
      check: Check,
    }),
  ),
  expressions: z.array(ExpressionRule),
  /** What of the sentence is not checked, as its author is told whenever the policy is opened again. */
  unsaid: z.array(z.string()).optional(),
});
export type RuleDraft = z.infer<typeof RuleDraft>;
