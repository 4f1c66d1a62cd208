import type { LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { buttonsOf, fieldsOf, textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';

const WITHIN_MS = 60_000;

/** One conversation with the bot, played by the people's own acts. */
export interface Talk {
  /** The first card, under which everything else stands. */
  readonly root: Message;
  say(text: string): Promise<void>;
  /** Presses the first of these buttons that the newest card has. */
  press(...labels: readonly string[]): Promise<void>;
  /** The same as somebody else. */
  pressAs(who: string, label: string): Promise<void>;
  /** Fills in the form of the newest card and keeps what it suggests. */
  fillIn(values: Readonly<Record<string, string>>): Promise<void>;
  /** Waits until a card below the first one says so. */
  sees(words: string): Promise<Message>;
}

/** Begins with a command of the bot, typed in that channel. */
export async function begin(
  slack: LocalSlack,
  given: { readonly who: string; readonly channel: string; readonly line: string },
): Promise<Talk> {
  const { who, channel, line } = given;
  const before = rootsIn(slack, channel).length;
  await slack.as(who).command(channel, line);
  const root = await slack.waitFor(() => rootsIn(slack, channel)[before], {
    timeoutMs: WITHIN_MS,
    what: 'an answer of the bot',
  });
  return talkUnder(slack, root, who);
}

/** Goes on with a conversation that has begun. */
export function talkUnder(slack: LocalSlack, root: Message, who: string): Talk {
  const me = slack.as(who);
  const { channel, ts: thread } = root;

  /** Waits until the newest card has one of these: older ones lose theirs a little later. */
  function cardWith(labels: readonly string[]): Promise<Message> {
    const { botUserId } = slack.identity;
    const found = (): Message | undefined => {
      const messages = slack.messages(channel, { thread });
      const newest = messages.findLast(({ user }) => user === botUserId);
      return newest && labels.some((label) => hasButton(newest, label)) ? newest : undefined;
    };
    const what = `a newest card with ${labels.join(' or ')}`;
    return slack.waitFor(found, { timeoutMs: WITHIN_MS, what });
  }
  function cardSaying(words: string): Promise<Message> {
    function found(): Message | undefined {
      const [, ...replies] = slack.messages(channel, { thread });
      return replies.findLast((card) => textOf(card).includes(words));
    }
    return slack.waitFor(found, { timeoutMs: WITHIN_MS, what: `a card that says “${words}”` });
  }
  async function press(...labels: readonly string[]): Promise<void> {
    const card = await cardWith(labels);
    const label = labels.find((one) => hasButton(card, one));
    if (label !== undefined) await me.press(card, { label });
  }
  return {
    root,
    press,
    async say(text) {
      await me.say(channel, text, { thread });
    },
    async pressAs(other, label) {
      const card = await slack.waitFor(
        () => slack.messages(channel, { thread }).findLast((one) => hasButton(one, label)),
        { timeoutMs: WITHIN_MS, what: `a card with ${label}` },
      );
      await slack.as(other).press(card, { label });
    },
    async fillIn(values) {
      await press('Fill in');
      const form = await slack.waitFor(
        () => slack.views(who).find((view) => fieldsOf(view).length > 0),
        { timeoutMs: WITHIN_MS, what: 'a form' },
      );
      await me.fillAndSubmit(form, values);
    },
    sees: cardSaying,
  };
}

function rootsIn(slack: LocalSlack, channel: string): readonly Message[] {
  return slack.messages(channel).filter(({ user }) => user === slack.identity.botUserId);
}

function hasButton(card: Message, label: string): boolean {
  return buttonsOf(card).some((button) => button.label === label);
}
