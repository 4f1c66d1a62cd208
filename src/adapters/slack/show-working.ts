import type { WebClient } from '@slack/web-api';
import type { Place } from '../../chat/actor.ts';
import { asFailure } from './slack-failure.ts';

/** Follows the bot's name: "dotai is thinking…". */
const STATUS = 'is thinking…';

/**
 * Sets the status of a thread, or ends it. Slack ends it by itself with the bot's next message
 * there, but not when a card is only updated.
 *
 * Source: https://docs.slack.dev/reference/methods/assistant.threads.setStatus
 */
export async function showWorking(
  client: WebClient,
  { channel, thread }: Place,
  isWorking: boolean,
): Promise<void> {
  if (thread === undefined) return;
  const status = isWorking ? STATUS : '';
  await asFailure(
    client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status }),
  );
}
