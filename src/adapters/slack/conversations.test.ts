import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import {
  type ApiAnswer,
  type FakeSlackApi,
  startFakeSlackApi,
} from '../../../test/fakes/slack-api.ts';
import type { Conversations } from '../../ports/conversations.ts';
import { createSlackConversations } from './conversations.ts';
import { createSlackClients } from './slack-clients.ts';

const place = { workspace: 'T1', channel: 'C0000001' };
const said = (second: number, more: object = {}): object => ({
  ts: `${1_700_000_000 + second}.000100`,
  user: 'U1',
  text: `message ${second}`,
  ...more,
});
const refused = (error: string, more: object = {}): ApiAnswer => ({ ok: false, error, ...more });
const SLOW_DOWN = { httpStatus: 429, retryAfter: 42, ok: false, error: 'ratelimited' };

let api: FakeSlackApi;
let logger: ReturnType<typeof createFakeLogger>;
let conversations: Conversations;

beforeEach(async () => {
  api = await startFakeSlackApi();
  logger = createFakeLogger();
  const { patient } = createSlackClients({ botToken: 'xoxb-secret', apiUrl: api.url, logger });
  conversations = createSlackConversations({
    client: patient,
    identity: () => ({
      team: 'Acme',
      teamId: 'T1',
      enterpriseId: undefined,
      botUserId: 'UBOT',
      botId: 'BBOT',
      url: 'https://acme.slack.com/',
    }),
    logger,
  });
});
afterEach(() => api.close());

const readings: readonly [string, string, () => Promise<unknown>][] = [
  ['a history', 'conversations.history', () => conversations.history(place, { oldest: '1' })],
  ['a thread', 'conversations.replies', () => conversations.thread(place, { message: '1.1' })],
  ['a message', 'conversations.replies', () => conversations.message(place, '1.1')],
  ['a channel', 'conversations.info', () => conversations.channel('T1', 'C0000001')],
  ['channels', 'users.conversations', () => conversations.channel('T1', '#platform')],
  ['a file', 'files.info', () => conversations.file('T1', 'F1', 100)],
];

describe.each(readings)('reading %s', (_what, method, readIt) => {
  it('says at once that Slack asks to slow down, and for how long', async () => {
    api.answer(method, () => SLOW_DOWN);

    await expect(readIt()).rejects.toMatchObject({
      kind: 'unavailable',
      retryAfterMs: 42_000,
      message: 'Slack asks me to slow down. It lets me go on in 42 s.',
    });
    expect(api.callsOf(method)).toHaveLength(1);
  });

  it('names the scope that is missing, and what to do', async () => {
    api.answer(method, () => refused('missing_scope', { needed: 'groups:read,<!channel>' }));

    await expect(readIt()).rejects.toMatchObject({
      kind: 'forbidden',
      message: expect.stringMatching(/the Slack scope groups:read for that\. .*installs it again/u),
    });
  });

  it('is to be tried again where Slack is down', async () => {
    api.answer(method, () => ({ httpStatus: 503 }));

    await expect(readIt()).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

it.each([
  ['not_in_channel', 'forbidden', '/invite @dotai'],
  ['channel_not_found', 'forbidden', '/invite @dotai'],
  ['is_archived', 'forbidden', 'unarchived'],
])('says what to do about %s', async (error, kind, words) => {
  api.answer('conversations.history', () => refused(error));
  api.answer('conversations.replies', () => refused(error));
  const failure = { kind, message: expect.stringContaining(words) };

  await expect(conversations.history(place, { oldest: '1' })).rejects.toMatchObject(failure);
  await expect(conversations.thread(place, { message: '1.1' })).rejects.toMatchObject(failure);
  await expect(conversations.message(place, '1.1')).rejects.toMatchObject(failure);
});

describe('a history', () => {
  it('always names its end, since Slack would begin at the other one', async () => {
    await conversations.history(place, { oldest: '1' });
    await conversations.history(place, { oldest: '1', before: '1700000000.000100' });

    expect(api.callsOf('conversations.history').map(({ args }) => args)).toMatchObject([
      { oldest: '1', latest: '9999999999.999999' },
      { oldest: '1', latest: '1700000000.000100' },
    ]);
  });

  it('is newest first in whatever order it comes, and leaves out what cannot be read', async () => {
    const messages = [said(1), said(3), { text: 'of no time' }, said(2)];
    api.answer('conversations.history', () => ({ ok: true, messages, has_more: true }));
    const page = await conversations.history(place, { oldest: '1' });

    expect(page.messages.map(({ text }) => text)).toEqual(['message 3', 'message 2', 'message 1']);
    expect(page.hasMore).toBe(true);
    expect(logger.entries).toMatchObject([{ level: 'warn', fields: { unread: 1 } }]);
  });

  it('ends where a page is empty: there is nothing before which to go on', async () => {
    api.answer('conversations.history', () => ({ ok: true, messages: [], has_more: true }));

    expect((await conversations.history(place, { oldest: '1' })).hasMore).toBe(false);
  });
});

describe('a thread', () => {
  const head = said(0, { thread_ts: '1700000000.000100' });
  const reply = (second: number): object => said(second, { thread_ts: '1700000000.000100' });

  function pages(answers: readonly ApiAnswer[]): void {
    const left = [...answers];
    api.answer('conversations.replies', () => left.shift() ?? refused('no_more_answers'));
  }

  const page = (messages: readonly object[], next = ''): ApiAnswer => ({
    ok: true,
    messages,
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  });

  it('is read on after the message that was read last, by whichever process', async () => {
    pages([page([head, reply(1)], 'b'), SLOW_DOWN, page([head, reply(2)])]);
    const message = '1700000000.000100';
    const first = await conversations.thread(place, { message });
    const after = first.messages.at(-1)?.id;
    const read = () => conversations.thread(place, { message, after });

    expect(first.hasMore).toBe(true);
    await expect(read()).rejects.toMatchObject({ retryAfterMs: 42_000 });
    expect(await read()).toMatchObject({
      head: message,
      messages: [{ text: 'message 0' }, { text: 'message 2' }],
      hasMore: false,
    });
    const asked = api.callsOf('conversations.replies').map(({ args }) => args['oldest']);
    expect(asked).toEqual([undefined, '1700000001.000100', '1700000001.000100']);
  });

  it('is found from a reply, whether Slack answers with that alone or with all', async () => {
    const message = '1700000002.000100';
    for (const answer of [page([reply(2)]), page([head, reply(1), reply(2)])]) {
      pages([answer]);
      expect(await conversations.thread(place, { message })).toEqual({
        head: '1700000000.000100',
        messages: [],
        hasMore: true,
      });
    }
  });

  it('ends where Slack gives the same page for ever', async () => {
    pages([page([head], 'same')]);
    const at = '1700000000.000100';

    expect(await conversations.thread(place, { message: at, after: at })).toMatchObject({
      hasMore: false,
    });
  });

  it('gives a reply where Slack puts its head before it', async () => {
    pages([page([head, reply(2)])]);

    expect(await conversations.message(place, '1700000002.000100')).toMatchObject({
      text: 'message 2',
      thread: '1700000000.000100',
    });
  });
});

describe('a channel', () => {
  const channel = { id: 'C0000001', name: 'platform', is_private: false, is_archived: false };

  it('is looked for on every page of the bot’s own', async () => {
    const other = { ...channel, id: 'C0000002', name: 'other' };
    api.answer('users.conversations', ({ args }) =>
      args['cursor'] === 'b'
        ? { ok: true, channels: [channel] }
        : { ok: true, channels: [other], response_metadata: { next_cursor: 'b' } },
    );

    expect(await conversations.channel('T1', '#Platform')).toMatchObject({
      id: 'C0000001',
      isMember: true,
    });
  });

  it('is found without the scope for private ones, where it is public', async () => {
    api.answer('users.conversations', ({ args }) =>
      args['types'] === 'public_channel'
        ? { ok: true, channels: [channel] }
        : refused('missing_scope', { needed: 'groups:read' }),
    );

    expect(await conversations.channel('T1', '#platform')).toMatchObject({ id: 'C0000001' });
  });

  it('says that others are in it, that it is private, that it is archived', async () => {
    const special = { is_member: true, is_ext_shared: true, is_private: true, is_archived: true };
    api.answer('conversations.info', () => ({ ok: true, channel: { ...channel, ...special } }));

    expect(await conversations.channel('T1', 'C0000001')).toMatchObject({
      isMember: true,
      isShared: true,
      isPrivate: true,
      isArchived: true,
    });
  });

  it('is direct where the bot speaks with somebody, and unknown where others do', async () => {
    expect(await conversations.channel('T1', 'D0000001')).toMatchObject({
      isDirect: true,
      isMember: true,
      name: undefined,
    });
    api.answer('conversations.history', () => refused('channel_not_found'));
    expect(await conversations.channel('T1', 'D0000002')).toBeUndefined();
  });
});

it('gives addresses without asking, and none in another workspace', async () => {
  const address = 'https://acme.slack.com/archives/C0000001/p1700000002000100';

  expect(await conversations.permalink(place, '1700000002.000100')).toBe(address);
  const thread = '1700000001.000100';
  expect(await conversations.permalink({ ...place, thread }, '1700000002.000100')).toBe(
    `${address}?thread_ts=${thread}&cid=C0000001`,
  );
  expect(await conversations.permalink({ ...place, workspace: 'T9' }, '1.1')).toBeUndefined();
  expect(api.calls).toEqual([]);
});
