import { sha256 } from '../json.ts';
import type { PastMessage, Utterance } from './conversation.ts';
import { type Source, sourceKey } from './evidence.ts';
import type { SafeConversation } from './hide.ts';
import { inTime, saidMessage, type SaidMessage } from './messages.ts';
import { piecesOf } from './pieces.ts';

/** A channel. */
export interface TalkPlace {
  readonly platform: 'slack' | 'teams';
  readonly workspace: string;
  readonly channel: string;
}

/** Silence that ends a stretch of talk in a channel: half an hour. */
export const SILENCE_MS = 1_800_000;

/** Most utterances of one conversation, and most characters in them. */
export const UTTERANCES_MAX = 40;
export const CHARACTERS_MAX = 8_000;

/** Longest utterance, in characters: a longer message becomes several of the same source. */
const UTTERANCE_MAX = 4_000;

/** How much of a thread's head stands before each later part of the thread, in characters. */
const HEAD_MAX = 1_000;

/**
 * What people said to one another: each thread is a conversation, and so is the talk in the channel
 * between two silences; where the topic changes is not guessed. Longer ones are cut, without overlap,
 * but the head of a thread stands before each of its parts. Messages of bots and of the platform, and
 * those without a word, are left out; what has none left is no conversation. A message that is given
 * twice counts as it was edited last. In the order of their first messages. The time grows as the
 * messages do.
 */
export function conversationsOf(
  messages: readonly PastMessage[],
  place: TalkPlace,
): readonly SafeConversation[] {
  return [...segmentation(messages, place)].filter((one) => one !== undefined);
}

/**
 * The same in small steps, each of which gives a conversation or nothing yet, for whoever must not
 * keep others waiting (`inSlices`).
 */
export function* segmentation(
  messages: readonly PastMessage[],
  place: TalkPlace,
  /** Heads of threads of which the messages are a later part: they stand before each, said before. */
  saidBefore: readonly PastMessage[] = [],
): Generator<SafeConversation | undefined> {
  const said: SaidMessage[] = [];
  for (const message of asTheyAreNow(messages)) {
    const one = saidMessage(message);
    if (one) said.push(one);
    yield undefined;
  }
  said.sort(inTime);
  yield undefined;
  const threads = threadsOf(said);
  yield undefined;
  const heads = new Map(saidBefore.map((head) => [head.id, saidMessage(head)]));
  for (const talk of talksOf(said, { threads, heads })) {
    for (const part of partsOf(talk)) yield conversationOf(part, place);
  }
}

function asTheyAreNow(messages: readonly PastMessage[]): Iterable<PastMessage> {
  const latest = new Map<string, PastMessage>();
  for (const message of messages) {
    const known = latest.get(message.id);
    if (!known || (known.editedAt ?? '') <= (message.editedAt ?? ''))
      latest.set(message.id, message);
  }
  return latest.values();
}

/** Messages by the head of their thread; a head that nobody answered stands alone. */
function threadsOf(said: readonly SaidMessage[]): ReadonlyMap<string, readonly SaidMessage[]> {
  const threads = new Map<string, SaidMessage[]>();
  for (const { thread } of said) if (thread !== undefined) threads.set(thread, []);
  for (const message of said) threads.get(message.thread ?? message.id)?.push(message);
  return threads;
}

interface Talk {
  readonly messages: readonly SaidMessage[];
  /** Stands before each part. */
  readonly head: SaidMessage | undefined;
}

/** Threads where their first message is, stretches of talk where theirs is. */
function* talksOf(
  said: readonly SaidMessage[],
  {
    threads,
    heads,
  }: {
    readonly threads: ReadonlyMap<string, readonly SaidMessage[]>;
    readonly heads: ReadonlyMap<string, SaidMessage | undefined>;
  },
): Generator<Talk> {
  let stretch: SaidMessage[] = [];
  for (const message of said) {
    const threadId = message.thread ?? message.id;
    const thread = threads.get(threadId);
    if (thread) {
      if (thread[0] !== message) continue;
      const head = message.id === threadId ? message : heads.get(threadId);
      yield { messages: thread, head };
      continue;
    }
    const last = stretch.at(-1);
    if (last && message.atMs - last.atMs > SILENCE_MS) {
      yield { messages: stretch, head: undefined };
      stretch = [];
    }
    stretch.push(message);
  }
  if (stretch.length > 0) yield { messages: stretch, head: undefined };
}

interface Piece {
  readonly message: SaidMessage;
  readonly text: string;
  /** The beginning of the message, and not its repetition. */
  readonly isFirst: boolean;
}

interface Part {
  readonly pieces: readonly Piece[];
  /** Of what is its own; a head that is said again is not. */
  readonly first: SaidMessage;
  /** Counts from 0 the parts that begin within one message. */
  readonly turn: number;
}

function* partsOf({ messages, head }: Talk): Generator<Part> {
  const headText = head && piecesOf(head.text, HEAD_MAX)[0];
  const shownHead = headText && { message: head, text: headText, isFirst: false };
  const isLater = messages[0] !== head;
  let pieces: Piece[] = shownHead && isLater ? [shownHead] : [];
  let characters = shownHead && isLater ? shownHead.text.length : 0;
  let first: SaidMessage | undefined;
  let turn = 0;
  for (const message of messages) {
    for (const [index, text] of piecesOf(message.text, UTTERANCE_MAX).entries()) {
      const isFull = pieces.length === UTTERANCES_MAX || characters + text.length > CHARACTERS_MAX;
      if (first && isFull) {
        yield { pieces, first, turn };
        turn = first === message ? turn + 1 : 0;
        const goesOn = shownHead && message !== head;
        pieces = goesOn ? [shownHead] : [];
        characters = goesOn ? shownHead.text.length : 0;
        first = undefined;
      }
      first ??= message;
      pieces.push({ message, text, isFirst: index === 0 });
      characters += text.length;
    }
  }
  if (first) yield { pieces, first, turn };
}

function conversationOf({ pieces, first, turn }: Part, place: TalkPlace): SafeConversation {
  const letters = new Map<string, string>();
  for (const { message } of pieces) {
    if (!letters.has(message.author)) letters.set(message.author, letterOf(letters.size));
  }
  const beginnings = pieces.filter(({ isFirst }) => isFirst);
  return {
    id: conversationId(sourceOf(first, place), turn),
    utterances: pieces.map(({ message, text }): Utterance => ({
      source: sourceOf(message, place),
      text,
      speaker: letters.get(message.author),
      at: message.at,
      url: undefined,
    })),
    hasHidden: pieces.some(({ message }) => message.hidden > 0),
    hidden: beginnings.reduce((sum, { message }) => sum + message.hidden, 0),
  };
}

/** `conv-` and 16 hexadecimal digits: the same for the same first utterance. */
export function conversationId(source: Source, turn = 0): string {
  const key = turn === 0 ? sourceKey(source) : `${sourceKey(source)} ${turn}`;
  return `conv-${sha256(key).slice(0, 16)}`;
}

function sourceOf({ id }: SaidMessage, { platform, workspace, channel }: TalkPlace): Source {
  return { type: 'message', platform, workspace, channel, message: id };
}

/** `A` to `Z`, then `AA`, `AB`, … */
function letterOf(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? letter : `${letterOf(Math.floor(index / 26) - 1)}${letter}`;
}
