import { z } from 'zod';
import { ResourceKind } from '../kind.ts';

const count = z.int().nonnegative();

/** Something that does not fit it; shown, never resolved by the bot. */
export const Contradiction = z.object({
  with: z.enum(['candidate', 'pattern', 'policy']),
  id: z.string(),
  /** The other's name or sentence. */
  title: z.string(),
  /** "It wants eu-west-1; this one us-east-1." */
  reason: z.string(),
});
export type Contradiction = z.infer<typeof Contradiction>;

/** Where candidates of one go came from, for people: "#platform", "runbook.md", "this thread". */
export const Origin = z.object({
  type: z.enum(['thread', 'channel', 'document', 'cluster']),
  label: z.string().max(200),
  url: z.url().optional(),
  /** The conversation in which it was said or shared, by its id on its platform. */
  channel: z.string().optional(),
  /** Not everybody may join that conversation: what comes from it is shown to whoever is in it alone. */
  isPrivate: z.boolean().optional(),
});
export type Origin = z.infer<typeof Origin>;

/**
 * A pattern or a policy proposed from what was said or written, undecided. Its quotes are evidence of
 * their own (`Evidence`), so that a deleted message takes its quote along. It changes nothing before a
 * person accepts it.
 */
export const Candidate = z.object({
  /** `cand-` and 12 hexadecimal digits; the same for the same find of the same conversation. */
  id: z.string(),
  version: z.int().positive(),
  clusterId: z.string(),
  type: z.enum(['pattern', 'policy']),
  /** `merged`: into another candidate or a pattern. `withdrawn`: nothing that it was read from is left. */
  status: z.enum(['open', 'accepted', 'merged', 'rejected', 'withdrawn']),
  /** A pattern's name, or a policy's sentence. */
  title: z.string(),
  triggers: z.array(z.string()),
  resources: z.array(ResourceKind),
  /** Resources that were said and that the cluster does not serve, as they were said. */
  unknownResources: z.array(z.string()),
  /** Resources that were warned of: "never use RDS directly". */
  avoided: z.array(ResourceKind),
  /** Empty where nobody said why. */
  rationale: z.string(),
  origins: z.array(Origin).min(1),
  /** Conversations, sections or objects in which it was found. */
  foundIn: z.int().positive(),
  /** Ids of the finds that `foundIn` counts, the newest at most; left out where that is this one alone. */
  finds: z.array(z.string()).optional(),
  contradictions: z.array(Contradiction),
  /** In what is quoted, parts that looked like a secret were hidden before anything was read. */
  hasHidden: z.boolean(),
  /** `offline`, `code`, or the model's name. */
  by: z.string(),
  /** The chat account that asked for it. */
  askedBy: z.string(),
  foundAt: z.iso.datetime(),
  decidedBy: z.string().optional(),
  decidedAt: z.iso.datetime().optional(),
  /** The version that the decision made. */
  decidedVersion: z.int().positive().optional(),
  /** Why it was rejected, in their words. */
  reason: z.string().optional(),
  /** The pattern, policy or candidate that it became or was merged into. */
  became: z.string().optional(),
  /** Candidates that were merged into this one; each counts once. */
  joined: z.array(z.string()).optional(),
  /** How many older ones are listed no longer. */
  unlisted: z
    .object({ origins: count, contradictions: count, joined: count, finds: count })
    .partial()
    .optional(),
});
export type Candidate = z.infer<typeof Candidate>;
