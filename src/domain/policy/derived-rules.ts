import { z } from 'zod';
import { ExpressionRule, Rule } from './rule.ts';
import { RuleDraft } from './rule-draft.ts';

/** The artifact that a conversation holds of what was derived from its sentence. */
export const DerivedRules = z.object({
  clusterId: z.string(),
  draft: RuleDraft,
  rules: z.array(Rule),
  expressions: z.array(ExpressionRule),
  /** The words of which the draft was made: the same words need not be understood again. */
  said: z
    .object({
      sentence: z.string(),
      triggers: z.array(z.string()),
      /** What its author must know of how it was understood, and why there is nothing to check. */
      notes: z.array(z.string()),
      noneBecause: z.string().optional(),
    })
    .optional(),
});
export type DerivedRules = z.infer<typeof DerivedRules>;
