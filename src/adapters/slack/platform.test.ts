import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { type FakeSlackApi, startFakeSlackApi } from '../../../test/fakes/slack-api.ts';
import type { Card } from '../../chat/card.ts';
import type { ChatPlatform } from '../../ports/chat-platform.ts';
import { createSlackPlatform } from './platform.ts';
import { createProcessMemory } from '../system/process-memory.ts';
import { createResponseUrls } from './response-urls.ts';
import { createSlackClients } from './slack-clients.ts';

const place = { platform: 'slack', workspace: 'T1', channel: 'C1', thread: '1.1' } as const;
const ann = { platform: 'slack', workspace: 'T1', id: 'U1' } as const;
const card: Card = {
  title: 'Review',
  audience: 'thread',
  elements: [{ type: 'text', line: ['Ready?'] }],
};
const outgoing = { place, card, sessionId: 's1', deliveryId: 'd1' };

let api: FakeSlackApi;
let platform: ChatPlatform;
let logger: ReturnType<typeof createFakeLogger>;

beforeEach(async () => {
  api = await startFakeSlackApi();
  logger = createFakeLogger();
  platform = createSlackPlatform({
    clients: createSlackClients({ botToken: 'xoxb-secret', apiUrl: api.url, logger }),
    identity: () => ({
      team: 'Acme',
      teamId: 'T1',
      enterpriseId: undefined,
      botUserId: 'UBOT',
      url: 'https://acme.slack.com/',
      botId: 'BBOT',
    }),
    responseUrls: createResponseUrls(createProcessMemory(createFakeClock())),
    logger,
  });
});

afterEach(() => api.close());

describe('sending a card', () => {
  it('posts into the thread, marked with its delivery and without previews', async () => {
    api.answer('chat.postMessage', () => ({ ok: true, channel: 'C1', ts: '2.2' }));

    expect(await platform.post(outgoing)).toEqual({ channel: 'C1', id: '2.2' });
    expect(api.calls[0]?.args).toMatchObject({
      channel: 'C1',
      thread_ts: '1.1',
      text: 'Review\n\nReady?',
      metadata: { event_type: 'dotai_delivery', event_payload: { delivery: 'd1' } },
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });

  it('sends plain blocks when Slack refuses the better ones', async () => {
    let sends = 0;
    api.answer('chat.postMessage', () => {
      sends += 1;
      return sends === 1 ? { ok: false, error: 'invalid_blocks' } : { ok: true, ts: '2.2' };
    });
    await platform.post(outgoing);

    expect(api.calls[1]?.args['blocks']).toEqual([
      { type: 'header', text: { type: 'plain_text', text: 'Review', emoji: false } },
      { type: 'section', text: { type: 'plain_text', text: 'Ready?', emoji: false } },
    ]);
  });

  it('redraws the message that stands there', async () => {
    await platform.update({ channel: 'C1', id: '2.2' }, outgoing);

    expect(api.callsOf('chat.update')[0]?.args).toMatchObject({ channel: 'C1', ts: '2.2' });
  });

  it('whispers in a channel and speaks plainly in a direct conversation', async () => {
    await platform.tell({ ...outgoing, to: ann });
    await platform.tell({ ...outgoing, place: { ...place, channel: 'D1' }, to: ann });

    expect(api.calls.map(({ method }) => method)).toEqual([
      'chat.postEphemeral',
      'chat.postMessage',
    ]);
  });

  it('never sends a message twice by itself: its outcome may be unknown', async () => {
    api.answer('chat.postMessage', () => ({ httpStatus: 500 }));

    await expect(platform.post(outgoing)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(api.calls).toHaveLength(1);
  });
});

describe('what Slack refuses', () => {
  it.each([
    ['not_in_channel', 'forbidden'],
    ['missing_scope', 'forbidden'],
    ['message_not_found', 'conflict'],
    ['msg_too_long', 'invalid-input'],
    ['internal_error', 'unavailable'],
  ])('turns %s into %s', async (error, kind) => {
    api.answer('chat.update', () => ({ ok: false, error }));

    await expect(platform.update({ channel: 'C1', id: '2.2' }, outgoing)).rejects.toMatchObject({
      kind,
    });
  });

  it('passes on how long Slack wants to be left alone', async () => {
    api.answer('chat.postMessage', () => ({ httpStatus: 429, retryAfter: 7 }));

    await expect(platform.post(outgoing)).rejects.toMatchObject({
      kind: 'unavailable',
      retryAfterMs: 7_000,
    });
  });

  it('leaves an error that it does not know as the bug it is', async () => {
    api.answer('chat.update', () => ({ ok: false, error: 'never_heard_of' }));

    await expect(platform.update({ channel: 'C1', id: '2.2' }, outgoing)).rejects.not.toMatchObject(
      {
        name: 'Failure',
      },
    );
  });

  it('logs no token, whatever fails', async () => {
    api.answer('chat.postMessage', () => ({ httpStatus: 500 }));
    await platform.post(outgoing).catch(() => undefined);

    expect(JSON.stringify(logger.entries)).not.toContain('xoxb');
  });
});

describe('finding what was sent', () => {
  const marked = {
    ts: '3.3',
    metadata: { event_type: 'dotai_delivery', event_payload: { delivery: 'd1' } },
  };

  it('finds a card by its delivery, also on a later page', async () => {
    api.answer('conversations.replies', ({ args }) =>
      args['cursor'] === undefined
        ? { ok: true, messages: [{ ts: '1.1' }], response_metadata: { next_cursor: 'next' } }
        : { ok: true, messages: [marked] },
    );

    expect(await platform.find(place, 'd1')).toEqual({ channel: 'C1', id: '3.3' });
    expect(await platform.find(place, 'd2')).toBeUndefined();
  });

  it('reads the channel where the card stands in no thread', async () => {
    api.answer('conversations.history', () => ({ ok: true, messages: [marked] }));
    const { thread: _, ...channel } = place;

    expect(await platform.find(channel, 'd1')).toEqual({ channel: 'C1', id: '3.3' });
  });

  it('does not know where it may not read', async () => {
    api.answer('conversations.replies', () => ({ ok: false, error: 'missing_scope' }));

    expect(await platform.find(place, 'd1')).toBeUndefined();
    expect(await platform.hasFile(place, 'app.yaml')).toBe(false);
  });

  it('sees which files are in the thread', async () => {
    api.answer('conversations.replies', () => ({
      ok: true,
      messages: [{ ts: '4.4', files: [{ name: 'app.yaml' }] }],
    }));

    expect(await platform.hasFile(place, 'app.yaml')).toBe(true);
    expect(await platform.hasFile(place, 'other.yaml')).toBe(false);
  });
});

it('uploads a manifest as YAML into the thread', async () => {
  api.answer('files.getUploadURLExternal', () => ({
    ok: true,
    upload_url: `${api.url}upload`,
    file_id: 'F1',
  }));
  api.answer('files.completeUploadExternal', () => ({ ok: true, files: [{ id: 'F1' }] }));
  await platform.upload({ place, name: 'app.yaml', title: 'Manifests', content: 'a: 1\n' });

  expect(api.callsOf('files.getUploadURLExternal')[0]?.args).toMatchObject({
    filename: 'app.yaml',
    snippet_type: 'yaml',
  });
  expect(api.callsOf('files.completeUploadExternal')[0]?.args).toMatchObject({
    channel_id: 'C1',
    thread_ts: '1.1',
    files: [{ id: 'F1', title: 'Manifests' }],
  });
});

describe('people', () => {
  it.each([
    ['member', {}],
    ['guest', { is_restricted: true }],
    ['guest', { is_ultra_restricted: true }],
    ['external', { team_id: 'T2' }],
    ['external', { is_stranger: true, is_restricted: true }],
    ['bot', { is_bot: true }],
    ['deactivated', { deleted: true, is_bot: true }],
  ])('knows a %s', async (standing, traits) => {
    const user = { id: 'U1', team_id: 'T1', name: 'ann', real_name: 'Ann', tz: 'UTC', ...traits };
    api.answer('users.info', () => ({ ok: true, user }));

    expect(await platform.person(ann)).toEqual({
      actor: ann,
      name: 'Ann',
      standing,
      timeZone: 'UTC',
    });
  });

  it('grants nobody anything whom Slack does not know', async () => {
    api.answer('users.info', () => ({ ok: false, error: 'user_not_found' }));

    expect(await platform.person(ann)).toMatchObject({ standing: 'unknown' });
  });

  it('reads the members of a group, and of none', async () => {
    api.answer('usergroups.users.list', ({ args }) =>
      args['usergroup'] === 'S1'
        ? { ok: true, users: ['U1', 'U2'] }
        : { ok: false, error: 'no_such_subteam' },
    );

    expect(await platform.groupMembers('S1')).toEqual(['U1', 'U2']);
    expect(await platform.groupMembers('S9')).toEqual([]);
  });

  it('finds the direct conversation with a person', async () => {
    api.answer('conversations.open', () => ({ ok: true, channel: { id: 'D1' } }));

    expect(await platform.directPlace(ann)).toEqual({
      platform: 'slack',
      workspace: 'T1',
      channel: 'D1',
    });
  });
});
