import type { Place } from '../chat/actor.ts';
import type { Session } from '../chat/session.ts';
import { line, thread } from '../chat/text.ts';
import { Failure } from '../domain/failure.ts';
import type { ArtifactStore } from '../ports/artifact-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Delivery, DeliveryStore } from '../ports/delivery-store.ts';
import type { Logger } from '../ports/logger.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { SlottedCard } from '../workflows/workflow.ts';
import type { Dispatch } from './dispatch.ts';
import { createLanes } from './lanes.ts';
import { createPace } from './pace.ts';
import type { WorkflowRegistry } from './registry.ts';
import { showElsewhere } from './show-elsewhere.ts';
import { sendFiles, showBelowFiles, showSlot, type SlotView } from './slot.ts';
import { isForbidden, type PlatformOf, privateCard } from './telling.ts';
import { inTurn, type Turn } from './turn.ts';

/** The note that a conversation went on in the direct conversation; no workflow uses that slot. */
const MOVED_SLOT = 'moved-here';

export interface Sender {
  /**
   * Shows the session as its record is now, mere progress at most once a second. A version that was
   * overtaken needs no sending of its own. Throws `Failure('unavailable')` while the platform cannot be
   * reached, or the turn is lost; what was sent until then is not sent again. Throws the signal's reason
   * where it is aborted.
   */
  present(request: PresentRequest): Promise<void>;
}

export interface PresentRequest {
  readonly sessionId: string;
  /** Of the session that asks to be shown. */
  readonly version: number;
  readonly isProgress: boolean;
  readonly isRepeat: boolean;
  readonly turn: Pick<Turn, 'check'>;
  readonly signal: AbortSignal;
}

export interface SenderParts {
  readonly store: RecordStore;
  readonly deliveries: DeliveryStore;
  readonly artifacts: ArtifactStore;
  readonly platformOf: PlatformOf;
  readonly registry: WorkflowRegistry;
  readonly dispatch: Dispatch;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function createSender(parts: SenderParts): Sender {
  const lanes = createLanes();
  const pace = createPace(parts.clock);
  parts.store.onSessionChange(({ sessionId, isProgress }) => {
    if (!isProgress) pace.hurry(sessionId);
  });
  return {
    present: ({ sessionId, version, isProgress, isRepeat, turn, signal }) =>
      lanes.run(sessionId, async () => {
        const asked = await parts.store.session(sessionId);
        const isLatest = asked?.version === version;
        if (isProgress && isLatest) await pace.wait(sessionId, signal);
        const session = isProgress && isLatest ? await parts.store.session(sessionId) : asked;
        if (!session || isUnseen(session)) return;
        const platformOf = inTurn(parts.platformOf, turn);
        await showSession({ ...parts, platformOf, turn }, { session, isRepeat });
        pace.note(sessionId);
      }),
  };
}

/** A session that the bot began by itself, in no conversation: there is nobody to show it to. */
function isUnseen({ place }: Session): boolean {
  return place.channel === '';
}

/** What one `present` sends with. */
interface SendingParts extends SenderParts {
  readonly turn: Pick<Turn, 'check'>;
}

async function showSession(
  parts: SendingParts,
  { session, isRepeat }: { session: Session; isRepeat: boolean },
): Promise<void> {
  const known = await parts.deliveries.deliveries(session.id);
  const cards = cardsOf(parts.registry, session);
  const viewAt = (place: Place, { slot, card }: SlottedCard): SlotView => ({
    ...parts,
    platform: parts.platformOf(place),
    sessionId: session.id,
    version: session.version,
    place,
    slot,
    card,
    ...standing(known, slot),
    isRepeat,
  });
  let place = session.place;
  for (const [index, slotted] of cards.filter((card) => !card.place).entries()) {
    const view = viewAt(place, slotted);
    if (view.before && view.before.version > session.version) continue;
    place =
      index === 0 ? await showRoot(parts, { session, view, known }) : await showReply(parts, view);
  }
  for (const group of elsewhere(cards)) {
    await showElsewhere(
      parts,
      group.map(({ place: there, ...slotted }) => viewAt(there, slotted)),
    );
  }
}

function standing(known: readonly Delivery[], slot: string): Pick<SlotView, 'before' | 'files'> {
  const before = known.find((delivery) => delivery.slot === slot);
  return { before, files: before?.files ?? [] };
}

/** The cards that stand in another place than the session, those of one place together. */
function elsewhere(cards: readonly SlottedCard[]) {
  const placed = cards.flatMap((card) => (card.place ? [{ ...card, place: card.place }] : []));
  return Map.groupBy(placed, ({ place }) => `${place.workspace} ${place.channel}`).values();
}

interface Root {
  readonly session: Session;
  readonly view: SlotView;
  readonly known: readonly Delivery[];
}

/** Returns where the session's further messages belong: under its first one. */
async function showRoot(parts: SendingParts, root: Root): Promise<Place> {
  const { session, view } = root;
  try {
    const shown = await showSlot(view);
    const place = { ...view.place, thread: view.place.thread ?? shown.message?.id };
    if (place.thread !== session.place.thread) await moveTo(parts, session, place);
    await showFiles(parts, { view: { ...view, place }, shown });
    return place;
  } catch (error) {
    const isShut = isForbidden(error) && view.before?.message === undefined;
    const direct = isShut ? await view.platform.directPlace(session.owner) : undefined;
    if (!direct || direct.channel === view.place.channel) return refused(parts, { view, error });
    return goOnDirectly(parts, { root, direct });
  }
}

/** Where a message stands that another's has replaced meanwhile, nobody must look for the session. */
async function moveTo(
  { turn, dispatch }: SendingParts,
  { id }: Session,
  place: Place,
): Promise<void> {
  await turn.check();
  await dispatch.moveTo(id, place);
}

/** The bot is no member of the channel: the owner is told, and gets the cards themselves. */
async function goOnDirectly(
  parts: SendingParts,
  { root, direct }: { root: Root; direct: Place },
): Promise<Place> {
  const view = { ...root.view, place: direct };
  await sayMoved({ ...root, view });
  await moveTo(parts, root.session, direct);
  const session = { ...root.session, place: direct };
  const place = await showRoot(parts, { ...root, session, view });
  await pointThere(root, place);
  return place;
}

/** Where the conversation was begun its owner would else see nothing happen; best effort. */
async function pointThere({ session, view }: Root, place: Place): Promise<void> {
  const { id: sessionId, owner: to } = session;
  const there = thread('our direct conversation', place);
  const text = line`I am not a member of this channel, so we go on in ${there}. Invite me to work here.`;
  const deliveryId = `${sessionId}-moved-there`;
  const word = { place: view.place, card: privateCard(to, text), sessionId, deliveryId, to };
  await view.platform.tell(word).catch(passOver);
}

function passOver(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
}

async function showReply(parts: SenderParts, view: SlotView): Promise<Place> {
  try {
    await showBelowFiles(view);
    return view.place;
  } catch (error) {
    return refused(parts, { view, error });
  }
}

async function showFiles(
  parts: SenderParts,
  { view, shown }: { view: SlotView; shown: Delivery },
): Promise<void> {
  try {
    await sendFiles(view, shown);
  } catch (error) {
    refused(parts, { view, error });
  }
}

/** A card that the platform will never take holds up no other; an outage is tried again as a whole. */
function refused(
  { logger }: SenderParts,
  { view, error }: { view: SlotView; error: unknown },
): Place {
  const isFinal = error instanceof Failure && error.kind !== 'unavailable';
  if (!isFinal) throw error;
  const { sessionId, slot } = view;
  logger.error('card was refused by the platform', { sessionId, slot, kind: error.kind, error });
  return view.place;
}

async function sayMoved({ view, known }: { view: SlotView; known: readonly Delivery[] }) {
  const text = line`I am not a member of that channel, so we go on here. Invite me there to work in it.`;
  await showSlot({
    ...view,
    slot: MOVED_SLOT,
    card: { elements: [{ type: 'note', line: text }], audience: 'thread' },
    ...standing(known, MOVED_SLOT),
  });
}

function cardsOf(registry: WorkflowRegistry, session: Session): readonly SlottedCard[] {
  return registry.load(session)?.view() ?? [{ slot: 'root', card: unreadableCard() }];
}

function unreadableCard(): SlottedCard['card'] {
  const text = line`This conversation was begun by another version of dotai, which this one cannot read. Start it again with /dotai.`;
  return { elements: [{ type: 'alert', level: 'warning', line: text }], audience: 'thread' };
}
