import type { MiningDependencies } from './dependencies.ts';
import { type MiningKindsReader, partWillDo } from './mining-kinds.ts';
import { minePart } from './mine-part.ts';
import { addressing, conversationsIn, peoplesMessages, talkPlace } from './said-in.ts';
import { slowly } from './slow-reading.ts';
import type { Activity } from '../activity.ts';
import {
  type MiningEffectOf,
  type MiningEvent,
  MiningState,
} from '../../workflows/mining/state.ts';

/** Most messages of a thread that are read. */
export const THREAD_MAX = 1_000;

/** A thread of more parts than this is sifted like a channel: most of it is talk. */
const PARTS_READ_WHOLE = 5;

/** Reads one thread that somebody pointed at, as a whole where it is not very long. */
export function createMineThread(
  dependencies: MiningDependencies,
  kindsReader: MiningKindsReader,
): Activity<MiningEffectOf<'mine-thread'>, MiningEvent> {
  const { conversations } = dependencies;
  return async (effect, context) => {
    const state = MiningState.parse(context.session.state);
    const { input } = state;
    if (input.type !== 'thread') throw new Error('there is no thread to read');
    const kinds = await kindsReader.read(context.signal, partWillDo(effect));
    const read = await slowly(async () => ({
      channel: await conversations.channel(input.workspace, input.channel),
      ...(await conversations.thread(input, input.message, THREAD_MAX)),
    }));
    if (read.type === 'slowed') {
      const { retryAfterMs } = read;
      return { type: 'reading-slowed', at: context.now(), retryAfterMs, effect };
    }
    const { channel, messages, isCut } = read.value;
    if (messages.length === 0) {
      return { type: 'source-refused', at: context.now(), reason: 'That message is gone.' };
    }
    const place = talkPlace(context.session.place, input);
    const parts = await conversationsIn(messages, place, context.signal);
    const head = messages[0]?.id ?? input.message;
    const url = await conversations.permalink(input, head);
    const label = channel?.name === undefined ? 'a thread' : `a thread in #${channel.name}`;
    const mined = await minePart(dependencies, state, {
      part: {
        conversations: parts,
        isWanted: parts.length <= PARTS_READ_WHOLE,
        messages: peoplesMessages(messages),
        kinds,
        origin: { type: 'thread', label, ...(url === undefined ? {} : { url }) },
        withAddresses: addressing(dependencies, place, messages),
      },
      context,
    });
    const rest = { name: 'the rest of the thread', reason: 'I read its first 1,000 messages.' };
    return { ...mined, unread: isCut ? [rest] : [], isLast: true };
  };
}
