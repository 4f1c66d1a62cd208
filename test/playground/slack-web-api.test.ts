import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/local-slack.ts';
import { createFakeClock, type FakeClock } from '../fakes/clock.ts';
import { quiet } from './slack-bolt-app.ts';

let slack: LocalSlack;
let clock: FakeClock;

function clientWith(token: string): WebClient {
  const retryConfig = { retries: 0 };
  return new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig, logger: quiet });
}

function bot(): WebClient {
  return clientWith(slack.identity.botToken);
}

const Refused = z.object({
  data: z.object({
    error: z.string(),
    response_metadata: z.object({ messages: z.array(z.string()).default([]) }),
  }),
});

/** Slack's error and the places it names. */
async function refusal(call: Promise<unknown>): Promise<{ error: string; messages: string[] }> {
  const cause = await call.then(() => 'it was taken').catch((error: unknown) => error);
  const { error, response_metadata } = Refused.parse(cause).data;
  return { error, messages: response_metadata.messages };
}

async function post(text: string, more: Record<string, unknown> = {}): Promise<{ ts: string }> {
  const sent = await bot().apiCall('chat.postMessage', { channel: 'C00PLATFORM', text, ...more });
  return z.object({ ts: z.string() }).parse(sent);
}

const modal = (more: Record<string, unknown> = {}) => ({
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'Settings' },
  blocks: [{ type: 'divider' }],
  ...more,
});

/** A trigger as the app gets it; nobody is there to acknowledge. */
async function trigger(): Promise<string> {
  await slack.as('ana').command('#platform', '/dotai help');
  return String(slack.envelopes.at(-1)?.body['trigger_id']);
}

beforeEach(async () => {
  clock = createFakeClock();
  slack = await startLocalSlack({ clock });
});
afterEach(() => slack.close());

describe('who may call', () => {
  it('knows its tokens', async () => {
    const auth = await bot().auth.test();
    expect(auth).toMatchObject({ team: 'Acme', user_id: slack.identity.botUserId });
    expect(await refusal(clientWith('xoxb-else').auth.test())).toMatchObject({
      error: 'invalid_auth',
    });
    const unsigned = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
    expect(await unsigned.json()).toEqual({ ok: false, error: 'not_authed' });
    const open = bot().apps.connections.open();
    expect(await refusal(open)).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await refusal(bot().apiCall('chat.shout'))).toMatchObject({ error: 'unknown_method' });
  });

  it('holds the app to the scopes and commands of its manifest', async () => {
    await slack.close();
    slack = await startLocalSlack({
      clock,
      manifest: {
        features: { slash_commands: [{ command: '/dotai' }], shortcuts: [] },
        oauth_config: { scopes: { bot: ['chat:write', 'channels:history'] } },
        settings: { event_subscriptions: { bot_events: [] } },
      },
    });
    const { ts } = await post('hello', {
      metadata: { event_type: 'card', event_payload: { id: 'd1' } },
    });
    expect(ts).toMatch(/^\d{10}\.\d{6}$/u);
    expect(await refusal(bot().users.info({ user: 'U0000000ANA' }))).toMatchObject({
      error: 'missing_scope',
    });
    const history = await bot().conversations.history({
      channel: 'C00PLATFORM',
      include_all_metadata: true,
    });
    expect(history.messages?.[0]?.metadata).toBeUndefined();
    await expect(slack.as('ana').command('#platform', '/other')).rejects.toThrow(
      'not a valid command',
    );
  });
});

describe('messages', () => {
  it('keeps metadata, threads and edits', async () => {
    const metadata = { event_type: 'card', event_payload: { id: 'd1' } };
    const { ts } = await post('root', { metadata });
    await post('reply', { thread_ts: ts });
    await bot().chat.update({ channel: 'C00PLATFORM', ts, text: 'root, edited' });
    const replies = await bot().conversations.replies({
      channel: 'C00PLATFORM',
      ts,
      include_all_metadata: true,
    });
    expect(replies.messages?.map(({ text }) => text)).toEqual(['root, edited', 'reply']);
    expect(replies.messages?.[0]).toMatchObject({ metadata, reply_count: 1 });
    expect(replies.messages?.[0]).toHaveProperty('edited');
  });

  it('pages through a history, newest first', async () => {
    for (const text of ['one', 'two', 'three']) await post(text);
    const first = await bot().conversations.history({ channel: 'C00PLATFORM', limit: 2 });
    expect(first.messages?.map(({ text }) => text)).toEqual(['three', 'two']);
    const cursor = first.response_metadata?.next_cursor ?? '';
    const rest = await bot().conversations.history({ channel: 'C00PLATFORM', limit: 2, cursor });
    expect(rest.messages?.map(({ text }) => text)).toEqual(['one']);
    expect(rest.has_more).toBe(false);
  });

  it.each([
    ['channel_not_found', { channel: 'C0NOWHERE' }],
    ['not_in_channel', { channel: 'C0000RANDOM' }],
    ['thread_not_found', { thread_ts: '1.000001' }],
    ['no_text', { text: '' }],
    ['msg_too_long', { text: 'x'.repeat(40_001) }],
    ['invalid_blocks_format', { blocks: 'no json' }],
    ['invalid_arguments', { channel: '' }],
  ])('refuses a message with %s', async (error, spoilt) => {
    expect(await refusal(post('hello', spoilt))).toMatchObject({ error });
  });

  it('refuses bad blocks with their place, and writes the violation down', async () => {
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    expect(await refusal(post('hello', { blocks }))).toEqual({
      error: 'invalid_blocks',
      messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
    });
    expect(slack.violations).toMatchObject([
      { source: 'chat.postMessage', error: 'invalid_blocks' },
    ]);
    expect(slack.messages('#platform')).toEqual([]);
  });

  it('lets the bot change only what the bot wrote', async () => {
    const { ts } = await slack.as('ana').say('#platform', 'mine');
    const update = bot().chat.update({ channel: 'C00PLATFORM', ts, text: 'yours' });
    expect(await refusal(update)).toMatchObject({ error: 'cant_update_message' });
    const gone = bot().chat.delete({ channel: 'C00PLATFORM', ts: '1.000001' });
    expect(await refusal(gone)).toMatchObject({ error: 'message_not_found' });
  });

  it('shows an ephemeral message to one person only', async () => {
    const told = { channel: 'C00PLATFORM', text: 'psst', user: 'U0000000ANA' };
    await bot().chat.postEphemeral(told);
    expect(slack.ephemerals('ana').map(({ text }) => text)).toEqual(['psst']);
    expect(slack.messages('#platform')).toEqual([]);
    const stranger = bot().chat.postEphemeral({ ...told, user: 'U00000GONE0' });
    expect(await refusal(stranger)).toMatchObject({ error: 'user_not_in_channel' });
  });
});

describe('views', () => {
  it('opens one view for a trigger, within three seconds', async () => {
    const used = await trigger();
    await bot().views.open({ trigger_id: used, view: modal() });
    const again = bot().views.open({ trigger_id: used, view: modal() });
    expect(await refusal(again)).toMatchObject({ error: 'exchanged_trigger_id' });
    const late = await trigger();
    await clock.advance(3_001);
    const expired = bot().views.open({ trigger_id: late, view: modal() });
    expect(await refusal(expired)).toMatchObject({ error: 'expired_trigger_id' });
  });

  it('stacks three views and no more', async () => {
    await bot().views.open({ trigger_id: await trigger(), view: modal() });
    for (const _ of [2, 3]) await bot().views.push({ trigger_id: await trigger(), view: modal() });
    const fourth = bot().views.push({ trigger_id: await trigger(), view: modal() });
    expect(await refusal(fourth)).toMatchObject({ error: 'push_limit_reached' });
    expect(slack.views('ana')).toHaveLength(3);
  });

  it('refuses an update that was drawn from an older view', async () => {
    const opened = await bot().views.open({ trigger_id: await trigger(), view: modal() });
    const { id: view_id = '', hash = '' } = opened.view ?? {};
    await bot().views.update({ view_id, hash, view: modal() });
    const stale = bot().views.update({ view_id, hash, view: modal() });
    expect(await refusal(stale)).toMatchObject({ error: 'hash_conflict' });
    await slack.as('ana').closeView();
    const closed = bot().views.update({ view_id, view: modal() });
    expect(await refusal(closed)).toMatchObject({ error: 'not_found' });
  });

  it('publishes a Home tab', async () => {
    const view = { type: 'home' as const, blocks: [{ type: 'divider' }] };
    await bot().views.publish({ user_id: 'U0000000ANA', view });
    expect(await slack.as('ana').home()).toMatchObject({ type: 'home', user: 'U0000000ANA' });
    const wrong = bot().views.publish({ user_id: 'U0000000ANA', view: modal() });
    expect(await refusal(wrong)).toMatchObject({ error: 'invalid_arguments' });
  });
});

describe('files, people and reactions', () => {
  it('takes an upload in three steps and shares it in the thread', async () => {
    const { ts } = await post('root');
    await bot().files.uploadV2({
      channel_id: 'C00PLATFORM',
      thread_ts: ts,
      filename: 'manifests.yaml',
      title: 'Manifests',
      content: 'kind: Namespace\n',
    });
    expect(slack.files()).toMatchObject([
      { name: 'manifests.yaml', title: 'Manifests', text: 'kind: Namespace\n' },
    ]);
    const thread = await bot().conversations.replies({ channel: 'C00PLATFORM', ts });
    expect(thread.messages?.[1]?.files?.[0]).toMatchObject({ name: 'manifests.yaml' });
  });

  it('tells full members from guests, strangers and bots', async () => {
    const standing = async (user: string) => (await bot().users.info({ user })).user;
    expect(await standing('U0000000ANA')).toMatchObject({ is_restricted: false, is_bot: false });
    expect(await standing('U00000GUEST')).toMatchObject({ is_restricted: true });
    expect(await standing('U0000EXTERN')).toMatchObject({
      is_stranger: true,
      team_id: 'T000OTHER',
    });
    expect(await standing('U0000000BOT')).toMatchObject({ is_bot: true });
    expect(await standing('U00000GONE0')).toMatchObject({ deleted: true });
    const approvers = await bot().usergroups.users.list({ usergroup: 'S0PLATFORM0' });
    expect(approvers.users).toEqual(['U000000CLEO', 'U000000DREW']);
  });

  it('opens a direct message with a person, not with a bot', async () => {
    const { channel } = await bot().conversations.open({ users: 'U0000000ANA' });
    await post('only us', { channel: channel?.id });
    expect(slack.messages(String(channel?.id)).map(({ text }) => text)).toEqual(['only us']);
    const none = bot().conversations.open({ users: 'U0000000BOT' });
    expect(await refusal(none)).toMatchObject({ error: 'cannot_dm_bot' });
  });

  it('counts a reaction once', async () => {
    const { ts } = await post('root');
    const item = { channel: 'C00PLATFORM', timestamp: ts, name: 'eyes' };
    await bot().reactions.add(item);
    expect(await refusal(bot().reactions.add(item))).toMatchObject({ error: 'already_reacted' });
  });
});
