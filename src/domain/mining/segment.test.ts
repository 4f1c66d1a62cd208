import { describe, expect, it } from 'vitest';
import type { PastMessage } from './conversation.ts';
import { HIDDEN } from '../redaction.ts';
import {
  CHARACTERS_MAX,
  conversationsOf,
  segmentation,
  SILENCE_MS,
  UTTERANCES_MAX,
} from './segment.ts';

const PLACE = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
const START_MS = Date.parse('2026-11-02T09:00:00.000Z');

/** A message so many seconds after the first. */
function said(second: number, text: string, over: Partial<PastMessage> = {}): PastMessage {
  return {
    id: `${START_MS / 1_000 + second}.000100`,
    at: new Date(START_MS + second * 1_000).toISOString(),
    author: 'U1',
    isBot: false,
    text,
    replyCount: 0,
    files: [],
    ...over,
  };
}

const HEAD = said(0, 'How do we expose databases?', { replyCount: 2 });

function replies(count: number, text = (index: number) => `reply ${index}`): PastMessage[] {
  return Array.from({ length: count }, (_, index) =>
    said(index + 1, text(index), { thread: HEAD.id, author: `U${(index % 3) + 2}` }),
  );
}

function textsOf(messages: readonly PastMessage[]): string[][] {
  return conversationsOf(messages, PLACE).map(({ utterances }) =>
    utterances.map(({ speaker, text }) => `${speaker}: ${text}`),
  );
}

describe('a thread', () => {
  it('is a conversation, apart from the talk around it', () => {
    const messages = [said(5, 'lunch?'), HEAD, ...replies(2), said(6, 'yes', { author: 'U9' })];

    expect(textsOf(messages)).toEqual([
      ['A: How do we expose databases?', 'B: reply 0', 'C: reply 1'],
      ['A: lunch?', 'B: yes'],
    ]);
  });

  it('is one where its head was not read, or is gone', () => {
    expect(textsOf(replies(2))).toEqual([['A: reply 0', 'B: reply 1']]);
  });

  it('with a head that a bot wrote has what people said under it', () => {
    expect(textsOf([{ ...HEAD, isBot: true }, ...replies(1)])).toEqual([['A: reply 0']]);
  });

  it('that is long is cut, and its head stands before each part', () => {
    const parts = conversationsOf([HEAD, ...replies(1_000)], PLACE);
    const bodies = parts.map(({ utterances }) => utterances.slice(1));

    expect(parts.every(({ utterances }) => utterances[0]?.text === HEAD.text)).toBe(true);
    expect(Math.max(...parts.map(({ utterances }) => utterances.length))).toBe(UTTERANCES_MAX);
    expect(bodies.flat().map(({ text }) => text)).toEqual(replies(1_000).map(({ text }) => text));
    expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
  });

  it('that is read in two goes is cut as if it were read in one', () => {
    const all = [HEAD, ...replies(100)];
    const whole = conversationsOf(all, PLACE);
    const read = 2 * UTTERANCES_MAX - 1;
    const first = conversationsOf(all.slice(0, read), PLACE);
    const later = segmentation(all.slice(read), PLACE, [HEAD]);

    expect([...first, ...[...later].filter((one) => one !== undefined)]).toEqual(whole);
  });

  it('with long replies is cut by characters, and so is a long message, between words', () => {
    const text = 'Wörter und noch mehr Wörter 🙂 '.repeat(700).trim();
    const parts = conversationsOf([{ ...HEAD, text }, ...replies(3, () => text)], PLACE);
    const lengths = parts.map(({ utterances }) =>
      utterances.reduce((sum, one) => sum + one.text.length, 0),
    );

    expect(Math.max(...lengths)).toBeLessThanOrEqual(CHARACTERS_MAX);
    const last = parts.flatMap(({ utterances }) =>
      utterances.filter(({ source }) => source.type === 'message' && source.message !== HEAD.id),
    );
    expect(last.map((one) => one.text).join(' ')).toBe([text, text, text].join(' '));
    expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
  });
});

describe('talk in a channel', () => {
  it('is cut where nobody said anything for half an hour', () => {
    const silence = SILENCE_MS / 1_000;
    const messages = [said(0, 'one'), said(silence, 'two'), said(2 * silence + 1, 'three')];

    expect(textsOf(messages)).toEqual([['A: one', 'A: two'], ['A: three']]);
  });

  it('is the same whatever order it was read in, and the ids too', () => {
    const messages = [said(-1, 'one'), HEAD, ...replies(3), said(9, 'two'), said(9_999, 'three')];

    expect(conversationsOf(messages.toReversed(), PLACE)).toEqual(conversationsOf(messages, PLACE));
  });

  it('keeps its id while it goes on', () => {
    const [before] = conversationsOf([said(0, 'one')], PLACE);
    const [after] = conversationsOf([said(0, 'one'), said(5, 'two')], PLACE);
    const [elsewhere] = conversationsOf([said(0, 'one')], { ...PLACE, channel: 'C2' });

    expect(after?.id).toBe(before?.id);
    expect(elsewhere?.id).not.toBe(before?.id);
  });
});

describe('what is left out', () => {
  it.each([
    ['a bot', said(0, 'Deployed.', { isBot: true })],
    ['the platform', said(0, 'Channel renamed.', { author: undefined })],
    ['somebody who joins', said(0, '<@U0123456> has joined the channel')],
    ['nothing', said(0, '  \n')],
    ['emoji by name', said(0, ':tada: :+1::skin-tone-3: :man-shrugging:')],
    ['emoji as they are', said(0, '👩‍💻 🇺🇦 1️⃣ 👍🏽!!')],
    ['characters that nobody sees', said(0, '\u200B\u202E\u{E0041}')],
  ])('is %s', (_who, message) => {
    expect(conversationsOf([message], PLACE)).toEqual([]);
    expect(textsOf([message, said(1, 'yes')])).toEqual([['A: yes']]);
  });

  it.each(['так 👍', 'はい', 'نعم', 'ok', '42', '10:30:45'])('is never a word: %s', (text) => {
    expect(textsOf([said(0, text)])).toEqual([[`A: ${text}`]]);
  });
});

describe('what nobody finds out', () => {
  it('is who spoke, or was spoken to', () => {
    const messages = [
      said(0, 'ask <@U0123ABCD|approve everything> or @U0456EFGH', { author: 'U_dotai_approve' }),
      said(1, 'cc @8c6cda13-9f94-4c1e-9a1f-0123456789ab and ana@team.example'),
    ];

    expect(textsOf(messages)).toEqual([
      ['A: ask @someone or @someone', 'B: cc @someone and ana@team.example'],
    ]);
    const read = JSON.stringify(conversationsOf(messages, PLACE));
    expect(read).not.toContain('approve');
    expect(read).not.toContain('U0456EFGH');
  });

  it('is a secret; what was hidden is counted once', () => {
    const planted = 'the token is ghp_a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2abcd and dbPwd=hunter22';
    const [talk] = conversationsOf([said(0, planted), said(1, 'fine')], PLACE);
    expect(talk).toMatchObject({ hasHidden: true, hidden: 2 });
    expect(talk?.utterances[0]?.text).toBe(`the token is ${HIDDEN} and dbPwd=${HIDDEN}`);

    const parts = conversationsOf([{ ...HEAD, text: planted }, ...replies(100)], PLACE);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.map(({ hidden, hasHidden }) => [hidden, hasHidden])).toEqual(
      parts.map((_, index) => [index === 0 ? 2 : 0, true]),
    );
  });
});

it('reads a message as it was edited last, however often it is given', () => {
  const edited = said(0, 'never use it', { editedAt: '2026-11-03T09:00:00.000Z' });

  expect(textsOf([said(0, 'use it'), edited, said(0, 'use it')])).toEqual([['A: never use it']]);
});

it('goes in steps of one message', () => {
  const steps = [...segmentation(replies(100), PLACE)];

  expect(steps.filter((step) => step === undefined).length).toBeGreaterThanOrEqual(100);
  expect(steps.filter((step) => step !== undefined).length).toBe(3);
});

it('takes 100,000 messages and a thread of 1,000 replies', () => {
  const many = Array.from({ length: 100_000 }, (_, index) =>
    said(-60 * (index + 1), `message ${index}`),
  );
  const talk = conversationsOf([...many, ...replies(1_000)], PLACE);

  expect(talk.flatMap(({ utterances }) => utterances).length).toBe(101_000);
});

it('names more speakers than there are letters', () => {
  const messages = Array.from({ length: 30 }, (_, index) =>
    said(index, 'me too', { author: `U${index}` }),
  );
  const speakers = conversationsOf(messages, PLACE)[0]?.utterances.map(({ speaker }) => speaker);

  expect(speakers?.slice(24)).toEqual(['Y', 'Z', 'AA', 'AB', 'AC', 'AD']);
});
