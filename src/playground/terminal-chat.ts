import { createInterface } from 'node:readline/promises';
import type { Readable } from 'node:stream';
import { Failure } from '../domain/failure.ts';
import type { LocalSlack } from './slack/local-slack.ts';
import { buttonsOf } from './slack/read-message.ts';
import type { Message } from './slack/state.ts';
import { printConversation } from './terminal.ts';

const CHANNEL = '#platform';

const HELP = `You are ana in #platform of a Slack on this machine.
  /dotai recommend …    a slash command (start with /dotai help)
  any text              a reply in the bot's newest thread
  [Label]               presses the newest button of that label
  Label = value         enters a value into the open form; “submit” or “close” ends it
  @cleo                 acts as cleo from now on (ana, ben, cleo, drew, gus)
  quit                  leaves`;

/** A Slack of one channel in a terminal: reads lines until the input ends or says `quit`. */
export async function chatInTerminal(
  slack: LocalSlack,
  { input, write }: { input: Readable; write: (line: string) => void },
): Promise<void> {
  const stop = printConversation(slack, write);
  write(HELP);
  const state: Typing = { person: 'ana', values: new Map() };
  const lines = createInterface({ input });
  try {
    for await (const typed of lines) {
      const text = typed.trim();
      if (text === 'quit') break;
      if (text !== '') await attempt(slack, { state, text, write });
    }
  } finally {
    lines.close();
    stop();
  }
}

/** Who types, and what they have entered into the open form so far. */
interface Typing {
  person: string;
  readonly values: Map<string, string>;
}

async function attempt(
  slack: LocalSlack,
  { state, text, write }: { state: Typing; text: string; write: (line: string) => void },
): Promise<void> {
  try {
    await act(slack, state, text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    write(`! ${error.message}`);
  }
}

async function act(slack: LocalSlack, state: Typing, text: string): Promise<void> {
  const person = slack.as(state.person);
  const view = person.openView();
  const entry = /^(?<label>[^=]+?)\s*=\s*(?<value>.*)$/u.exec(text)?.groups;
  if (view && text === 'close') return person.closeView();
  if (view && text === 'submit') {
    await person.fillAndSubmit(view, Object.fromEntries(state.values));
    return state.values.clear();
  }
  if (view && entry) {
    state.values.set(entry['label'] ?? '', entry['value'] ?? '');
    return undefined;
  }
  if (/^@\w+$/u.test(text)) {
    state.person = slack.as(text.slice(1)) ? text.slice(1) : state.person;
    return undefined;
  }
  if (text.startsWith('/')) {
    await person.command(CHANNEL, text);
    return undefined;
  }
  const label = /^\[(?<label>.+)\]$/u.exec(text)?.groups?.['label'];
  if (label !== undefined) {
    await person.press(newestWith(slack, label), { label });
    return undefined;
  }
  await person.say(CHANNEL, text, threadOf(slack));
  return undefined;
}

function newestWith(slack: LocalSlack, label: string): Message {
  const found = slack
    .messages(CHANNEL)
    .findLast((message) => buttonsOf(message).some((button) => button.label === label));
  if (found) return found;
  throw new Failure('invalid-input', `There is no button [${label}] in ${CHANNEL}.`);
}

function threadOf(slack: LocalSlack): { readonly thread?: string } {
  const newest = slack.messages(CHANNEL).findLast(({ user }) => user === slack.identity.botUserId);
  const thread = newest?.thread_ts ?? newest?.ts;
  return thread === undefined ? {} : { thread };
}
