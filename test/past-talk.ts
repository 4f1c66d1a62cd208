import { writeFileSync } from 'node:fs';
import { type LocalSlackOptions, startLocalSlack } from '../src/playground/slack/local-slack.ts';
import type { Message } from '../src/playground/slack/state.ts';

/** What somebody said in a channel of a local Slack before anybody looked. */
export interface PastSaid {
  readonly channel: string;
  readonly user: string;
  /** The message's own id: `1790000000.000100`. */
  readonly ts: string;
  readonly text: string;
  /** The head of its thread. */
  readonly thread?: string;
  readonly isByBot?: boolean;
}

/** Writes a workspace for `stateFile`, in which that was said. Nobody is told of it. */
export async function writeWorkspace(
  path: string,
  said: readonly PastSaid[],
  options: Pick<LocalSlackOptions, 'channels'> = {},
): Promise<void> {
  const empty = await startLocalSlack(options);
  const state = empty.state();
  await empty.close();
  const messages = said.map((one) => messageOf(one));
  writeFileSync(path, `${JSON.stringify({ ...state, messages })}\n`);
}

function messageOf({ thread, isByBot = false, ...said }: PastSaid): Message {
  return {
    ...said,
    isBroadcast: false,
    blocks: [],
    files: [],
    reactions: [],
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(isByBot ? { bot_id: 'B0000000BOT' } : {}),
  };
}
