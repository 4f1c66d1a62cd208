import type { EvidenceLost } from './candidate-amending.ts';
import type { MiningDependencies } from './dependencies.ts';
import { dropQuotes, withdrawEmpty } from './lost-quotes.ts';
import { isOlder } from './message-ids.ts';
import { channelKey } from './mined-channel-key.ts';
import { changeChannel } from './mined-channels.ts';
import { slowly } from './slow-reading.ts';
import type { PastMessage } from '../../domain/mining/conversation.ts';
import { LOOKED_UP_KEPT } from '../../domain/mining/mined-channel.ts';
import type { TalkPlace } from '../../domain/mining/segment.ts';

/** Most messages that are looked up one by one for a page. */
const LOOKED_UP_MAX = 50;

interface ReadWindow {
  readonly place: TalkPlace;
  /** Messages of the page and of its threads. */
  readonly seen: readonly PastMessage[];
  /** All of the channel's own messages were seen from this one on, up to the other. */
  readonly from: string;
  readonly before: string | undefined;
}

interface WindowChecked {
  readonly removed: number;
  /** Candidates behind which nothing is left. */
  readonly withdrawn: readonly string[];
  /** Sessions of open reviews that must be drawn again. */
  readonly reviews: readonly string[];
}

type Dependencies = Pick<MiningDependencies, 'candidates' | 'channels' | 'conversations' | 'store'>;

/**
 * Quotes from that stretch of a channel whose messages were edited or deleted while the bot was away go: those
 * of messages that were read just now, then those of others, which are looked up one by one.
 */
export async function checkWindow(
  dependencies: Dependencies,
  window: ReadWindow,
): Promise<WindowChecked> {
  const { candidates } = dependencies;
  const { place } = window;
  const quoted = (await candidates.messagesIn(place)).filter((id) => isWithin(window, id));
  const seen = new Map(window.seen.map((message) => [message.id, message]));
  const lost: EvidenceLost[] = [];
  for (const message of quoted) {
    const known = seen.get(message);
    if (known) lost.push(...(await dropQuotes(candidates, { ...place, message }, known)));
  }
  const unseen = quoted.filter((id) => !seen.has(id));
  lost.push(...(await lookUp(dependencies, window, unseen)));
  return { removed: lost.length, ...(await withdrawEmpty(dependencies, lost)) };
}

/**
 * Goes on after the last one that was looked up in this stretch the time before, and notes where it ends: all
 * have their turn, however many there are and however slow the platform is.
 */
async function lookUp(
  dependencies: Dependencies,
  window: ReadWindow,
  unseen: readonly string[],
): Promise<readonly EvidenceLost[]> {
  if (unseen.length === 0) return [];
  const { candidates, channels, conversations } = dependencies;
  const { place } = window;
  const { lookedUp = [] } = (await channels.get(channelKey(place))) ?? {};
  const before = lookedUp.find((id) => isWithin(window, id));
  const waiting = startingAfter(before, unseen);
  const lost: EvidenceLost[] = [];
  let looked = 0;
  for (const message of waiting.slice(0, LOOKED_UP_MAX)) {
    const read = await slowly(() => conversations.message(place, message));
    if (read.type === 'slowed') break;
    lost.push(...(await dropQuotes(candidates, { ...place, message }, read.value)));
    looked += 1;
  }
  const last = looked === waiting.length ? undefined : (waiting[looked - 1] ?? before);
  await noteLast(dependencies, window, last);
  return lost;
}

/** Newest first, those that are older than the given one before the others. */
function startingAfter(last: string | undefined, ids: readonly string[]): readonly string[] {
  const newestFirst = ids.toSorted((one, other) => Number(other) - Number(one));
  if (last === undefined) return newestFirst;
  return [
    ...newestFirst.filter((id) => isOlder(id, last)),
    ...newestFirst.filter((id) => !isOlder(id, last)),
  ];
}

async function noteLast(
  { channels }: Dependencies,
  window: ReadWindow,
  last: string | undefined,
): Promise<void> {
  await changeChannel(channels, channelKey(window.place), (channel) => {
    if (!channel) return undefined;
    const { lookedUp: known = [], ...rest } = channel;
    const others = known.filter((id) => !isWithin(window, id));
    const lookedUp = [...(last === undefined ? [] : [last]), ...others].slice(0, LOOKED_UP_KEPT);
    if (lookedUp.join(' ') === known.join(' ')) return undefined;
    const noted = lookedUp.length === 0 ? {} : { lookedUp };
    return { ...rest, ...noted, version: channel.version + 1 };
  });
}

function isWithin({ from, before }: ReadWindow, message: string): boolean {
  return !isOlder(message, from) && (before === undefined || isOlder(message, before));
}
