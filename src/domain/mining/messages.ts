import type { PastMessage } from './conversation.ts';
import { safeTextOf } from './hide.ts';

/** A message that somebody said something in, as anything may look at it. */
export interface SaidMessage {
  readonly id: string;
  readonly at: string;
  readonly atMs: number;
  readonly author: string;
  /** The message at the head of its thread, itself where it is that. Undefined outside threads. */
  readonly thread: string | undefined;
  readonly text: string;
  readonly hidden: number;
}

/** Who is spoken to or of: `<@U0123ABC>`, `@U0123ABC`, `<@U0123ABC|ana>`, a GUID behind an `@`. */
const MENTION =
  /<@[\w-]{3,64}(?:\|[^>\n]{0,100})?>|@(?:(?=[A-Z]*\d)[A-Z0-9]{6,24}|[\da-f]{8}-[\da-f-]{27})(?![\p{L}\p{N}_.-])/gu;

/** Names of emoji, and the signs themselves. What is left without a letter or a digit says nothing. */
const EMOJI =
  /:(?:[+-]1|100|[a-z][\w'+-]{0,60})(?:::skin-tone-\d)?:|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|[\d#*]\uFE0F?\u20E3/gu;

/** What platforms write in somebody's name. */
const COMING_AND_GOING =
  /^\s*(?:\S{1,64}\s+)?(?:has|was)\s+(?:joined|left|added to|removed from|renamed|archived|set)\s+(?:the|this)?\s*(?:channel|group|conversation|team)\b/iu;

/**
 * Undefined for what nobody said: bots, the platform itself, comings and goings, and what is left of a
 * message without its emoji when that is nothing. Secrets are hidden before anything else is looked at.
 */
export function saidMessage(message: PastMessage): SaidMessage | undefined {
  const { id, at, author, isBot, thread, replyCount } = message;
  if (isBot || author === undefined || author === '') return undefined;
  const { text: safe, hidden } = safeTextOf(message.text);
  const text = safe.replaceAll(MENTION, '@someone').trim();
  if (!saysSomething(text) || COMING_AND_GOING.test(text)) return undefined;
  return {
    id,
    at,
    atMs: Date.parse(at),
    author,
    thread: thread ?? (replyCount > 0 ? id : undefined),
    text,
    hidden,
  };
}

/** "@dotai capture this": said to the bot, and no part of the talk. */
export function asksToCapture({ text }: Pick<PastMessage, 'text'>): boolean {
  return CAPTURE.test(text);
}

const CAPTURE =
  /^\s*(?:<@[\w-]{3,64}(?:\|[^>\n]{0,100})?>|@\S{1,64})[\s,:]+(?:please\s+)?(?:capture|learn from)(?:\s+(?:this|that|it))?(?:\s+(?:thread|please))?[\s.!]*$/iu;

/** Earlier ones first; ids of one platform have one length and grow. */
export function inTime(one: SaidMessage, other: SaidMessage): number {
  if (one.atMs !== other.atMs) return one.atMs - other.atMs;
  if (one.id.length !== other.id.length) return one.id.length - other.id.length;
  return one.id < other.id ? -1 : Number(one.id > other.id);
}

function saysSomething(text: string): boolean {
  // Most texts begin with a word.
  return /^\p{L}{2}/u.test(text) || /[\p{L}\p{N}]/u.test(text.replaceAll(EMOJI, ''));
}
