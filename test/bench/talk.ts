import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { buttonsOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import type { Change } from '../../src/playground/slack/store.ts';

export const CHANNEL = '#platform';
export const INTENT = 'create a PostgreSQL database in AWS';
const WAIT = { timeoutMs: 60_000 };

/** One conversation with the bot in a thread of its own. */
export interface Talk {
  readonly thread: string;
  /** The newest message with such a button: the label, or how it begins. */
  messageWith(label: string): Promise<Message>;
}

/** Asks for a recommendation and resolves when the bot's first card is there. */
export async function beginTalk(slack: LocalSlack, handle: string): Promise<Talk> {
  const before = new Set(slack.messages(CHANNEL).map(({ ts }) => ts));
  await slack.as(handle).command(CHANNEL, `/dotai recommend ${INTENT}`);
  const root = await slack.waitFor(
    () => slack.messages(CHANNEL).find(({ ts, user }) => !before.has(ts) && isBot(slack, user)),
    { ...WAIT, what: 'the first card' },
  );
  return {
    thread: root.ts,
    messageWith: (label) =>
      slack.waitFor(
        () =>
          slack
            .messages(CHANNEL, { thread: root.ts })
            .findLast((message) => hasButton(message, label)),
        { ...WAIT, what: `a button "${label}"` },
      ),
  };
}

/** The message that the bot posted or changed, where that is what happened. */
export function drawnIn({ identity }: LocalSlack, change: Change): Message | undefined {
  if (change.type !== 'message-posted' && change.type !== 'message-updated') return undefined;
  return change.message.user === identity.botUserId ? change.message : undefined;
}

/** Resolves when nothing changed in the local Slack for that long. */
export async function quiet(slack: LocalSlack, forMs: number): Promise<void> {
  let lastMs = performance.now();
  const stop = slack.onChange(() => (lastMs = performance.now()));
  try {
    for (let leftMs = forMs; leftMs > 0; leftMs = lastMs + forMs - performance.now()) {
      await sleep(leftMs);
    }
  } finally {
    stop();
  }
}

function isBot({ identity }: LocalSlack, user: string): boolean {
  return user === identity.botUserId;
}

export function hasButton(message: Message, label: string): boolean {
  return buttonsOf(message).some((button) => button.label.startsWith(label));
}
