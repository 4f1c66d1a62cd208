import { z } from 'zod';

/** How the platform vouches for a person. Only a full member's click can have a privileged effect. */
export const Standing = z.enum(['member', 'guest', 'external', 'bot', 'deactivated', 'unknown']);
export type Standing = z.infer<typeof Standing>;

/** Somebody who acts, as the platform's own payload says; never from typed text. */
export const Actor = z.object({
  platform: z.enum(['slack', 'teams']),
  /** The workspace or tenant, so that ids of two workspaces never meet. */
  workspace: z.string(),
  id: z.string(),
});
export type Actor = z.infer<typeof Actor>;

/** `slack:T1:U1`: how an actor is written in `dotai.yaml`, the audit and comparisons. */
export function actorKey({ platform, workspace, id }: Actor): string {
  return `${platform}:${workspace}:${id}`;
}

/** Whoever runs the bot, at its command line: no account of any platform has that id. */
export const OPERATOR: Actor = { platform: 'slack', workspace: '', id: 'operator' };

export function isSameActor(one: Actor, other: Actor): boolean {
  return actorKey(one) === actorKey(other);
}

/** Where a conversation happens. `thread` is the platform's id of the thread's first message. */
export const Place = z.object({
  platform: z.enum(['slack', 'teams']),
  workspace: z.string(),
  channel: z.string(),
  thread: z.string().optional(),
});
export type Place = z.infer<typeof Place>;
