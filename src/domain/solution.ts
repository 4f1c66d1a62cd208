import { z } from 'zod';
import { Json } from './json.ts';
import { ResourceKind } from './kind.ts';

/**
 * One object that a solution is made of. `alias` names it within the solution (`database`,
 * `deployment-2`); questions, links and bindings refer to it by that.
 */
export const SolutionResource = z.object({
  alias: z.string(),
  capabilityId: z.string(),
  kind: ResourceKind,
  schemaHash: z.string(),
  /** What it does in this solution, one short sentence. */
  purpose: z.string(),
});
export type SolutionResource = z.infer<typeof SolutionResource>;

/** A path of one of the solution's resources: `database:spec.size`. */
export const FieldAddress = z.object({ alias: z.string(), path: z.string() });
export type FieldAddress = z.infer<typeof FieldAddress>;

/** `to` takes its value from `from`: asked once, never twice. */
export const Link = z.object({
  from: FieldAddress,
  to: FieldAddress,
  /** Words for the review: "the Service selects the Deployment's pods". */
  reason: z.string(),
});
export type Link = z.infer<typeof Link>;

/** A value that the intent or the solution itself decides, so that nobody is asked for it. */
export const Binding = z.object({
  address: FieldAddress,
  value: Json,
  reason: z.string(),
  /** The value is a secret: nobody is shown it. */
  isSecret: z.boolean().optional(),
});
export type Binding = z.infer<typeof Binding>;

/** 0 to 100 each. `total` is what ranks. */
export const Score = z.object({
  total: z.number().min(0).max(100),
  match: z.number().min(0).max(100),
  pattern: z.number().min(0).max(100),
  policy: z.number().min(0).max(100),
});
export type Score = z.infer<typeof Score>;

/**
 * A policy that a solution meets: `guidance` is checked by nobody, `impossible` has no value that would do,
 * `forbidden` forbids what the request asks for.
 */
export const SolutionPolicy = z.object({
  id: z.string(),
  sentence: z.string(),
  stands: z.enum(['kept', 'guidance', 'impossible', 'forbidden']),
  /** Why the policy is there; where it cannot be kept, why that is so; where it forbids something, what. */
  reason: z.string(),
  /** "in a-team and b-team": where it holds, unless that is everywhere. */
  where: z.string().optional(),
});
export type SolutionPolicy = z.infer<typeof SolutionPolicy>;

/** One ranked way to meet an intent. The first resource is the primary one. */
export const Solution = z.object({
  id: z.string(),
  title: z.string(),
  resources: z.array(SolutionResource).min(1),
  links: z.array(Link),
  bindings: z.array(Binding),
  /** The provider it is meant for, when the intent or the kind names one. */
  provider: z.string().optional(),
  score: Score,
  /** Why it fits, most telling first. */
  reasons: z.array(z.string()),
  /** The patterns that apply to it, and why. */
  patterns: z.array(z.object({ id: z.string(), name: z.string(), reason: z.string() })),
  /** The policies that reach its kinds, those that it cannot keep first. */
  policies: z.array(SolutionPolicy).optional(),
  /** What the intent asks for and this solution does not give. */
  lacks: z.array(z.string()),
});
export type Solution = z.infer<typeof Solution>;

/** Most objects of one solution. */
export const SOLUTION_RESOURCES_MAX = 8;

/**
 * A pattern that was found for a request, and how it stands to each solution: what the bot answers when
 * somebody asks why.
 */
export const PatternTrace = z.object({
  id: z.string(),
  name: z.string(),
  /** Why it is of no use to any solution, where that is so. */
  unusable: z.string().optional(),
  standings: z.array(
    z.object({ solutionId: z.string(), applies: z.boolean(), reason: z.string() }),
  ),
});
export type PatternTrace = z.infer<typeof PatternTrace>;
