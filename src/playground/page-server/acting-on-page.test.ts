import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { post } from '../../../test/playground/page-client.ts';
import {
  C,
  type PageApp,
  card,
  option,
  plain,
  startPageApp,
} from '../../../test/playground/page-app.ts';
import type { Act, StreamEvent } from '../page-protocol.ts';
import type { Message } from '../slack/state.ts';

let app: PageApp;

beforeEach(async () => {
  app = await startPageApp();
});
afterEach(() => app.world.close());

const lastMessage = (): Message | undefined => app.world.slack.messages(C).at(-1);

describe('what people say', () => {
  it('is posted, in a thread too, edited and reacted to', async () => {
    const said = await app.act('ana', { type: 'say', channel: C, text: 'hello @dotai & all' });
    const ts = said.ok ? (said.ts ?? '') : '';
    expect(lastMessage()).toMatchObject({ ts, text: 'hello <@U000DOTAI> &amp; all' });

    await app.act('ben', { type: 'say', channel: C, text: 'me too', thread: ts });
    expect(app.world.slack.messages(C, { thread: ts })).toHaveLength(2);

    expect(await app.act('ben', { type: 'edit', channel: C, ts, text: 'mine' })).toMatchObject({
      ok: false,
    });
    await app.act('ana', { type: 'edit', channel: C, ts, text: 'hi' });
    expect(lastMessage()).toMatchObject({ text: 'hi', edited: { user: 'U0000000ANA' } });

    const react: Act = { type: 'react', channel: C, ts, name: 'pushpin' };
    await app.act('ana', react);
    await app.act('ben', react);
    await app.act('ana', react);
    expect(lastMessage()?.reactions).toEqual([{ name: 'pushpin', users: ['U0000000BEN'] }]);
    await app.act('ben', react);
    expect(lastMessage()?.reactions).toEqual([]);
  });

  it('is deleted by who wrote it alone', async () => {
    const said = await app.act('ana', { type: 'say', channel: C, text: 'oops' });
    const ts = said.ok ? (said.ts ?? '') : '';

    expect(await app.act('ben', { type: 'delete', channel: C, ts })).toMatchObject({ ok: false });
    expect(lastMessage()?.text).toBe('oops');
    expect(await app.act('ana', { type: 'delete', channel: C, ts })).toEqual({ ok: true });
    expect(app.world.slack.messages(C)).toEqual([]);
    expect(await app.act('ana', { type: 'delete', channel: C, ts })).toMatchObject({ ok: false });
  });

  it('can bring a small text file along, in a thread too', async () => {
    const file = { name: 'räume.md', content: '# Räume\n' };
    const share = { type: 'share', channel: C, text: 'look @dotai', ...file } as const;
    expect(await app.act('ana', share)).toEqual({ ok: true });
    const head = lastMessage();
    expect(head?.text).toBe('look <@U000DOTAI>');
    await app.act('ben', { ...share, text: '', thread: head?.ts ?? '' });

    expect(app.world.slack.files().map(({ name, text }) => ({ name, text }))).toEqual([
      { name: file.name, text: file.content },
      { name: file.name, text: file.content },
    ]);
    expect(app.world.slack.messages(C, { thread: head?.ts ?? '' })).toHaveLength(2);
    const elsewhere = { ...share, channel: 'C000NOWHERE' };
    expect(await app.act('ana', elsewhere)).toMatchObject({ ok: false });
    expect(app.world.slack.files()).toHaveLength(2);
  });

  it('is refused where they are not, and where there is nothing', async () => {
    const answers = await Promise.all([
      app.act('ana', { type: 'say', channel: 'C000NOWHERE', text: 'hello' }),
      app.act('ana', { type: 'say', channel: C, text: '  \n' }),
      app.act('ana', { type: 'say', channel: C, text: 'hello', thread: '1.000000' }),
      app.act('ana', { type: 'react', channel: C, ts: '1.000000', name: 'pushpin' }),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([false, false, false, false]);
    expect(app.world.slack.messages(C)).toEqual([]);
  });

  it('can bring the bot into a channel, which everybody there then sees', async () => {
    const random = 'C0000RANDOM';
    const invite: Act = { type: 'invite', channel: random };
    expect(await app.act('gus', invite)).toMatchObject({ ok: false });
    expect(await app.act('ana', { ...invite, channel: 'C000NOWHERE' })).toMatchObject({
      ok: false,
    });
    expect(await app.act('ana', invite)).toEqual({ ok: true });

    const { channels } = app.world.slack.state();
    expect(channels.find(({ id }) => id === random)?.members).toContain('U000DOTAI');
  });

  it('reaches the bot alone in the Messages tab, which nobody else can write to', async () => {
    const tab = await app.act('ana', { type: 'open-messages' });
    const channel = tab.ok ? (tab.channel ?? '') : '';
    await app.act('ana', { type: 'say', channel, text: 'hello' });

    expect(app.world.slack.messages(channel).map(({ text }) => text)).toEqual(['hello']);
    expect(app.heard).toContain('home messages');
    expect(await app.act('ben', { type: 'say', channel, text: 'hello' })).toMatchObject({
      ok: false,
    });
  });
});

describe('a slash command', () => {
  it('reaches the app', async () => {
    expect(await app.act('ana', { type: 'command', channel: C, line: '/dotai help me' })).toEqual({
      ok: true,
    });
    expect(app.heard).toEqual(['help me']);
  });

  it('fails in the words of Slack', async () => {
    const line = '/dotai help';
    expect(await app.act('ana', { type: 'command', channel: C, line: '/foo' })).toMatchObject({
      ok: false,
      error: expect.stringContaining('"/foo" is not a valid command'),
    });
    app.world.slack.faults.nextDelivery({ lose: true });
    expect(await app.act('ana', { type: 'command', channel: C, line })).toMatchObject({
      ok: false,
      error: expect.stringContaining('/dotai failed because the app did not respond.'),
    });
    await app.world.bolt.stop();
    await app.world.slack.waitFor(() => !app.world.slack.isAppConnected());
    expect(await app.act('ana', { type: 'command', channel: C, line })).toEqual({
      ok: false,
      error: '/dotai failed with the error "dispatch_failed"',
    });
  });
});

describe('a shortcut', () => {
  it('is used on a message that the person sees', async () => {
    const place = await app.posted();
    const callbackId = 'recommend-for-message';
    expect(await app.act('ana', { type: 'shortcut', ...place, callbackId })).toEqual({ ok: true });
    expect(app.heard).toEqual(['recommend-for-message']);
    expect(await app.act('ana', { type: 'shortcut', ...place, callbackId: 'other' })).toMatchObject(
      {
        ok: false,
      },
    );
  });
});

describe('an element in a message', () => {
  it('is pressed or chosen in, and the app is told what else stands there for that person', async () => {
    const shown = await app.posted();
    const at = { type: 'use', shown, blockId: 'controls' } as const;
    const state = { type: 'static_select', selected_option: option('m') };
    await app.act('ben', { ...at, actionId: 'ticks', state: { selected_options: [option('b')] } });
    await app.act('ana', { ...at, actionId: 'menu', state });
    await app.act('ana', { ...at, actionId: 'docs' });

    expect(app.used.map(({ actions: [first] }) => first)).toMatchObject([
      { action_id: 'ticks', selected_options: [option('b')] },
      { action_id: 'menu', selected_option: option('m') },
      { action_id: 'docs', type: 'button' },
    ]);
    expect(app.used[2]?.state?.values).toEqual({
      controls: {
        menu: { type: 'static_select', selected_option: option('m') },
        ticks: { type: 'checkboxes', selected_options: [] },
      },
    });
  });

  it.each([
    ['an option that is not offered', 'menu', { selected_option: option('xl') }],
    [
      'the words of another option',
      'menu',
      { selected_option: { ...option('m'), text: plain('S') } },
    ],
    ['one option twice', 'ticks', { selected_options: [option('a'), option('a')] }],
    ['another shape', 'menu', { selected_options: [option('m')] }],
    ['nothing', 'menu', undefined],
    ['an element that is not there', 'gone', {}],
  ])('cannot be used with %s', async (_what, actionId, state) => {
    const shown = await app.posted();
    const answer = await app.act('ana', {
      type: 'use',
      shown,
      blockId: 'controls',
      actionId,
      state,
    });

    expect(answer).toMatchObject({ ok: false, error: expect.any(String) });
    expect(app.used).toEqual([]);
  });

  it('says so where the app does not answer', async () => {
    const shown = await app.posted();
    app.world.slack.faults.nextDelivery({ lose: true });
    const press: Act = { type: 'use', shown, blockId: 'controls', actionId: 'fail' };
    expect(await app.act('ana', press)).toEqual({
      ok: false,
      error: 'Operation timed out. Apps need to respond within 3 seconds.',
    });
  });

  it('is out of reach for who does not see the message', async () => {
    const { message_ts: ts = '' } = await app.world.bolt.app.client.chat.postEphemeral({
      channel: C,
      user: 'U0000000ANA',
      text: 'only you',
      blocks: card,
    });
    const shown = { channel: C, ts };
    const press: Act = { type: 'use', shown, blockId: 'controls', actionId: 'docs' };
    expect(await app.act('ben', press)).toMatchObject({ ok: false });
    expect(await app.act('ben', { type: 'dismiss', ...shown })).toMatchObject({ ok: false });
    expect(await app.act('ana', press)).toEqual({ ok: true });
    expect(await app.act('ana', { type: 'dismiss', ...shown })).toEqual({ ok: true });
    expect(app.world.slack.ephemerals('ana')).toEqual([]);
  });
});

describe('the home tab', () => {
  it('is published to who opens it', async () => {
    const stream = await app.world.stream('ana');
    expect(await app.act('ana', { type: 'open-home' })).toEqual({ ok: true });
    const home = await stream.until((events: readonly StreamEvent[]) =>
      events.find((event) => event.type === 'home'),
    );
    expect(JSON.stringify(home)).toContain('Welcome');
  });
});

it('answers a restart that nobody offers with a sentence', async () => {
  const answer = await post(app.world.server.url, '/playground/bot/restart', {});

  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ ok: false, error: expect.any(String) });
});
