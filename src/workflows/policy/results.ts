import { z } from 'zod';
import { EnforcementTarget } from '../../domain/policy/policy.ts';

const count = z.int().nonnegative();

/** A policy beside which this one cannot be kept, and where they part. */
export const Conflict = z.object({
  policyId: z.string(),
  sentence: z.string(),
  reason: z.string(),
});
export type Conflict = z.infer<typeof Conflict>;

/** What became of the sentence. Everything long is an artifact. */
export const Derived = z.object({
  /** The artifact of `DerivedRules`. */
  rules: z.string(),
  /** The artifact of its `Coverage`, and of the same as a text file with its name. */
  coverage: z.string(),
  coverageFile: z.object({ name: z.string(), content: z.string() }),
  counts: z.object({ rules: count, covered: count, leftOut: count }),
  /** The first lines of the coverage for the card: what is checked on how many kinds of which group. */
  lines: z.array(z.string()).max(12),
  /** How many parts of it only CEL can say, and the first of them, with an object of either sort as JSON. */
  expressionCount: count.optional(),
  expressions: z
    .array(
      z.object({
        message: z.string(),
        expression: z.string(),
        accepts: z.string(),
        refuses: z.string(),
      }),
    )
    .max(3)
    .optional(),
  /** The covered kinds as `kind.group`, so that some can be left out: the first 150. */
  kinds: z.array(z.string()).max(150).optional(),
  /** The kinds that its author left out, as they were understood: `kind.group`. */
  leftOut: z.array(z.string()).max(100).optional(),
  /** Kinds newly covered, where a scan brought them: `extend` alone. */
  added: z.array(z.string()).max(20).optional(),
  /**
   * What its author must know and may want to change: a region that the cloud does not have, a value that
   * a field does not take, a part of the sentence that no field can say.
   */
  notes: z.array(z.string()).max(10),
  /** What the sentence says of something else: another policy has to say it. */
  rest: z.string().optional(),
  /** Why nothing can be checked: it can be kept as guidance alone. */
  guidanceBecause: z.string().optional(),
  conflicts: z.array(Conflict).max(5),
  /** `offline`, or the model's name. */
  by: z.string(),
});
export type Derived = z.infer<typeof Derived>;

/** A way to enforce it, whether the cluster serves it, and why it may not be possible now. */
export const TargetOption = z.object({
  target: EnforcementTarget,
  isServed: z.boolean(),
  /** Why it cannot be used although it is served: no rights, a webhook that is not ready. */
  problem: z.string().optional(),
});
export type TargetOption = z.infer<typeof TargetOption>;

/** What trying it showed, before it binds anybody. */
export const Rehearsal = z.object({
  /** Objects made from the schemas, and how many of them were judged as they must be. */
  good: z.object({ total: count, accepted: count }),
  broken: z.object({ total: count, refused: count }),
  /** Kinds with no good object, or none that breaks it, to try it with; the first of their names. */
  untried: z.object({ count, first: z.array(z.string()).max(5) }).optional(),
  /** The first objects that were judged wrongly. */
  wrong: z.array(z.string()).max(5),
  /** Live objects that break it. */
  live: z.object({
    looked: count,
    breaking: count,
    /** `Deployment shop in a-team: spec.replicas is 1`. */
    first: z.array(z.string()).max(5),
    /** Kinds that may not be listed, or whose list was cut. */
    unseen: z.array(z.string()).max(5),
  }),
  /** What the server says to the enforcement objects as a dry run; undefined where there are none. */
  dryRun: z.object({ isAccepted: z.boolean(), problem: z.string().optional() }).optional(),
  targets: z.array(TargetOption),
  /** Everything in a file. */
  file: z.object({ name: z.string(), content: z.string() }),
  /** The enforcement as it would be applied by the suggested target. */
  yaml: z.object({ name: z.string(), content: z.string() }).optional(),
});
export type Rehearsal = z.infer<typeof Rehearsal>;
