import { z } from 'zod';
import { ExpressionRule, Rule } from './rule.ts';
import { RuleDraft } from './rule-draft.ts';

/** The artifact that a conversation holds of what was derived from its sentence. */
export const DerivedRules = z.object({
  clusterId: z.string(),
  draft: RuleDraft,
  rules: z.array(Rule),
  expressions: z.array(ExpressionRule),
});
export type DerivedRules = z.infer<typeof DerivedRules>;
