import { z } from 'zod';
import { ResourceKind } from '../kind.ts';

export const Scalar = z.union([z.string(), z.number(), z.boolean()]);
export type Scalar = z.infer<typeof Scalar>;

/**
 * What a value must be. `pattern` is searched for anywhere in the text, as CEL's `matches` does, and
 * holds only what RE2 and JavaScript read alike. `min` and `max` compare numbers, or Kubernetes
 * quantities (`500m`, `20Gi`) where they are texts. `exists` and `absent` look at the place, not the
 * value.
 */
export const Check = z.discriminatedUnion('type', [
  z.object({ type: z.literal('oneOf'), values: z.array(Scalar).min(1) }),
  z.object({ type: z.literal('noneOf'), values: z.array(Scalar).min(1) }),
  z.object({ type: z.literal('matches'), pattern: z.string().min(1) }),
  z.object({ type: z.literal('notMatches'), pattern: z.string().min(1) }),
  z.object({ type: z.literal('exists') }),
  z.object({ type: z.literal('absent') }),
  z.object({ type: z.literal('min'), value: z.union([z.number(), z.string()]) }),
  z.object({ type: z.literal('max'), value: z.union([z.number(), z.string()]) }),
]);
export type Check = z.infer<typeof Check>;

/** Another place of the same object on which a rule depends. A place that is missing meets no condition. */
export const Condition = z.object({ path: z.string(), check: Check });
export type Condition = z.infer<typeof Condition>;

/**
 * One check on one field of some kinds. `path` is written as schemas write it (`spec.containers[*].image`,
 * `spec.selector.matchLabels['provider']`): behind `[*]` every item is checked, and no item is none that
 * fails. A rule binds where all of `when` hold.
 */
export const Rule = z.object({
  /** `r1`, unique within its policy. */
  id: z.string(),
  kinds: z.array(ResourceKind).min(1),
  when: z.array(Condition),
  path: z.string(),
  check: Check,
  /**
   * What it means that nothing is there, after the schema's defaults. `deny` on the main path,
   * `allow` where the field is secondary or a default satisfies the check.
   */
  whenMissing: z.enum(['deny', 'allow']),
  /** For people, one sentence: what must be, and by which policy. */
  message: z.string(),
});
export type Rule = z.infer<typeof Rule>;

/**
 * A rule that no field check can say: CEL over `object`, reviewed by a person beside the objects that it
 * must accept and refuse.
 */
export const ExpressionRule = z.object({
  id: z.string(),
  kinds: z.array(ResourceKind).min(1),
  /** True for an object that keeps the policy. */
  expression: z.string().min(1).max(2_000),
  message: z.string(),
  /** JSON texts of objects. */
  accepts: z.array(z.string()).min(1),
  refuses: z.array(z.string()).min(1),
});
export type ExpressionRule = z.infer<typeof ExpressionRule>;

/**
 * Which namespaces a policy reaches. Kinds that live outside namespaces are covered by no policy: their
 * coverage says "left out: no namespace".
 */
export const NamespaceScope = z.discriminatedUnion('type', [
  z.object({ type: z.literal('all') }),
  z.object({ type: z.literal('only'), namespaces: z.array(z.string()).min(1) }),
  z.object({ type: z.literal('except'), namespaces: z.array(z.string()).min(1) }),
]);
export type NamespaceScope = z.infer<typeof NamespaceScope>;
