import { z } from 'zod';
import { ResourceKind } from './kind.ts';
import { ObjectReference } from './manifest.ts';

/** One object of the prepared change, as the cluster would have it. */
export const PreparedItem = z.object({
  kind: ResourceKind,
  reference: ObjectReference,
  action: z.enum(['create', 'update', 'unchanged']),
  /** SHA-256 of the live object before, without what the server writes; undefined where there is none. */
  base: z.string().optional(),
});
export type PreparedItem = z.infer<typeof PreparedItem>;

/** What was built from the answers and passed the dry run: nothing of it is in the cluster yet. */
export const PreparedChange = z.object({
  changeId: z.string(),
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
});
export type PreparedChange = z.infer<typeof PreparedChange>;

/** What the change workflow is opened with when approval is asked for. */
export const ChangeRequest = z.object({
  /** The session that hears how it ended. */
  parentSessionId: z.string(),
  title: z.string(),
  /** What the requester wished, in their words. */
  intent: z.string().optional(),
  prepared: PreparedChange,
});
export type ChangeRequest = z.infer<typeof ChangeRequest>;
