import { z } from 'zod';
import { ResourceKind } from './kind.ts';
import { KubernetesObject, ObjectReference } from './manifest.ts';

/** One object of the prepared change, as the cluster would have it. */
export const PreparedItem = z.object({
  kind: ResourceKind,
  reference: ObjectReference,
  action: z.enum(['create', 'update', 'unchanged', 'delete']),
  /** SHA-256 of the live object before, without what the server writes; undefined where there is none. */
  base: z.string().optional(),
});
export type PreparedItem = z.infer<typeof PreparedItem>;

/** One object that breaks a policy, and what it is, for people: "a PostgreSQL instance in eu-west-1". */
export const Probe = z.object({
  kind: ResourceKind,
  object: KubernetesObject,
  words: z.string().optional(),
});
export type Probe = z.infer<typeof Probe>;

/**
 * How it is proved that an applied policy acts: objects that break it are sent as dry runs. `refused`: the
 * server must refuse each and name the policy. `warned`: it must accept each with a warning that names it.
 */
export const Proof = z.object({
  expects: z.enum(['refused', 'warned']),
  /** Words that the server's answer holds where it was this policy in this version, and no other. */
  names: z.string(),
  /** The artifact of the probes: a JSON list of `Probe`. */
  probes: z.string(),
});
export type Proof = z.infer<typeof Proof>;

/** What was built from the answers and passed the dry run: nothing of it is in the cluster yet. */
export const PreparedChange = z.object({
  changeId: z.string(),
  /** What is done with the objects; `apply` where left out. Deleted ones are live as `base` says. */
  action: z.enum(['apply', 'delete']).optional(),
  digest: z.string(),
  clusterId: z.string(),
  clusterName: z.string(),
  items: z.array(PreparedItem).min(1),
  /** Artifacts: the objects as JSON, the same as YAML, and the difference to the live objects. */
  objects: z.string(),
  yaml: z.string(),
  yamlName: z.string(),
  diff: z.string(),
  /** First lines of the difference, for the card. */
  diffExcerpt: z.string(),
  /** The file of the whole difference, where the excerpt leaves something out. */
  diffName: z.string().optional(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  /** The server's own. */
  warnings: z.array(z.string()),
  /** What was asked for in words and no field holds: approvers see it too. */
  uncovered: z.array(z.string()),
  /** The policies that were looked at: what each demands, and that the objects keep it. */
  policies: z
    .array(z.object({ id: z.string(), sentence: z.string(), kept: z.string() }))
    .optional(),
  /** The patterns that it follows, and why they apply. */
  patterns: z.array(z.object({ id: z.string(), name: z.string(), reason: z.string() })).optional(),
  proof: Proof.optional(),
});
export type PreparedChange = z.infer<typeof PreparedChange>;

/** One way in which a change can be made: its button says `label` ("Deny"), its card `description`. */
export const ChangeVariant = z.object({
  /** `[a-z0-9-]+`. */
  id: z.string(),
  label: z.string(),
  description: z.string(),
  prepared: PreparedChange,
});
export type ChangeVariant = z.infer<typeof ChangeVariant>;

/** What the change workflow is opened with when approval is asked for. */
export const ChangeRequest = z.object({
  /** The session that hears how it ended. */
  parentSessionId: z.string(),
  title: z.string(),
  /** What the requester wished, in their words. */
  intent: z.string().optional(),
  prepared: PreparedChange,
  /**
   * The same in other ways, `prepared` among them: an approver may switch to another one before approving,
   * which voids approvals that were given before.
   */
  variants: z.array(ChangeVariant).optional(),
});
export type ChangeRequest = z.infer<typeof ChangeRequest>;
