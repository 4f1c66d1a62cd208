import type { EvidenceLost } from './candidate-amending.ts';
import type { MiningDependencies } from './dependencies.ts';
import { dropQuotes, withdrawEmpty } from './lost-quotes.ts';
import { isOlder } from './message-ids.ts';
import { slowly } from './slow-reading.ts';
import type { PastMessage } from '../../domain/mining/conversation.ts';
import { type Evidence, sourceKey } from '../../domain/mining/evidence.ts';
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

/**
 * Quotes from that stretch of a channel whose messages were edited or deleted while the bot was away go.
 * A reply that was not read again is looked up. Returns the open reviews that must be drawn again.
 */
export async function checkWindow(
  dependencies: Pick<MiningDependencies, 'candidates' | 'conversations' | 'store'>,
  window: ReadWindow,
): Promise<readonly string[]> {
  const quoted = await quotedIn(dependencies, window);
  const seen = new Map(window.seen.map((message) => [message.id, message]));
  const lost: EvidenceLost[] = [];
  let lookedUp = 0;
  for (const { source } of quoted) {
    const known = seen.get(source.message);
    if (known) {
      lost.push(...(await dropQuotes(dependencies.candidates, source, known)));
      continue;
    }
    if (lookedUp === LOOKED_UP_MAX) continue;
    lookedUp += 1;
    const read = await slowly(() =>
      dependencies.conversations.message(window.place, source.message),
    );
    // The next time, or when the platform tells of the deletion.
    if (read.type === 'slowed') break;
    lost.push(...(await dropQuotes(dependencies.candidates, source, read.value)));
  }
  return (await withdrawEmpty(dependencies, lost)).reviews;
}

type MessageSource = Extract<Evidence['source'], { type: 'message' }>;

/** Messages of the window that are quoted, each once. */
async function quotedIn(
  { candidates }: Pick<MiningDependencies, 'candidates'>,
  { place, from, before }: ReadWindow,
): Promise<readonly { readonly source: MessageSource }[]> {
  const { platform, workspace, channel } = place;
  const sources = new Map<string, { readonly source: MessageSource }>();
  for (const { id } of await candidates.all()) {
    for (const { source } of await candidates.evidence(id)) {
      if (source.type !== 'message') continue;
      const isThere =
        source.platform === platform &&
        source.workspace === workspace &&
        source.channel === channel &&
        !isOlder(source.message, from) &&
        (before === undefined || isOlder(source.message, before));
      if (isThere) sources.set(sourceKey(source), { source });
    }
  }
  return [...sources.values()];
}
