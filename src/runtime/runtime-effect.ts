import { z } from 'zod';
import { Actor, Place } from '../chat/actor.ts';
import { Card } from '../chat/card.ts';
import { WorkflowName } from '../chat/session.ts';
import { Line } from '../chat/text.ts';
import { Json } from '../domain/json.ts';

/** How an effect is run; read from beside its own fields. */
export const EffectTiming = z.object({
  notBefore: z.iso.datetime().optional(),
  key: z.string().optional(),
  isParallel: z.boolean().optional(),
  isBackground: z.boolean().optional(),
});
export type EffectTiming = z.infer<typeof EffectTiming>;

const commonEffects = [
  z.object({ type: z.literal('tell'), to: Actor, line: Line, place: Place.optional() }),
  z.object({ type: z.literal('raise'), sessionId: z.string(), event: Json }),
  z.object({
    type: z.literal('open'),
    workflow: WorkflowName,
    sessionId: z.string(),
    /** The asking session's own where left out. */
    owner: Actor.optional(),
    place: Place.optional(),
    input: Json,
    sessionKey: z.string().optional(),
  }),
] as const;

/** What any workflow may ask for, as `CommonEffect` says. */
export const CommonEffect = z.discriminatedUnion('type', commonEffects);

/** Effects that the runtime performs itself. */
export const RuntimeEffect = z.discriminatedUnion('type', [
  ...commonEffects,
  /** Shows the session as its record says; `version` is the one that asked. */
  z.object({
    type: z.literal('present'),
    version: z.number().int(),
    /** Mere progress may be late: at most one redraw a second. */
    isProgress: z.boolean(),
  }),
  /** The session's time is over. */
  z.object({ type: z.literal('expire') }),
  /** A card of no session; `to` alone sees it, or the place does. */
  z.object({ type: z.literal('answer'), place: Place, to: Actor.optional(), card: Card }),
  /** Tells a person where a session is that runs already. */
  z.object({ type: z.literal('point-out'), sessionId: z.string(), place: Place, to: Actor }),
]);
export type RuntimeEffect = z.infer<typeof RuntimeEffect>;

/** Names that no workflow may give to an effect of its own. */
export const RUNTIME_EFFECT_TYPES: ReadonlySet<unknown> = new Set(
  RuntimeEffect.options.map(({ shape }) => shape.type.value),
);

/** Those that wait for the chat platform. */
export const SENT_EFFECT_TYPES: ReadonlySet<unknown> = new Set<RuntimeEffect['type']>([
  'present',
  'tell',
  'answer',
  'point-out',
]);

/** The expiry timer of a session: one at a time, replaced when the expiry moves. */
export const EXPIRY_KEY = 'expire';
