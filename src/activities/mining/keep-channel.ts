import type { MiningDependencies } from './dependencies.ts';
import { channelKey } from './mined-channel-key.ts';
import { changeChannel } from './mined-channels.ts';
import { rangeAfter } from './read-range.ts';
import { talkPlace } from './said-in.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { strangerProblem } from '../membership.ts';
import { requireRole } from '../permissions.ts';
import { curatorProblem } from '../taught/check-curator.ts';
import { type Actor, actorKey, type Place } from '../../chat/actor.ts';
import type { Card } from '../../chat/card.ts';
import { code, line, person } from '../../chat/text.ts';
import { Failure } from '../../domain/failure.ts';
import { miningKey } from '../../workflows/mining/keys.ts';
import {
  type MiningEffectOf,
  type MiningEvent,
  type MiningInput,
  MiningState,
} from '../../workflows/mining/state.ts';

type ChannelInput = Extract<MiningInput, { type: 'channel' | 'closing' }>;

/** Whether who pressed is a curator now, and in the channel that they open where it is a private one. */
export function createCheckCurator({
  people,
  conversations,
}: Pick<MiningDependencies, 'people' | 'conversations'>): Activity<
  MiningEffectOf<'check-curator'>,
  MiningEvent
> {
  return async ({ actor, wish }, context) => {
    const reason =
      (await curatorProblem(people, actor)) ??
      (wish === 'open'
        ? await strangerProblem(conversations, channelOf(context).place, actor)
        : undefined);
    const at = context.now();
    if (reason !== undefined) return { type: 'decision-denied', at, actor, reason };
    return { type: 'decision-granted', at, actor, wish };
  };
}

/** The notice stands before anything is read, and before the record says that it may be. */
export function createOpenChannel(
  dependencies: MiningDependencies,
): Activity<MiningEffectOf<'open-channel'>, MiningEvent> {
  return async ({ actor }, context) => {
    const { place, input } = channelOf(context);
    const known = await dependencies.channels.get(channelKey(place));
    if (known?.isOn === true) return { type: 'channel-opened', at: context.now() };
    const noticeUrl = await postNotice(dependencies, { place, actor, context });
    await changeChannel(dependencies.channels, channelKey(place), (before) => ({
      ...(before ?? { id: channelKey(place) }),
      version: (before?.version ?? 0) + 1,
      name: input.name,
      isOn: true,
      changedBy: actorKey(actor),
      changedAt: context.now(),
      ...(noticeUrl === undefined ? {} : { noticeUrl }),
    }));
    return { type: 'channel-opened', at: context.now() };
  };
}

interface Posting {
  readonly place: Place;
  readonly actor: Actor;
  readonly context: ActivityContext;
  readonly card: Card;
}

/** Its address, where messages have one. */
async function postNotice(
  dependencies: Pick<MiningDependencies, 'chat'>,
  given: Omit<Posting, 'card'>,
): Promise<string | undefined> {
  const message = await postOnce(dependencies, { ...given, card: noticeCard(given.actor) });
  return dependencies.chat.permalink(message);
}

/** A repeat looks for what was posted before it posts another. */
async function postOnce(
  { chat }: Pick<MiningDependencies, 'chat'>,
  { place, context, card }: Omit<Posting, 'actor'>,
): ReturnType<MiningDependencies['chat']['post']> {
  const { effectId: deliveryId, attempt } = context;
  const posted = attempt > 0 ? await chat.find(place, deliveryId) : undefined;
  await context.checkTurn();
  return posted ?? chat.post({ place, card, sessionId: undefined, deliveryId });
}

function noticeCard(actor: Actor): Card {
  const items = [
    'I look in its messages for resources that you deploy together and for rules that you keep to. Messages of bots are left out.',
    'Whatever looks like a secret is hidden before anything is read. Names are left out, quotes are kept with their links.',
    'A person decides about everything that I find. If you delete a message, its quote goes; if you edit it, only what it still says stays. What a curator accepts stays, as the organisation’s words.',
  ];
  return {
    title: 'I read this channel for patterns and policies',
    elements: [
      { type: 'text', line: line`${person(actor)} opened it for that.` },
      { type: 'list', isOrdered: false, items: items.map((item) => [item]) },
      {
        type: 'note',
        line: line`A curator stops it with ${code('patterns unmine')} and the channel’s name.`,
      },
    ],
    audience: 'thread',
  };
}

/** Nothing new is read there, by a job that is reading it neither; what was found stays. */
export function createCloseChannel(
  dependencies: MiningDependencies,
): Activity<MiningEffectOf<'close-channel'>, MiningEvent> {
  return async ({ actor }, context) => {
    await requireRole(dependencies.people, { actor, role: 'curators' });
    const { place } = channelOf(context);
    let wasOpen = context.attempt > 0;
    await changeChannel(dependencies.channels, channelKey(place), (before) => {
      if (before?.isOn !== true) return undefined;
      wasOpen = true;
      return {
        ...before,
        version: before.version + 1,
        isOn: false,
        changedBy: actorKey(actor),
        changedAt: context.now(),
      };
    });
    // Where it was asked for, the job's own card says it.
    const isSaidThere = context.session.place.channel === place.channel;
    if (wasOpen && !isSaidThere) await postEnd(dependencies, { place, actor, context });
    const reading = { key: miningKey(place), isOpen: true, limit: 1 } as const;
    const readers = (await dependencies.store.sessions(reading)).map(({ id }) => id);
    return { type: 'channel-closed', at: context.now(), wasOpen, readers };
  };
}

/** Where the notice stood. Nobody reads it where the bot may not write any more, and it is closed all the same. */
async function postEnd(
  dependencies: Pick<MiningDependencies, 'chat'>,
  given: Omit<Posting, 'card'>,
): Promise<void> {
  try {
    await postOnce(dependencies, { ...given, card: endCard(given.actor) });
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'unavailable') throw error;
  }
}

function endCard(actor: Actor): Card {
  return {
    title: 'I do not read this channel any more',
    elements: [
      { type: 'text', line: line`${person(actor)} closed it for patterns and policies.` },
      { type: 'note', line: ['What was found stays until somebody decides about it.'] },
    ],
    audience: 'thread',
  };
}

/** Notes how far the channel was read: the next time goes on from there. */
export function createRecordMining(
  dependencies: MiningDependencies,
): Activity<MiningEffectOf<'record-mining'>, MiningEvent> {
  return async (_effect, context) => {
    const state = MiningState.parse(context.session.state);
    const { place } = channelOf(context);
    await changeChannel(dependencies.channels, channelKey(place), (before) => {
      if (!before || before.lastMinedAt === state.updatedAt) return undefined;
      const range = rangeAfter(before, state);
      if (!range) return undefined;
      const { updatedAt: lastMinedAt = context.now() } = state;
      const { ahead: _, ...channel } = before;
      return { ...channel, ...range, version: before.version + 1, lastMinedAt };
    });
    const candidates = await dependencies.candidates.all();
    const waiting = candidates.filter(({ status }) => status === 'open').length;
    return { type: 'mining-recorded', at: context.now(), waiting };
  };
}

function channelOf({ session }: ActivityContext): {
  readonly place: ReturnType<typeof talkPlace>;
  readonly input: ChannelInput;
} {
  const { input } = MiningState.parse(session.state);
  if (input.type !== 'channel' && input.type !== 'closing') throw new Error('there is no channel');
  return { place: talkPlace(session.place, input), input };
}
