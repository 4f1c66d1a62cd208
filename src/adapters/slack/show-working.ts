import type { WebClient } from '@slack/web-api';
import type { Place } from '../../chat/actor.ts';
import type { Logger } from '../../ports/logger.ts';

/** Follows the bot's name: "dotai is thinking…". */
const STATUS = 'is thinking…';

/**
 * Sets the status of a thread, or ends it. Slack ends it by itself with the bot's next message
 * there, but not when a card is only updated. Nobody's work hangs on it, so it never rejects.
 *
 * Source: https://docs.slack.dev/reference/methods/assistant.threads.setStatus
 */
export async function showWorking(
  { client, logger }: { readonly client: WebClient; readonly logger: Logger },
  place: Place,
  isWorking: boolean,
): Promise<void> {
  const { channel, thread } = place;
  if (thread === undefined) return;
  try {
    const status = isWorking ? STATUS : '';
    await client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status });
  } catch (error) {
    logger.debug('Slack did not take the status of a thread', { error });
  }
}
