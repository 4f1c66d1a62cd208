import { textOf } from '../../src/playground/slack/read-message.ts';
import type { LocalSlack } from '../../src/playground/slack/local-slack.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { ASKED } from './sights.ts';

/** What people did before the page is opened: spoken to the local Slack directly, since it is quicker. */
export interface Ahead {
  readonly thread: string;
  /** Says as Ana in the thread, and waits for the card that answers. */
  say(words: string, answered: string): Promise<Message>;
}

const PATIENCE = { timeoutMs: 45_000 };

/** Ana has asked, and the bot has questions. */
export async function ask(slack: LocalSlack): Promise<Ahead> {
  const ana = slack.as('ana');
  const before = new Set(slack.messages('#platform').map(({ ts }) => ts));
  await slack.connected();
  await ana.command('#platform', `/dotai recommend ${ASKED}`);
  const thread = await slack.waitFor(
    () => slack.messages('#platform').find(({ ts }) => !before.has(ts))?.ts,
    { ...PATIENCE, what: 'a card for the request' },
  );
  function sees(words: string): Promise<Message> {
    return slack.waitFor(
      () =>
        slack.messages('#platform', { thread }).findLast((card) => textOf(card).includes(words)),
      { ...PATIENCE, what: `a card that says “${words}”` },
    );
  }
  await sees('A few questions first');
  return {
    thread,
    async say(words, answered) {
      await ana.say('#platform', words, { thread });
      return sees(answered);
    },
  };
}

/** Ana has chosen, and the required settings are asked for. */
export async function askForSettings(slack: LocalSlack): Promise<Ahead> {
  const ahead = await ask(slack);
  await ahead.say('skip', 'Solutions');
  await ahead.say('1', 'Required settings');
  return ahead;
}

/** Ana's change of this name waits for approval. */
export async function askForApproval(slack: LocalSlack, name: string): Promise<Ahead> {
  const ahead = await askForSettings(slack);
  const settings = `name: ${name}, namespace: a-team, size: small, region: us-east-1`;
  await ahead.say(settings, 'Basic settings');
  await ahead.say('skip', 'Advanced settings');
  await ahead.say('skip', 'Anything else?');
  const review = await ahead.say('N/A', 'accepted this in a dry run');
  await slack.as('ana').press(review, { label: 'Request approval' });
  await slack.waitFor(
    () =>
      slack
        .messages('#platform', { thread: ahead.thread })
        .find((card) => textOf(card).includes('Waits for approval')),
    { ...PATIENCE, what: 'a change that waits' },
  );
  return ahead;
}
