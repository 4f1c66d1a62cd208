import { expect, it } from 'vitest';
import { conversationsOf } from '../../src/domain/mining/segment.ts';
import { isWorthALook } from '../../src/domain/mining/sift.ts';
import { miningVocabulary } from '../../src/domain/mining/vocabulary.ts';
import { LESSONS, SCENES, WORDS } from './mining-scenes.ts';
import { generatedTalk } from './mining-talk.ts';

const PLACE = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
const VOCABULARY = miningVocabulary([]);

/** A scene with the first of each word in it, as a conversation. */
function played(scene: string) {
  const messages = scene.split(' / ').map((line, index) => ({
    id: String(index),
    at: new Date(Date.UTC(2026, 10, 2, 9, index)).toISOString(),
    author: `U${index}`,
    isBot: false,
    text: line.replaceAll(/\{(\w+)\}/gu, (_, name: string) => WORDS[name]?.[0] ?? ''),
    replyCount: 0,
    files: [],
  }));
  return conversationsOf(messages, PLACE)[0] ?? { utterances: [] };
}

it('is the same every time, in order, and every id is its own', () => {
  const talk = generatedTalk(500);

  expect(generatedTalk(500)).toEqual(talk);
  expect(new Set(talk.messages.map(({ id }) => id)).size).toBe(talk.messages.length);
  expect(talk.messages.map(({ at }) => at)).toEqual(talk.messages.map(({ at }) => at).toSorted());
  expect(talk.lessons).toBeGreaterThan(0);
});

it('is talk of which at most 15 % is worth a look', () => {
  const conversations = conversationsOf(generatedTalk(4_000).messages, PLACE);
  const worth = conversations.filter((one) => isWorthALook(one, VOCABULARY));

  expect(conversations.length).toBeGreaterThan(1_000);
  expect(worth.length / conversations.length).toBeGreaterThan(0.02);
  expect(worth.length / conversations.length).toBeLessThan(0.15);
});

it.each(LESSONS)('holds a lesson that is seen: %s', (lesson) => {
  expect(isWorthALook(played(lesson), VOCABULARY)).toBe(true);
});

it('holds few other scenes that look like one', () => {
  const seen = SCENES.filter((scene) => isWorthALook(played(scene), VOCABULARY));

  expect(seen.length / SCENES.length).toBeLessThan(0.05);
});
