import type { Place } from '../chat/actor.ts';
import type { Card } from '../chat/card.ts';
import { Failure } from '../domain/failure.ts';
import { digestOf, storedJson } from '../domain/json.ts';
import type { ArtifactStore } from '../ports/artifact-store.ts';
import type { ChatPlatform, MessageReference, OutgoingCard } from '../ports/chat-platform.ts';
import type { Delivery, DeliveryStore } from '../ports/delivery-store.ts';
import { tellPerson } from './telling.ts';

/** One slot as it is to be shown, and what is known of how it was shown before. */
export interface SlotView {
  readonly platform: ChatPlatform;
  readonly deliveries: DeliveryStore;
  readonly artifacts: ArtifactStore;
  readonly sessionId: string;
  readonly version: number;
  readonly place: Place;
  readonly slot: string;
  readonly card: Card;
  readonly before: Delivery | undefined;
  /** Artifacts that were sent as files beside the card. */
  readonly files: readonly string[];
  /** An earlier try of the same effect may have got halfway. */
  readonly isRepeat: boolean;
}

/**
 * Brings one slot's message up to date and returns what stands now. The row is written before the
 * first send, so that after a crash the message is looked for before it is sent again.
 */
export async function showSlot(view: SlotView): Promise<Delivery> {
  const contentHash = digestOf(storedJson(view.card));
  if (view.card.audience !== 'thread') return tellOnce(view, contentHash);
  if (view.before?.message && view.before.contentHash === contentHash) return view.before;
  const message = view.before?.message ?? (await lost(view));
  if (message && view.before?.contentHash === contentHash) {
    return saved(view, { message, contentHash });
  }
  if (message) return saved(view, { message: await updated(view, message), contentHash });
  await saved(view, { message: undefined, contentHash });
  return saved(view, { message: await view.platform.post(outgoing(view)), contentHash });
}

/** The message that shows the card now: a new one where somebody deleted the one before. */
async function updated(view: SlotView, message: MessageReference): Promise<MessageReference> {
  try {
    await view.platform.update(message, outgoing(view));
    return message;
  } catch (error) {
    if (!(error instanceof Failure && error.kind === 'conflict')) throw error;
    return postedAnew(view, message);
  }
}

/** The first card of a thread goes to the channel again: under a deleted message nobody looks. */
async function postedAnew(view: SlotView, gone: MessageReference): Promise<MessageReference> {
  const { thread, ...channel } = view.place;
  const again = { ...outgoing(view), place: thread === gone.id ? channel : view.place };
  // A process before this one may have come as far as here.
  const found = await view.platform.find(again.place, again.deliveryId);
  if (!found || found.id === gone.id) return view.platform.post(again);
  await view.platform.update(found, again);
  return found;
}

/** The message of a send whose outcome was never learnt. */
async function lost(view: SlotView): Promise<MessageReference | undefined> {
  if (!view.before) return undefined;
  return view.platform.find(view.place, outgoing(view).deliveryId);
}

async function tellOnce(view: SlotView, contentHash: string): Promise<Delivery> {
  const { card, before, platform } = view;
  if (card.audience === 'thread' || before?.contentHash === contentHash) {
    return before ?? saved(view, { message: undefined, contentHash });
  }
  await tellPerson(platform, { ...outgoing(view), to: card.audience });
  return saved(view, { message: undefined, contentHash });
}

/**
 * Shows a card of a thread below its files, so that what there is to press stands last. The card waits
 * for no file that cannot be sent: that one's error is thrown when the card stands.
 */
export async function showBelowFiles(view: SlotView): Promise<void> {
  const { sessionId, slot, version, before } = view;
  const row = before ?? {
    sessionId,
    slot,
    version,
    message: undefined,
    contentHash: '',
    files: [],
  };
  const sent = [...view.files];
  try {
    await send(view, { row, sent });
  } finally {
    await showSlot({ ...view, files: sent });
  }
}

/** Sends the card's files that were not sent yet. `shown` is what `showSlot` returned. */
export function sendFiles(view: SlotView, shown: Delivery): Promise<void> {
  return send(view, { row: shown, sent: [...shown.files] });
}

/** Adds to `sent`, and to the slot's row, what was sent. */
async function send(
  view: SlotView,
  { row, sent }: { readonly row: Delivery; readonly sent: string[] },
): Promise<void> {
  const files = view.card.elements.filter((element) => element.type === 'file');
  for (const { name, title, content: hash } of files) {
    if (sent.includes(hash)) continue;
    const isThere = view.isRepeat && (await view.platform.hasFile(view.place, name));
    if (!isThere) {
      const content = await view.artifacts.get(hash);
      await view.platform.upload({ place: view.place, name, title, content });
    }
    sent.push(hash);
    await view.deliveries.saveDelivery({ ...row, files: [...sent] });
  }
}

async function saved(
  view: SlotView,
  now: Pick<Delivery, 'message' | 'contentHash'>,
): Promise<Delivery> {
  const { sessionId, slot, version, files } = view;
  const delivery = { sessionId, slot, version, files, ...now };
  await view.deliveries.saveDelivery(delivery);
  return delivery;
}

function outgoing({ place, card, sessionId, slot }: SlotView): OutgoingCard {
  return { place, card, sessionId, deliveryId: `${sessionId}-${slot}` };
}
