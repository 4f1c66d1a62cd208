import type { PastMessage } from '../../src/domain/mining/conversation.ts';
import { LESSONS, SCENES, WORDS } from './mining-scenes.ts';

/** One conversation in so many holds something that is worth keeping. */
const LESSON_SHARE = 0.04;
const BOT_SHARE = 0.08;
const SECRET_SHARE = 0.01;
const THREAD_SHARE = 0.55;
const NO_SILENCE_SHARE = 0.25;
const START_MS = Date.parse('2026-06-01T08:00:00.000Z');
const PEOPLE = 60;

/** A realistic mix of a platform team's channel, and how many of its conversations hold a lesson. */
export interface Talk {
  readonly messages: readonly PastMessage[];
  readonly conversations: number;
  readonly lessons: number;
}

/**
 * At least `count` messages, the same for the same count, always: incidents, questions, deployments,
 * chatter and stand-up talk, notices of bots, a planted secret here and there, several languages, and a
 * lesson in every twenty-fifth conversation.
 */
export function generatedTalk(count: number): Talk {
  const random = randomFrom(20_261_123);
  const messages: PastMessage[] = [];
  let atMs = START_MS;
  let conversations = 0;
  let lessons = 0;

  function next(seconds: number): string {
    atMs += 1_000 + Math.floor(random() * seconds * 1_000);
    return `${(atMs / 1_000).toFixed(0)}.${String(messages.length % 1_000_000).padStart(6, '0')}`;
  }

  function say(text: string, over: Partial<PastMessage> = {}): PastMessage {
    const message = {
      id: next(240),
      at: new Date(atMs).toISOString(),
      author: `U${Math.floor(random() * PEOPLE)}`,
      isBot: false,
      text,
      replyCount: 0,
      files: [],
      ...over,
    };
    messages.push(message);
    return message;
  }

  while (messages.length < count) {
    // Now and then something else is spoken of before anybody was silent for half an hour.
    if (random() > NO_SILENCE_SHARE) atMs += 1_900_000 + Math.floor(random() * 3_600_000);
    if (random() < BOT_SHARE) {
      say(filled('Pipeline {service} {version} passed.', random), { isBot: true });
      continue;
    }
    const isLesson = random() < LESSON_SHARE;
    const lines = pick(isLesson ? LESSONS : SCENES, random).split(' / ');
    conversations += 1;
    if (isLesson) lessons += 1;
    const isThread = lines.length > 1 && random() < THREAD_SHARE;
    let head: string | undefined;
    for (const line of lines) {
      const secret = random() < SECRET_SHARE ? ` (token: ${keyOf(random)})` : '';
      const replyCount = isThread && head === undefined ? lines.length - 1 : 0;
      const inThread = isThread && head !== undefined ? { thread: head } : {};
      const { id } = say(filled(line, random) + secret, { replyCount, ...inThread });
      head ??= id;
    }
  }
  return { messages, conversations, lessons };
}

function filled(text: string, random: () => number): string {
  return text.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => {
    const words = WORDS[name];
    return words ? pick(words, random) : whole;
  });
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function keyOf(random: () => number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const key = Array.from({ length: 36 }, () => letters.charAt(Math.floor(random() * 62))).join('');
  return `ghp_${key}`;
}

/** Mulberry32: small, quick, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
