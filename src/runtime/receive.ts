import { isSameActor } from '../chat/actor.ts';
import type { Card } from '../chat/card.ts';
import type { Command } from '../chat/command.ts';
import type { Reply } from '../chat/form.ts';
import { type InboundEvent, placeToTell } from '../chat/inbound.ts';
import type { Session } from '../chat/session.ts';
import { code, line } from '../chat/text.ts';
import { isSmallTalk } from '../chat/small-talk.ts';
import { Failure } from '../domain/failure.ts';
import { sha256 } from '../domain/json.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';
import type { Logger } from '../ports/logger.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { isSourceChange } from './changed-source.ts';
import type { CallingPlan, CommandAnswers, OpeningPlan } from './command-answers.ts';
import type { Dispatch } from './dispatch.ts';
import { lookAgain } from './look-again.ts';
import { finish, tellBack } from './receive-ends.ts';
import { namesCommand, routeOf } from './route.ts';
import type { RuntimeEffect } from './runtime-effect.ts';
import { isRefusal } from './telling.ts';

export interface ReceiveParts {
  readonly store: RecordStore;
  readonly deliveries: Pick<DeliveryStore, 'deliveries'>;
  readonly dispatch: Dispatch;
  readonly commands: CommandAnswers;
  readonly logger: Logger;
}

export interface Received {
  readonly inbound: InboundEvent;
  /** So long ago that the person has gone on: what they meant then is not done now. */
  readonly isOld: boolean;
}

/**
 * Does what a stored inbound event asks for, and marks it done. Throws `Failure('unavailable')`
 * when nothing could be written: the event is then still to be done.
 */
export async function receive(parts: ReceiveParts, { inbound, isOld }: Received): Promise<Reply> {
  try {
    return await follow(parts, { inbound, isOld });
  } catch (error) {
    if (error instanceof Failure && error.kind === 'unavailable') throw error;
    const reference = sha256(inbound.id).slice(0, 8);
    parts.logger.error('inbound event failed by a bug', { reference, type: inbound.type, error });
    const text = line`Something went wrong on our side (reference ${code(reference)}). What you did so far is kept.`;
    return tellBack(parts, { inbound, text });
  }
}

async function follow(parts: ReceiveParts, { inbound, isOld }: Received): Promise<Reply> {
  const listening = await listeningTo(parts.store, inbound);
  const route = routeOf(inbound, listening);
  switch (route.type) {
    case 'ignored':
      return finish(parts, { inbound, effects: [] });
    case 'change':
      return isSourceChange(inbound)
        ? lookAgain(parts, inbound)
        : finish(parts, { inbound, effects: [] });
    case 'command':
      if (await isSaidUnderCard(parts, inbound)) {
        return tellBack(parts, { inbound, text: BUTTONS_DECIDE });
      }
      return command(parts, { inbound, command: route.command, listening });
    case 'session':
      return isOld
        ? excuse(parts, { inbound, listening })
        : hear(parts, { inbound, sessionId: route.sessionId });
  }
}

/** Asks for it once more: a click from long ago must not run without another look. */
async function excuse(
  parts: ReceiveParts,
  { inbound, listening }: { inbound: InboundEvent; listening: Session | undefined },
): Promise<Reply> {
  const isOfColleague = listening !== undefined && !isSameActor(listening.owner, inbound.actor);
  if (isOfColleague) return finish(parts, { inbound, effects: [] });
  const { type } = inbound;
  const text =
    type === 'button-pressed'
      ? line`I was away when you pressed that button, so nothing came of it. Please press it again.`
      : type === 'form-submitted'
        ? line`I was away when you sent that form, so nothing came of it. Please open it again.`
        : line`I was away when you wrote that, so nothing came of it. Please say it again.`;
  return tellBack(parts, { inbound, text });
}

/** In a direct conversation people answer beside the thread, too: their newest session hears them. */
async function listeningTo(
  store: RecordStore,
  inbound: InboundEvent,
): Promise<Session | undefined> {
  if (inbound.type !== 'command-given' && inbound.type !== 'message-posted') return undefined;
  const { place, actor: owner } = inbound;
  const inThread = await store.listeningSession(place);
  if (inThread || inbound.type === 'command-given' || !inbound.isDirect || place.thread) {
    return inThread;
  }
  const open = await store.sessions({ owner, isOpen: true, limit: 50 });
  return open.find((session) => session.isListening && session.place.channel === place.channel);
}

/**
 * Whether somebody talks to the bot below a card of another person's change that was sent to them:
 * no request of their own, unless they name a command.
 */
async function isSaidUnderCard(
  { store, deliveries }: ReceiveParts,
  inbound: InboundEvent,
): Promise<boolean> {
  if (!isSaidToBotAlone(inbound) || namesCommand(inbound.text)) return false;
  const { channel, thread } = inbound.place;
  if (thread === undefined) return false;
  const changes = await store.sessions({ workflow: 'change', limit: CHANGES_LOOKED_THROUGH });
  for (const { id, owner } of changes) {
    if (isSameActor(owner, inbound.actor)) continue;
    const shown = await deliveries.deliveries(id);
    if (shown.some(({ message }) => message?.channel === channel && message.id === thread)) {
      return true;
    }
  }
  return false;
}

/** Nobody talks below a card of an older one. */
const CHANGES_LOOKED_THROUGH = 200;

const BUTTONS_DECIDE = line`Only the buttons of the card above decide; what is said here changes nothing. To ask for something of your own, write outside this thread.`;

async function hear(
  parts: ReceiveParts,
  said: { inbound: InboundEvent; sessionId: string },
): Promise<Reply> {
  const { inbound, sessionId } = said;
  const heard = await parts.dispatch.hear(sessionId, inbound);
  switch (heard.type) {
    case 'decided':
      return heard.reply ?? { type: 'closed' };
    case 'refused':
      return tellBack(parts, { inbound, text: heard.line });
    case 'ignored': {
      if (heard.isAtWork && isPerhapsMeant(inbound)) {
        return tellBack(parts, { inbound, text: AT_WORK });
      }
      return isSaidToBotAlone(inbound)
        ? tellBack(parts, { inbound, text: NO_ANSWER })
        : finish(parts, { inbound, effects: [] });
    }
    case 'ended': {
      const text = line`This conversation has ended. Start again with ${code('/dotai')}.`;
      if (inbound.type === 'message-posted') return finish(parts, { inbound, effects: [] });
      return tellBack(parts, { inbound, text });
    }
  }
}

function isPerhapsMeant(inbound: InboundEvent): boolean {
  return inbound.type === 'message-posted' && !isSmallTalk(inbound.text);
}

const AT_WORK = line`I was still at work on the step before, so I took nothing of what you just wrote. If it was meant for me, write it again when the next card is there.`;

/** People talk to each other in a channel; in a direct conversation silence would be rude. */
function isSaidToBotAlone(
  inbound: InboundEvent,
): inbound is Extract<InboundEvent, { type: 'message-posted' }> {
  return inbound.type === 'message-posted' && inbound.isDirect;
}

const NO_ANSWER = line`I could not read that as an answer to your open request. Say ${code('cancel')} to end it, or ${code('recommend …')} to begin another.`;

interface Given {
  readonly inbound: InboundEvent;
  readonly command: Command;
  readonly listening: Session | undefined;
}

async function command(parts: ReceiveParts, given: Given): Promise<Reply> {
  const { inbound } = given;
  const answer = await answerTo(parts, given);
  if (answer.type === 'plan') {
    const { plan } = answer;
    if ('workflow' in plan) return openSession(parts, { ...given, plan });
    const { sessionId, event, card } = plan;
    const effects = [{ type: 'raise', sessionId, event } as const, answerWith(inbound, card)];
    return finish(parts, { inbound, effects });
  }
  if (answer.type === 'problem') return tellBack(parts, { inbound, text: [answer.message] });
  return finish(parts, { inbound, effects: [answerWith(inbound, answer.card)] });
}

type Answer =
  | { readonly type: 'plan'; readonly plan: OpeningPlan | CallingPlan }
  | { readonly type: 'card'; readonly card: Card }
  | { readonly type: 'problem'; readonly message: string };

/** Writes nothing: a `Failure` here is the command's own, never the record's. */
async function answerTo(parts: ReceiveParts, given: Given): Promise<Answer> {
  const { commands, logger } = parts;
  try {
    const plan = await commands.openingFor(given.command, given.inbound);
    if (plan && 'answer' in plan) return { type: 'card', card: plan.answer };
    if (plan) return { type: 'plan', plan };
    return { type: 'card', card: await commands.answerCommand(given.command, given.inbound) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { kind, message } = error;
    const fields = { command: given.command.type, kind };
    if (isRefusal(error)) logger.info('command refused', fields);
    else logger.warn('command failed', { ...fields, error });
    return { type: 'problem', message };
  }
}

async function openSession(
  parts: ReceiveParts,
  { inbound, plan, listening }: Given & { readonly plan: OpeningPlan },
): Promise<Reply> {
  const { actor: owner } = inbound;
  const { place = inbound.place } = plan;
  if (listening && plan.place === undefined && listening.place.thread === place.thread) {
    const text = line`Another request is open in this thread. Finish it or say ${code('cancel')} there first, or ask outside the thread.`;
    return tellBack(parts, { inbound, text });
  }
  const running = plan.key === undefined ? undefined : await openWithKey(parts.store, plan.key);
  if (running) return pointOut(parts, { inbound, sessionId: running.id });
  const sessionId = sha256(`session ${inbound.id}`).slice(0, 32);
  const finishes = { inboundId: inbound.id };
  const opened = await parts.dispatch.open({ ...plan, sessionId, owner, place, finishes });
  if (opened === 'opened') return { type: 'closed' };
  const rival = plan.key === undefined ? undefined : await openWithKey(parts.store, plan.key);
  return rival
    ? pointOut(parts, { inbound, sessionId: rival.id })
    : finish(parts, { inbound, effects: [] });
}

async function openWithKey(store: RecordStore, key: string): Promise<Session | undefined> {
  const [session] = await store.sessions({ key, isOpen: true, limit: 1 });
  return session;
}

function pointOut(
  parts: ReceiveParts,
  { inbound, sessionId }: { inbound: InboundEvent; sessionId: string },
): Promise<Reply> {
  const { actor: to } = inbound;
  const place = placeToTell(inbound);
  return finish(parts, { inbound, effects: [{ type: 'point-out', sessionId, place, to }] });
}

/** What was said aloud is answered aloud; a slash command and a click are answered privately. */
function answerWith(inbound: InboundEvent, card: Card): RuntimeEffect {
  const isAloud = inbound.type === 'message-posted' && card.audience === 'thread';
  const place = placeToTell(inbound);
  return { type: 'answer', place, card, ...(!isAloud && { to: inbound.actor }) };
}
