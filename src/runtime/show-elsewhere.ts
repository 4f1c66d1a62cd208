import type { Place } from '../chat/actor.ts';
import { Failure } from '../domain/failure.ts';
import { toJson } from '../domain/json.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { PlaceRefused } from '../workflows/workflow.ts';
import type { Dispatch } from './dispatch.ts';
import { sendFiles, showBelowFiles, showSlot, type SlotView } from './slot.ts';
import type { Turn } from './turn.ts';

export interface ElsewhereParts {
  readonly dispatch: Pick<Dispatch, 'raise'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly turn: Pick<Turn, 'check'>;
}

/**
 * Shows the cards of one place beside the session's own: the first as a message of its own, its files
 * under it, and then the others, each below its own files. A place that the platform refuses holds up nothing; the session
 * hears of it. Throws `Failure('unavailable')`.
 */
export async function showElsewhere(
  parts: ElsewhereParts,
  views: readonly SlotView[],
): Promise<void> {
  const [first, ...replies] = views;
  if (!first) return;
  const thread = await showFirst(parts, first);
  if (!thread) return;
  for (const reply of replies) await showReply(parts, { ...reply, place: thread });
}

async function showReply(parts: ElsewhereParts, view: SlotView): Promise<void> {
  if (view.before && view.before.version > view.version) return;
  try {
    await showBelowFiles(view);
  } catch (error) {
    noteRefusal(parts, view, error);
  }
}

/** Where what follows belongs; undefined where nothing stands there. */
async function showFirst(parts: ElsewhereParts, view: SlotView): Promise<Place | undefined> {
  const shown = await show(parts, view);
  const message = shown ?? view.before?.message;
  if (message) return { ...view.place, thread: message.id };
  const { sessionId, slot } = view;
  const at = parts.clock.now().toISOString();
  const refused: PlaceRefused = { type: 'place-refused', slot, at };
  await parts.turn.check();
  await parts.dispatch.raise({ sessionId, event: toJson(refused) });
  return undefined;
}

/** The message with its files, or undefined where the platform refused the message. */
async function show(parts: ElsewhereParts, view: SlotView) {
  if (view.before && view.before.version > view.version) return view.before.message;
  try {
    const shown = await showSlot(view);
    const thread = view.place.thread ?? shown.message?.id;
    const place = thread === undefined ? view.place : { ...view.place, thread };
    await filesOf(parts, { view: { ...view, place }, shown });
    return shown.message;
  } catch (error) {
    noteRefusal(parts, view, error);
    return undefined;
  }
}

async function filesOf(
  parts: ElsewhereParts,
  { view, shown }: { view: SlotView; shown: Awaited<ReturnType<typeof showSlot>> },
): Promise<void> {
  try {
    await sendFiles(view, shown);
  } catch (error) {
    noteRefusal(parts, view, error);
  }
}

/** Throws what may pass by itself, or is a bug. */
function noteRefusal({ logger }: ElsewhereParts, view: SlotView, error: unknown): void {
  if (!(error instanceof Failure) || error.kind === 'unavailable') throw error;
  const { sessionId, slot } = view;
  logger.warn('card was refused beside its conversation', {
    sessionId,
    slot,
    kind: error.kind,
    error,
  });
}
