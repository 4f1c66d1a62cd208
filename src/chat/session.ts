import { z } from 'zod';
import { Actor, Place } from './actor.ts';
import { Json } from '../domain/json.ts';

export const WorkflowName = z.enum([
  'recommend',
  'scan',
  'change',
  'removal',
  'policy',
  'policy-removal',
  'pattern',
  'mining',
  'candidate',
]);
export type WorkflowName = z.infer<typeof WorkflowName>;

/**
 * One conversation, from command to close. The envelope is the runtime's; `state` is the workflow's
 * own and at most 64 KB as JSON: bigger things are artifacts, held by their SHA-256.
 */
export const Session = z.object({
  id: z.string(),
  workflow: WorkflowName,
  /** Raised by one with every write. */
  version: z.number().int().positive(),
  owner: Actor,
  /** The channel and, once the first card was posted, the thread under it. */
  place: Place,
  /** Names what only one open session may do at a time: `scan:CLUSTER`. */
  key: z.string().optional(),
  state: Json,
  /** False once the conversation has ended: nothing changes it any more. */
  isOpen: z.boolean(),
  /** Whose decision it cannot go on without, beside its owner's. */
  awaits: z.literal('approval').optional(),
  /** Whether plain messages in its thread are for it. At most one open session a thread listens. */
  isListening: z.boolean(),
  openedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().optional(),
});
export type Session = z.infer<typeof Session>;

/** A session whose state has passed its workflow's schema. */
export type SessionOf<State> = Omit<Session, 'state'> & { readonly state: State };
