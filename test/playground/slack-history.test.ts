import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type LocalSlack,
  type LocalSlackOptions,
  startLocalSlack,
} from '../../src/playground/slack/local-slack.ts';
import type { AppManifest } from '../../src/playground/slack/manifest.ts';
import type { Channel, Message } from '../../src/playground/slack/state.ts';
import { createFakeClock, type FakeClock } from '../fakes/clock.ts';
import { quiet } from './slack-bolt-app.ts';

const CHANNEL = 'C00PLATFORM';
const BOT = 'U000DOTAI';
const ANA = 'U0000000ANA';

const channels: readonly Channel[] = [
  { id: CHANNEL, name: 'platform', kind: 'public', members: [ANA, BOT], isArchived: false },
  { id: 'C0000RANDOM', name: 'random', kind: 'public', members: [ANA], isArchived: false },
  { id: 'C0000SECRET', name: 'secret', kind: 'private', members: [ANA], isArchived: false },
  { id: 'C00000CLUB0', name: 'club', kind: 'private', members: [ANA, BOT], isArchived: false },
  { id: 'C000000OLD0', name: 'old', kind: 'public', members: [ANA, BOT], isArchived: true },
];

let slack: LocalSlack;
let clock: FakeClock;

function bot(): WebClient {
  return new WebClient(slack.identity.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  });
}

const Page = z.object({
  messages: z.array(z.looseObject({ ts: z.string(), text: z.string() })),
  has_more: z.boolean(),
  response_metadata: z.object({ next_cursor: z.string() }),
});

async function read(method: string, more: object): Promise<z.infer<typeof Page>> {
  return Page.parse(await bot().apiCall(method, { channel: CHANNEL, ...more }));
}

async function texts(method: string, more: object = {}): Promise<readonly string[]> {
  return (await read(method, more)).messages.map(({ text }) => text);
}

const errorOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'it was taken',
    (error: unknown) => z.object({ data: z.object({ error: z.string() }) }).parse(error).data.error,
  );

async function start(more: LocalSlackOptions = {}): Promise<void> {
  await slack?.close();
  slack = await startLocalSlack({ clock, channels, ...more });
}

/** The event that the app was told last, within its envelope. */
const lastEvent = (): unknown => slack.envelopes.at(-1)?.body['event'];

function manifestWith(scopes: readonly string[]): AppManifest {
  return {
    oauth_config: { scopes: { bot: [...scopes] } },
    settings: { event_subscriptions: { bot_events: [] } },
  };
}

beforeEach(async () => {
  clock = createFakeClock();
  await start();
});
afterEach(() => slack.close());

describe('a history', () => {
  let said: readonly Message[];

  beforeEach(async () => {
    const ana = slack.as('ana');
    said = ['one', 'two', 'three', 'four'].map((text) => ana.send('#platform', text));
  });

  it('is newest first, both ends left out', async () => {
    const [one, , , four] = said;

    expect(await texts('conversations.history', { oldest: one?.ts, latest: four?.ts })).toEqual([
      'three',
      'two',
    ]);
    const inclusive = { oldest: one?.ts, latest: four?.ts, inclusive: true };
    expect(await texts('conversations.history', inclusive)).toHaveLength(4);
  });

  it('says that there is more, from the newest where its end is given', async () => {
    const page = { oldest: '1', latest: '9999999999.999999', limit: 3 };

    expect(await texts('conversations.history', page)).toEqual(['four', 'three', 'two']);
    expect((await read('conversations.history', page)).has_more).toBe(true);
    expect((await read('conversations.history', { ...page, limit: 4 })).has_more).toBe(false);
  });

  it('begins at its oldest where only that end is given', async () => {
    expect(await texts('conversations.history', { oldest: '1', limit: 2 })).toEqual(['two', 'one']);
  });

  it('takes only times', async () => {
    expect(await errorOf(read('conversations.history', { oldest: 'monday' }))).toBe(
      'invalid_ts_oldest',
    );
    expect(await errorOf(read('conversations.history', { latest: 'now' }))).toBe(
      'invalid_ts_latest',
    );
  });

  it('shows a thread by its head, and how long it is', async () => {
    const thread = said[0]?.ts ?? '';
    const reply = slack.as('ana').send('#platform', 'a reply', { thread });
    const { messages } = await read('conversations.history', {});

    expect(messages.map(({ text }) => text)).not.toContain('a reply');
    expect(messages.at(-1)).toMatchObject({ reply_count: 1, latest_reply: reply.ts });
  });
});

describe('a thread', () => {
  it('has its head on every page', async () => {
    const ana = slack.as('ana');
    const { ts } = ana.send('#platform', 'head');
    for (const text of ['a', 'b', 'c']) ana.send('#platform', text, { thread: ts });
    const first = await read('conversations.replies', { ts, limit: 2 });
    const cursor = first.response_metadata.next_cursor;

    expect(first.messages.map(({ text }) => text)).toEqual(['head', 'a']);
    expect(await texts('conversations.replies', { ts, limit: 2, cursor })).toEqual([
      'head',
      'b',
      'c',
    ]);
  });

  it('of a reply’s time is that reply', async () => {
    const ana = slack.as('ana');
    const { ts } = ana.send('#platform', 'head');
    const reply = ana.send('#platform', 'a', { thread: ts });
    const { messages } = await read('conversations.replies', { ts: reply.ts });

    expect(messages).toMatchObject([{ text: 'a', thread_ts: ts }]);
    expect(await errorOf(read('conversations.replies', { ts: '1.000001' }))).toBe(
      'thread_not_found',
    );
  });
});

describe('channels', () => {
  it.each([
    ['C0000SECRET', 'channel_not_found'],
    ['C0000RANDOM', 'not_in_channel'],
    ['C000000OLD0', 'is_archived'],
    ['C0NOWHERE00', 'channel_not_found'],
  ])('refuse to be read: %s', async (channel, error) => {
    expect(await errorOf(read('conversations.history', { channel }))).toBe(error);
    expect(await errorOf(read('conversations.replies', { channel, ts: '1.1' }))).toBe(error);
  });

  it('say what they are, but private ones only to whoever is in them', async () => {
    const random = await bot().conversations.info({ channel: 'C0000RANDOM' });

    expect(random.channel).toMatchObject({ is_member: false, is_private: false });
    expect(await errorOf(bot().conversations.info({ channel: 'C0000SECRET' }))).toBe(
      'channel_not_found',
    );
  });

  it('of the bot alone are listed as its own', async () => {
    const types = 'public_channel,private_channel';
    const all = await bot().users.conversations({ types, exclude_archived: true });
    const paged = await bot().users.conversations({ types, limit: 1 });

    expect(all.channels?.map(({ name }) => name)).toEqual(['platform', 'club']);
    expect(paged.response_metadata?.next_cursor).not.toBe('');
  });

  it('are listed only as far as the scopes go', async () => {
    await start({ manifest: manifestWith(['channels:read']) });
    const types = 'public_channel,private_channel';

    expect(await errorOf(bot().users.conversations({ types }))).toBe('missing_scope');
    expect((await bot().users.conversations({})).channels).toHaveLength(2);
    expect(await errorOf(bot().conversations.info({ channel: 'C00000CLUB0' }))).toBe(
      'missing_scope',
    );
  });
});

describe('rates', () => {
  it('are slow on request: fifteen messages, once a minute', async () => {
    await start({ hasSlowHistory: true });
    const ana = slack.as('ana');
    for (let count = 0; count < 20; count += 1) ana.send('#platform', `message ${count}`);

    expect((await read('conversations.history', { limit: 200 })).messages).toHaveLength(15);
    const again = read('conversations.history', {});
    await expect(again).rejects.toMatchObject({ retryAfter: 60 });
    expect((await bot().auth.test()).ok).toBe(true);
    await clock.advance(60_000);
    expect((await read('conversations.history', {})).messages).toHaveLength(15);
  });
});

describe('a message that is deleted', () => {
  it('is gone, and the app is told which', async () => {
    const ana = slack.as('ana');
    const message = await ana.say('#platform', 'never mind');
    await expect(slack.as('ben').delete(message)).rejects.toThrow('did not write');
    await ana.delete(message);

    expect(slack.messages('#platform')).toEqual([]);
    expect(lastEvent()).toMatchObject({
      subtype: 'message_deleted',
      deleted_ts: message.ts,
      previous_message: { text: 'never mind', user: ANA },
    });
  });

  it('leaves a mark at the head of its thread until the last reply is gone', async () => {
    const ana = slack.as('ana');
    const head = await ana.say('#platform', 'head');
    const reply = await ana.say('#platform', 'reply', { thread: head.ts });
    await ana.delete(head);

    expect(lastEvent()).toMatchObject({
      subtype: 'message_changed',
      message: { subtype: 'tombstone', ts: head.ts },
      previous_message: { text: 'head' },
    });
    const { messages } = await read('conversations.replies', { ts: head.ts });
    expect(messages).toMatchObject([
      { subtype: 'tombstone', user: 'USLACKBOT' },
      { text: 'reply' },
    ]);
    await ana.delete(reply);
    expect(slack.messages('#platform')).toEqual([]);
  });
});

describe('a file that somebody shares', () => {
  async function download(token: string): Promise<Response> {
    const info = await bot().files.info({ file: slack.files()[0]?.id ?? '' });
    const address = info.file?.url_private ?? '';
    return fetch(address, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual' });
  }

  it('is told of, described and downloaded with the token', async () => {
    const file = { name: 'runbook.md', content: '# Databases\n' };
    await slack.as('ana').share('#platform', file, { text: 'learn from this' });
    const [{ id } = { id: '' }] = slack.files();

    expect(lastEvent()).toMatchObject({
      subtype: 'file_share',
      text: 'learn from this',
      files: [{ id, name: 'runbook.md', filetype: 'markdown', size: 12 }],
    });
    const answer = await download(slack.identity.botToken);
    expect(answer.headers.get('content-type')).toBe('text/markdown');
    expect(await answer.text()).toBe('# Databases\n');
    expect((await download('xoxb-else')).status).toBe(302);
  });

  it('is hidden from a bot that is not there, and from one without the scope', async () => {
    await slack.as('ana').share('#random', { name: 'a.txt', content: 'a' });
    const [{ id } = { id: '' }] = slack.files();

    expect(await errorOf(bot().files.info({ file: id }))).toBe('file_not_found');
    await start({ manifest: manifestWith(['chat:write']) });
    expect(await errorOf(bot().files.info({ file: id }))).toBe('missing_scope');
  });
});
