import { z } from 'zod';
import { ObjectReference } from '../manifest.ts';
import { ExpressionRule, NamespaceScope, Rule } from './rule.ts';
import { RuleDraft } from './rule-draft.ts';

/**
 * What enforces a policy in the cluster: Kubernetes' own `ValidatingAdmissionPolicy`, Kyverno's
 * `ValidatingPolicy`, or its older `ClusterPolicy`.
 */
export const EnforcementTarget = z.enum([
  'admission-policy',
  'kyverno-validating-policy',
  'kyverno-cluster-policy',
]);
export type EnforcementTarget = z.infer<typeof EnforcementTarget>;

/** `audit`: objects that break it are accepted with a warning. `deny`: they are refused. */
export const EnforcementMode = z.enum(['audit', 'deny']);
export type EnforcementMode = z.infer<typeof EnforcementMode>;

/** What was applied to the cluster for a policy. How it stands there now is looked up, not noted. */
export const Enforcement = z.object({
  target: EnforcementTarget,
  mode: EnforcementMode,
  clusterId: z.string(),
  objects: z.array(ObjectReference).min(1),
  /** SHA-256 of each object's content as it was applied, in the order of `objects`. */
  digests: z.array(z.string()),
  /** The change that applied it, and the version of the policy that it enforces. */
  changeId: z.string(),
  version: z.number().int().positive(),
});
export type Enforcement = z.infer<typeof Enforcement>;

/**
 * How resources must be configured, and why. Its rules guide every recommendation as soon as it is
 * `active`; without rules it is guidance: shown and searched, checked by nobody.
 */
export const Policy = z.object({
  /** `pol-` and 12 hexadecimal digits. */
  id: z.string(),
  /** From 1; every edit makes the next one. */
  version: z.number().int().positive(),
  /** `draft`: nobody with the right to decide has accepted it yet. It guides nothing. */
  status: z.enum(['draft', 'active']),
  /** The cluster whose kinds its rules name. */
  clusterId: z.string(),
  /** In the words of its author: "Databases in AWS should always run in the us-east-1 region". */
  sentence: z.string(),
  /** Words by which it is found, the author's own first. */
  triggers: z.array(z.string()),
  rationale: z.string(),
  /** Who wrote the rationale, where it was written for its author: `offline`, or the model's name. */
  rationaleBy: z.string().optional(),
  /** Who answers for it: a team or a person, in words. */
  owner: z.string(),
  /** The chat account that made it, never typed text: `slack:T1:U1`. */
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
  scope: NamespaceScope,
  rules: z.array(Rule),
  expressions: z.array(ExpressionRule),
  draft: RuleDraft,
  /** Kinds that a person left out, as `kind.group`. */
  leftOut: z.array(z.string()),
  /** The artifact of its coverage. */
  coverage: z.string(),
  /** Who understood the sentence: `offline`, or the model's name. */
  by: z.string(),
  /** Where it was said first, where it was made of a message. */
  source: z.url().optional(),
  enforcement: Enforcement.optional(),
});
export type Policy = z.infer<typeof Policy>;

/** Whether nothing of it can be checked: it only tells people what is wished. */
export function isGuidance({ rules, expressions }: Pick<Policy, 'rules' | 'expressions'>): boolean {
  return rules.length === 0 && expressions.length === 0;
}
