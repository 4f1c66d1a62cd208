import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import { byTime, type SlackMessage, understood } from './past-message.ts';
import { asReading } from './reading-failure.ts';
import { slackErrorOf } from './slack-failure.ts';

interface ThreadPart {
  /** Oldest first. */
  readonly messages: readonly SlackMessage[];
  readonly isCut: boolean;
}

/** Reads the thread of a message, of its head or of any reply. Nothing where it is gone. */
type ReadThread = (asked: AskedThread) => Promise<ThreadPart>;

interface AskedThread {
  readonly channel: string;
  readonly message: string;
  /** Most messages. */
  readonly limit: number;
}

/** How far a thread was read when Slack asked to slow down. */
interface Begun {
  readonly head: string;
  readonly cursor: string;
  readonly messages: ReadonlyMap<string, SlackMessage>;
}

const Page = z.object({
  messages: z.array(z.unknown()).default([]),
  has_more: z.boolean().default(false),
  response_metadata: z.object({ next_cursor: z.string().optional() }).nullish(),
});

const PAGE_SIZE = 200;

/** At the slow tier a page comes each minute: long enough to go on, short enough to miss few edits. */
const KEPT_MS = 10 * 60_000;
const KEPT_MAX = 20;

/**
 * What was read of a long thread when Slack asked to slow down is kept for a while, so that whoever asks
 * again gets on: at the slow tier no thread of more than 15 messages could be read otherwise.
 */
export function createThreadReader(given: {
  readonly client: WebClient;
  readonly clock: Clock;
  readonly logger: Logger;
}): ReadThread {
  const { clock } = given;
  const kept = new Map<string, { readonly begun: Begun; readonly untilMs: number }>();

  function take(key: string): Begun | undefined {
    const found = kept.get(key);
    kept.delete(key);
    return found !== undefined && clock.now().getTime() < found.untilMs ? found.begun : undefined;
  }

  function keep(key: string, begun: Begun): void {
    kept.set(key, { begun, untilMs: clock.now().getTime() + KEPT_MS });
    for (const oldest of [...kept.keys()].slice(0, -KEPT_MAX)) kept.delete(oldest);
  }

  return async (asked) => {
    const key = `${asked.channel} ${asked.message}`;
    let begun: Begun = take(key) ?? { head: asked.message, cursor: '', messages: new Map() };
    try {
      for (;;) {
        const next = await readOn(given, asked, begun);
        if (isWhole(next, asked)) return partOf(next, asked);
        begun = next;
      }
    } catch (error) {
      if (GONE.includes(slackErrorOf(error) ?? '')) return { messages: [], isCut: false };
      if (error instanceof Failure && error.kind === 'unavailable') keep(key, begun);
      throw error;
    }
  };
}

const GONE = ['thread_not_found', 'message_not_found'];

interface Read extends Begun {
  /** The message was a reply: its thread is still to be read. */
  readonly isElsewhere: boolean;
  readonly hasMore: boolean;
}

async function readOn(
  { client, logger }: { readonly client: WebClient; readonly logger: Logger },
  { channel, limit }: AskedThread,
  { head, cursor, messages }: Begun,
): Promise<Read> {
  const size = Math.min(PAGE_SIZE, Math.max(1, limit));
  const next = cursor === '' ? {} : { cursor };
  const call = client.conversations.replies({ channel, ts: head, limit: size, ...next });
  const page = Page.parse(await asReading(call));
  const read = understood(page.messages, { channel, logger });
  const root = read[0]?.thread_ts;
  if (root !== undefined && root !== head) {
    return { head: root, cursor: '', messages: new Map(), isElsewhere: true, hasMore: true };
  }
  const all = new Map([...messages, ...read.map((one) => [one.ts, one] as const)]);
  const following = page.response_metadata?.next_cursor ?? '';
  const isFurther = page.has_more && following !== '' && following !== cursor;
  return { head, cursor: following, messages: all, isElsewhere: false, hasMore: isFurther };
}

function isWhole({ isElsewhere, hasMore, messages }: Read, { limit }: AskedThread): boolean {
  return !isElsewhere && (!hasMore || messages.size >= limit);
}

function partOf({ messages, hasMore }: Read, { limit }: AskedThread): ThreadPart {
  const read = [...messages.values()].toSorted(byTime);
  return { messages: read.slice(0, limit), isCut: hasMore || read.length > limit };
}
