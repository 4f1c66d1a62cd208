import type { RecordStore, StoredEffect } from '../ports/record-store.ts';
import type { PerformParts } from './perform-parts.ts';
import type { RuntimeEffect } from './runtime-effect.ts';
import { whereItIs } from './point-out.ts';
import type { PresentRequest } from './sender.ts';
import { privateCard, tellPerson } from './telling.ts';
import { inTurn } from './turn.ts';

interface Own<Type extends RuntimeEffect['type'] = RuntimeEffect['type']> {
  readonly effect: StoredEffect;
  readonly body: Extract<RuntimeEffect, { readonly type: Type }>;
}

/** Performs an effect that needs no activity, and marks it done. Throws what the ports throw. */
export async function performRuntimeEffect(
  parts: PerformParts,
  { effect, body, turn, signal }: Own & Pick<PresentRequest, 'turn' | 'signal'>,
): Promise<void> {
  const { store, dispatch, sender, clock } = parts;
  const telling = { ...parts, platformOf: inTurn(parts.platformOf, turn) };
  const effectId = effect.id;
  switch (body.type) {
    case 'raise':
      await dispatch.raise({ sessionId: body.sessionId, event: body.event, effectId });
      return;
    case 'expire': {
      const event = { type: 'session-expired', at: clock.now().toISOString() };
      await dispatch.raise({ sessionId: effect.streamId, event, effectId });
      return;
    }
    case 'open':
      await openSession(parts, { effect, body });
      return;
    case 'present': {
      const { version, isProgress } = body;
      const asked = { sessionId: effect.streamId, version, isProgress };
      await sender.present({ ...asked, isRepeat: effect.attempts > 0, turn, signal });
      break;
    }
    case 'tell':
      await tell(telling, { effect, body });
      break;
    case 'answer':
      await answer(telling, { effect, body });
      break;
    case 'point-out':
      await pointOut(telling, { effect, body });
      break;
  }
  await store.finishEffect(effectId);
}

interface Asked {
  readonly effect: Pick<StoredEffect, 'id' | 'streamId'>;
  readonly body: Own<'open'>['body'];
}

/** With the owner and the place of the session that asks, where none are named. */
export async function openSession(
  {
    store,
    dispatch,
  }: { readonly store: RecordStore; readonly dispatch: Pick<PerformParts['dispatch'], 'open'> },
  { effect, body }: Asked,
): Promise<void> {
  const asking = await store.session(effect.streamId);
  const owner = body.owner ?? asking?.owner;
  const place = body.place ?? asking?.place;
  if (!owner || !place) throw new Error('an opened session has neither owner nor place');
  const { workflow, sessionId, input, sessionKey: key } = body;
  const finishes = { effectId: effect.id };
  const opened = await dispatch.open({ workflow, sessionId, input, owner, place, key, finishes });
  if (opened === 'exists') await store.finishEffect(effect.id);
}

async function tell({ store, platformOf }: PerformParts, { effect, body }: Own<'tell'>) {
  const session = await store.session(effect.streamId);
  if (!session) return;
  const { id: sessionId } = session;
  const place = body.place ?? session.place;
  const card = privateCard(body.to, body.line);
  const message = { place, card, sessionId, deliveryId: effect.id, to: body.to };
  await tellPerson(platformOf(place), message);
}

async function answer({ platformOf }: PerformParts, { effect, body }: Own<'answer'>) {
  const { place, to, card } = body;
  const platform = platformOf(place);
  const message = { place, card, sessionId: undefined, deliveryId: effect.id };
  if (to) return tellPerson(platform, { ...message, to });
  const isSent = effect.attempts > 0 && (await platform.find(place, effect.id)) !== undefined;
  if (!isSent) await platform.post(message);
}

async function pointOut(parts: PerformParts, { effect, body }: Own<'point-out'>) {
  const platform = parts.platformOf(body.place);
  const text = await whereItIs(parts, body);
  await tellPerson(platform, {
    place: body.place,
    card: privateCard(body.to, text),
    sessionId: undefined,
    deliveryId: effect.id,
    to: body.to,
  });
}
