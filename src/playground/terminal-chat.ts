import { createInterface, type Interface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { Failure } from '../domain/failure.ts';
import type { LocalSlack } from './slack/local-slack.ts';
import { buttonsOf, textOf } from './slack/read-message.ts';
import type { Message, View } from './slack/state.ts';
import { openCard, printConversation } from './terminal.ts';
import { createEntries, type Entries } from './terminal-form.ts';

const CHANNEL = '#platform';
const OPEN_CARDS_MAX = 3;
const QUIET_WITHIN_MS = 15_000;

/** How long piped input waits, in milliseconds. */
interface Patience {
  /** Nothing has changed for so long: the bot has finished. */
  readonly quietMs: number;
  /** The bot has not begun to answer for so long: it will not. */
  readonly answerWithinMs: number;
}

const PATIENCE: Patience = { quietMs: 400, answerWithinMs: 3_000 };

const HELP = `You are ana in #platform of a Slack on this machine.
  /dotai recommend …    a slash command (start with /dotai help)
  any text              a reply in the bot's newest open thread
  [Label]               presses the newest button of that label; [Label 3] the third of them
  Label = value         enters a value into the open form (the field's number will do);
                        “submit” or “close” ends it
  @cleo                 acts as cleo from now on (ana, ben, cleo, drew, gus)
  quit                  leaves`;

type Write = (line: string) => void;

/**
 * A Slack of one channel in a terminal: reads lines until the input ends or says `quit`. With an
 * `output`, which is a terminal then, there is a prompt; without one, each line waits until the bot
 * has finished with the line before.
 */
export async function chatInTerminal(
  slack: LocalSlack,
  options: { input: Readable; output?: Writable; write: Write; patience?: Patience },
): Promise<void> {
  const { input, output, write: print } = options;
  const lines = createInterface({ input, ...(output ? { output } : {}) });
  const write = output ? abovePrompt(lines, output, print) : print;
  const stop = printConversation(slack, write);
  const watch = watchForQuiet(slack, options.patience ?? PATIENCE);
  print(HELP);
  openCards(slack).forEach((card) => openCard(slack, card).forEach((line) => print(line)));
  const typing: Typing = { slack, write, person: 'ana', entries: createEntries() };
  try {
    if (output) prompt(lines, typing.person);
    for await (const typed of lines) {
      const text = typed.trim();
      if (text === 'quit') break;
      if (text !== '') await attempt(typing, text);
      if (output) prompt(lines, typing.person);
      else await watch.quiet();
    }
  } finally {
    stop();
    watch.stop();
    lines.close();
  }
}

/** What the bot says meanwhile appears above the line that is being typed. */
function abovePrompt(lines: Interface, output: Writable, print: Write): Write {
  let isOpen = true;
  lines.once('close', () => (isOpen = false));
  return (line) => {
    if (isOpen) output.write('\r\u001B[K');
    print(line);
    if (isOpen) lines.prompt(true);
  };
}

function prompt(lines: Interface, person: string): void {
  lines.setPrompt(`${person}> `);
  lines.prompt();
}

/** Watches what happens, to tell when the bot has nothing left to say. */
function watchForQuiet(slack: LocalSlack, { quietMs, answerWithinMs }: Patience) {
  let awaitsAnswer = false;
  const stop = slack.onChange((change) => {
    const { type } = change;
    const isMessage = type === 'message-posted' || type === 'message-updated';
    if (type === 'person-acted') awaitsAnswer = true;
    else if (isMessage) awaitsAnswer = !isByBot(slack, change.message);
    else if (type === 'view-changed' && change.view) awaitsAnswer = false;
  });
  /** Resolves when it is quiet, or after a while at the latest. */
  function quiet(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const latest = setTimeout(resolve, QUIET_WITHIN_MS);
    const answer = setTimeout(() => (awaitsAnswer = false), answerWithinMs);
    const silence = setTimeout(() => {
      if (awaitsAnswer || isAtWork(slack)) silence.refresh();
      else resolve();
    }, quietMs);
    const ignore = slack.onChange(() => void silence.refresh());
    return promise.finally(() => {
      ignore();
      [latest, answer, silence].forEach((timer) => clearTimeout(timer));
    });
  }
  return { quiet, stop };
}

/** Whether a card has a line such as `⏳ Searching…`: a wait that ends without anybody's doing. */
function isAtWork(slack: LocalSlack): boolean {
  const cards = threads(slack)
    .flat()
    .filter((one) => isByBot(slack, one));
  return cards.some((card) => /^⏳.*…$/mu.test(textOf(card)));
}

/** Who types, and what they have entered into forms so far. */
interface Typing {
  readonly slack: LocalSlack;
  readonly write: Write;
  readonly entries: Entries;
  person: string;
}

async function attempt(typing: Typing, text: string): Promise<void> {
  try {
    for (const line of await act(typing, text)) typing.write(line);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    typing.write(`! ${error.message}`);
  }
}

/** Does what was typed, and returns what the terminal itself has to say about it. */
async function act(typing: Typing, text: string): Promise<readonly string[]> {
  const { slack, entries } = typing;
  const person = slack.as(typing.person);
  const view = person.openView();
  if (view) {
    const said = await actInForm(typing, view, text);
    if (said) return said;
  }
  if (/^@\w+$/u.test(text)) {
    const name = text.slice(1);
    slack.as(name);
    typing.person = name;
    entries.clear();
    return [`You are ${name} now.`];
  }
  if (text.startsWith('/')) return unanswered(await person.command(CHANNEL, text));
  const label = /^\[(?<label>.+)\]$/u.exec(text)?.groups?.['label'];
  if (label !== undefined) {
    const { shown, ...target } = buttonNamed([...seenBy(typing), ...(view ? [view] : [])], label);
    return unanswered(await person.press(shown, target));
  }
  await person.say(CHANNEL, text, threadOf(slack));
  return [];
}

/** Undefined where the words are not meant for the form. */
async function actInForm(
  { slack, entries, person: name }: Typing,
  view: View,
  text: string,
): Promise<readonly string[] | undefined> {
  const person = slack.as(name);
  if (text === 'close') {
    entries.clear();
    await person.closeView();
    return [];
  }
  if (text === 'submit') {
    return (await entries.submit(person, view)).map((line) => `! ${line}`);
  }
  const entry = /^(?<label>[^=]+?)\s*=\s*(?<value>.*)$/u.exec(text)?.groups;
  return entry && [entries.enter(view, entry['label'] ?? '', entry['value'] ?? '')];
}

function unanswered({ error }: { readonly error?: string }): readonly string[] {
  return error === undefined ? [] : [`! The bot did not take it: ${error}.`];
}

interface Pressed {
  readonly shown: Message | View;
  readonly label: string;
  readonly index: number;
}

/** `Show 3` is a button of that name or else the third `Show`, each on the newest card with one. */
function buttonNamed(cards: readonly (Message | View)[], named: string): Pressed {
  const numbered = /^(?<label>.+?)\s+(?<number>[1-9]\d*)$/u.exec(named)?.groups;
  const found =
    newestWith(cards, named, 0) ??
    (numbered && newestWith(cards, numbered['label'] ?? '', Number(numbered['number']) - 1));
  if (found) return found;
  throw new Failure('invalid-input', `There is no button [${named}] in ${CHANNEL}.`);
}

function newestWith(
  cards: readonly (Message | View)[],
  named: string,
  index: number,
): Pressed | undefined {
  const labels = (card: Message | View): readonly string[] =>
    buttonsOf(card)
      .map(({ label }) => label)
      .filter((label) => label.toLowerCase() === named.toLowerCase());
  const shown = cards.findLast((card) => labels(card).length > 0);
  const label = shown && labels(shown)[index];
  return shown && label !== undefined ? { shown, label, index } : undefined;
}

/** Everything in the channel and its threads that this person sees, oldest first. */
function seenBy({ slack, person }: Pick<Typing, 'slack' | 'person'>): readonly Message[] {
  const forAll = threads(slack).flat();
  return [...forAll, ...slack.ephemerals(person)].toSorted(byTime);
}

function byTime(one: Message, other: Message): number {
  return one.ts < other.ts ? -1 : 1;
}

/** Each thread with its root first; a message without replies is a thread of one. */
function threads(slack: LocalSlack): readonly (readonly Message[])[] {
  return slack
    .messages(CHANNEL)
    .filter(({ ts, thread_ts: thread }) => thread === undefined || thread === ts)
    .map(({ ts }) => slack.messages(CHANNEL, { thread: ts }));
}

function openCards(slack: LocalSlack): readonly Message[] {
  return threads(slack)
    .flat()
    .filter((message) => isByBot(slack, message) && buttonsOf(message).length > 0)
    .toSorted(byTime)
    .slice(-OPEN_CARDS_MAX);
}

/** The newest thread of the bot where something can still be pressed, else its newest. */
function threadOf(slack: LocalSlack): { readonly thread?: string } {
  const ofBot = threads(slack).filter((thread) => thread.some((one) => isByBot(slack, one)));
  const isOpen = (thread: readonly Message[]): boolean =>
    thread.some((message) => buttonsOf(message).length > 0);
  const thread = (ofBot.findLast(isOpen) ?? ofBot.at(-1))?.[0]?.ts;
  return thread === undefined ? {} : { thread };
}

function isByBot(slack: LocalSlack, { user }: Message): boolean {
  return user === slack.identity.botUserId;
}
