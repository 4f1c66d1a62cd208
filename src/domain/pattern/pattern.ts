import { z } from 'zod';
import { ResourceKind } from '../kind.ts';

/**
 * When a pattern applies, as far as code can tell. Read from its rationale and name, shown at the review
 * and checked against every solution. A part that is empty asks for nothing.
 */
export const PatternConditions = z.object({
  /** Clouds: a solution must run in one of them natively; a portable kind does not. */
  providers: z.array(z.string()).max(10),
  /** API groups, `*.aws.example.org` for all below one: a solution must use a kind of one of them. */
  groups: z.array(z.string()).max(20),
  /** Whether what is asked for must be reached from outside, or must not be. */
  exposure: z.enum(['public', 'private']).optional(),
  /** Words of which the request must say one: `database`, `backups`, `web application`. */
  purposes: z.array(z.string().max(60)).max(20),
});
export type PatternConditions = z.infer<typeof PatternConditions>;

/** Most resources that belong together in one pattern: a solution has at most eight. */
export const PATTERN_RESOURCES_MAX = 8;

/** Longest name and rationale, in characters; most triggers, and the longest of them. */
export const PATTERN_NAME_MAX = 80;
export const PATTERN_RATIONALE_MAX = 2_000;
export const PATTERN_TRIGGERS_MAX = 40;
export const PATTERN_TRIGGER_MAX = 60;

/**
 * Resources that the organisation deploys together, and why. It helps to rank and to complete solutions
 * as soon as it is `active`.
 */
export const Pattern = z.object({
  /** `pat-` and 12 hexadecimal digits. */
  id: z.string(),
  /** From 1; every edit makes the next one. */
  version: z.int().positive(),
  /** `draft`: no curator has accepted it yet. It changes no recommendation. */
  status: z.enum(['draft', 'active']),
  /** The cluster whose kinds it names. */
  clusterId: z.string(),
  /** What it is for, in a few words: "AWS public services". */
  name: z.string(),
  /** Kinds of infrastructure by which it is found, the author's own first. */
  triggers: z.array(z.string()),
  resources: z.array(ResourceKind).min(1).max(PATTERN_RESOURCES_MAX),
  /** Why they belong together, and when. */
  rationale: z.string(),
  conditions: PatternConditions,
  /** Who answers for it: a team or a person, in words, or an account's key. */
  owner: z.string(),
  /** The chat account that made it, never typed text: `slack:T1:U1`. */
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
  /** The candidates that it was made of: their evidence is its provenance. */
  candidates: z.array(z.string()),
});
export type Pattern = z.infer<typeof Pattern>;
