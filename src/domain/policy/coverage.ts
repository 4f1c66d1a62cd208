import { z } from 'zod';
import { ResourceKind } from '../kind.ts';

/** Why a kind that has such a field is not reached. */
export const LeftOutBecause = z.enum([
  'another-cloud', // the policy names a cloud, and the kind is another's
  'incidental', // it has such a field, and the policy is not about it
  'machine-made', // no person writes it, and no word of the policy names it
  'no-namespace', // the kind lives outside namespaces
  'cannot-say', // portable, and nothing in the object says which cloud it runs on
  'chosen', // a person left it out
]);
export type LeftOutBecause = z.infer<typeof LeftOutBecause>;

/** One kind that has a field which a policy speaks of: one row of the coverage table. */
export const CoverageRow = z.object({
  kind: ResourceKind,
  /** Where it is checked, or would be. */
  paths: z.array(z.string()),
  /** The rules that reach it; empty where it is left out. */
  ruleIds: z.array(z.string()),
  leftOut: LeftOutBecause.optional(),
  /** For people: what is checked ("spec.forProvider.region must be us-east-1"), or why it is left out. */
  note: z.string(),
});
export type CoverageRow = z.infer<typeof CoverageRow>;

/** Every kind of the cluster that has such a field. Kept as an artifact: a policy may reach hundreds. */
export const Coverage = z.object({ rows: z.array(CoverageRow) });
export type Coverage = z.infer<typeof Coverage>;
