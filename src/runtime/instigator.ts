import { z } from 'zod';
import { Actor, isSameActor, Place } from '../chat/actor.ts';
import { type InboundEvent, placeToTell } from '../chat/inbound.ts';
import { isJsonObject, type Json, storedJson } from '../domain/json.ts';

/** Who brought a step about, and where they look for what comes of it. */
export const Instigator = z.object({ actor: Actor, place: Place });
export type Instigator = z.infer<typeof Instigator>;

export function instigatorOf(inbound: InboundEvent): Instigator {
  return { actor: inbound.actor, place: placeToTell(inbound) };
}

/** Beside the fields of an effect's own. */
const Marked = z.object({ instigator: Instigator });
const Word = z.object({ type: z.literal('tell'), to: Actor, place: Place.optional() });

/**
 * The effect with the mark of who brought it about: what comes of it belongs to them as well. A word to
 * them that names no place is told where they look.
 */
export function marked(body: Json, instigator: Instigator | undefined): Json {
  if (!instigator || !isJsonObject(body)) return body;
  const word = Word.safeParse(body).data;
  const isTheirs = word && !word.place && isSameActor(word.to, instigator.actor);
  const place = isTheirs ? { place: instigator.place } : {};
  return storedJson({ ...body, ...place, instigator });
}

/** The effect as its workflow made it, and who brought it about, where that was a person. */
export function unmarked(body: Json): { readonly body: Json; readonly instigator?: Instigator } {
  const mark = Marked.safeParse(body);
  if (!mark.success || !isJsonObject(body)) return { body };
  const { instigator: _mark, ...own } = body;
  return { body: own, instigator: mark.data.instigator };
}
