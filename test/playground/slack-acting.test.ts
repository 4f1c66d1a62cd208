import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/local-slack.ts';
import type { Message, View } from '../../src/playground/slack/state.ts';
import { printConversation } from '../../src/playground/terminal.ts';
import { type BoltApp, startSocketApp } from './slack-bolt-app.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (value: string) => ({ text: plain(value.toUpperCase()), value });
const input = (id: string, element: object) => ({
  type: 'input',
  block_id: id,
  optional: true,
  label: plain(id),
  element: { action_id: 'value', ...element },
});
const modal = (more: object = {}) => ({
  type: 'modal' as const,
  callback_id: 'ask',
  title: plain('Settings'),
  submit: plain('Save'),
  blocks: [
    input('host', { type: 'plain_text_input', initial_value: 'db-1' }),
    input('port', { type: 'number_input', is_decimal_allowed: false, min_value: '1' }),
    input('size', { type: 'static_select', options: ['s', 'm'].map(option) }),
    input('zones', { type: 'multi_static_select', options: ['a', 'b', 'c'].map(option) }),
    input('public', { type: 'checkboxes', options: [option('true')] }),
  ],
  ...more,
});

const joined: object[] = [];
const pressed: { value: string | undefined; user: string }[] = [];
let submitted: View['entered'] = {};
let slack: LocalSlack;
let bolt: BoltApp;

function prepare(app: App): void {
  app.event('member_joined_channel', async ({ event }) => void joined.push(event));
  app.action(/^go/u, async ({ ack, action, body, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    pressed.push({ value: 'value' in action ? action.value : undefined, user: body.user.id });
    if ('value' in action && action.value === 'open') {
      await client.views.open({ trigger_id: body.trigger_id, view: modal() });
    }
  });
  app.action('menu', async ({ ack, action }) => {
    await ack();
    const chosen = action.type === 'static_select' ? action.selected_option.value : undefined;
    pressed.push({ value: chosen, user: 'menu' });
  });
  app.view('ask', async ({ ack, view }) => {
    submitted = view.state.values;
    switch (view.state.values['host']?.['value']?.value) {
      case 'update':
        return ack({ response_action: 'update', view: modal({ title: plain('Checking') }) });
      case 'push':
        return ack({ response_action: 'push', view: modal({ title: plain('More') }) });
      case 'stray':
        return ack({ response_action: 'errors', errors: { nowhere: 'wrong' } });
      case 'broken':
        return ack({ response_action: 'update', view: modal({ title: plain('x'.repeat(25)) }) });
      default:
        return ack();
    }
  });
}

async function card(): Promise<Message> {
  const confirm = { title: plain('Sure?'), text: plain('It is final.') };
  await bolt.app.client.apiCall('chat.postMessage', {
    channel: 'C00PLATFORM',
    text: 'Choose, <@U0000000ANA> &amp; all',
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: 'Choose, <@U0000000ANA> &amp; all' } },
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'go-1', text: plain('Open'), value: 'open' },
          { type: 'button', action_id: 'go-2', text: plain('Delete'), value: 'del', confirm },
          { type: 'static_select', action_id: 'menu', options: ['s', 'm'].map(option) },
        ],
      },
    ],
  });
  return slack.waitFor(() => slack.messages('#platform').at(-1));
}

async function opened(): Promise<View> {
  await slack.as('ana').press(await card(), { label: 'Open' });
  return slack.waitFor(() => slack.as('ana').openView());
}

beforeEach(async () => {
  pressed.length = 0;
  joined.length = 0;
  slack = await startLocalSlack();
  bolt = await startSocketApp(slack, prepare);
});
afterEach(async () => {
  await bolt.stop();
  await slack.close();
});

describe('a person', () => {
  it('presses by label, chooses in a menu, and may shrink back from a confirmation', async () => {
    const shown = await card();
    const ben = slack.as('ben');
    expect(await ben.press(shown, { label: 'Delete', confirm: false })).toEqual({
      error: 'dismissed',
    });
    await ben.press(shown, { label: 'Delete' });
    await ben.choose(shown, { actionId: 'menu', option: 'M' });
    expect(pressed).toEqual([
      { value: 'del', user: 'U0000000BEN' },
      { value: 'm', user: 'menu' },
    ]);
    await expect(ben.press(shown, { label: 'Approve' })).rejects.toThrow('There is no "Approve"');
  });

  it('adds the bot to a channel once, and the bot hears of it', async () => {
    const isThere = () =>
      slack.places.find(({ name }) => name === 'random')?.members.includes('U000DOTAI');
    await expect(slack.as('gus').invite('#random')).rejects.toThrow('Only members');
    expect(isThere()).toBe(false);

    await slack.as('ana').invite('#random');
    await slack.as('ben').invite('#random');
    expect(isThere()).toBe(true);
    await slack.waitFor(() => joined.length > 0);
    expect(joined).toMatchObject([
      { user: 'U000DOTAI', channel: 'C0000RANDOM', inviter: 'U0000000ANA' },
    ]);
  });

  it('can press a button that is gone only from a screen that is behind', async () => {
    const old = await card();
    const { channel, ts } = old;
    await bolt.app.client.chat.update({ channel, ts, text: 'Done', blocks: [] });
    const ana = slack.as('ana');
    await expect(ana.press(old, { label: 'Delete' })).rejects.toThrow('There is no "Delete"');
    await ana.press(old, { label: 'Delete', asSeen: true });
    expect(pressed).toEqual([{ value: 'del', user: 'U0000000ANA' }]);
  });

  it('fills in every kind of field', async () => {
    const view = await opened();
    const outcome = await slack.as('ana').fillAndSubmit(view, {
      port: '5432',
      size: 'M',
      zones: ['A', 'c'],
      public: true,
    });
    expect(outcome).toEqual({ outcome: 'closed' });
    expect(submitted).toMatchObject({
      host: { value: { value: 'db-1' } },
      port: { value: { value: '5432' } },
      size: { value: { selected_option: { value: 'm' } } },
      zones: { value: { selected_options: [{ value: 'a' }, { value: 'c' }] } },
      public: { value: { selected_options: [{ value: 'true' }] } },
    });
    expect(slack.views('ana')).toEqual([]);
  });

  it('is held by the page to numbers and to options that exist', async () => {
    const view = await opened();
    const ana = slack.as('ana');
    const before = slack.envelopes.length;
    expect(await ana.fillAndSubmit(view, { port: '0' })).toEqual({
      outcome: 'errors',
      errors: { port: 'Please enter a number of at least 1.' },
    });
    await expect(ana.fillAndSubmit(view, { size: 'XL' })).rejects.toThrow('It has: S, M.');
    await expect(ana.fillAndSubmit(view, { shape: 'round' })).rejects.toThrow('no field "shape"');
    expect(slack.envelopes).toHaveLength(before);
  });

  it('sees an updated and a pushed view, what was typed kept', async () => {
    const ana = slack.as('ana');
    const updated = await ana.fillAndSubmit(await opened(), { host: 'update', size: 'S' });
    expect(updated).toMatchObject({ outcome: 'updated', view: { title: 'Checking' } });
    const kept = ana.openView()?.entered['size']?.['value'];
    expect(kept).toMatchObject({ selected_option: { value: 's' } });

    const top = ana.openView();
    if (!top) throw new Error('The view is gone');
    const next = await ana.fillAndSubmit(top, { host: 'push' });
    expect(next).toMatchObject({ outcome: 'pushed', view: { title: 'More', previousId: top.id } });
    await ana.closeView();
    expect(ana.openView()?.title).toBe('Checking');
  });

  it.each(['stray', 'broken'])('sees a failure where the answer is %s', async (host) => {
    const outcome = await slack.as('ana').fillAndSubmit(await opened(), { host });
    expect(outcome).toMatchObject({ outcome: 'failed' });
    expect(slack.violations).toMatchObject([{ source: 'view_submission' }]);
  });

  it('types as one does: mentions by name, signs escaped, addresses linked', async () => {
    const said = await slack
      .as('ana')
      .say('#platform', '@dotai is 1 < 2 & see https://acme.dev/a?b ok');
    expect(said.text).toBe(
      `<@${slack.identity.botUserId}> is 1 &lt; 2 &amp; see <https://acme.dev/a?b> ok`,
    );
    const types = slack.envelopes.map(({ type }) => type);
    expect(types.toSorted()).toEqual(['app_mention', 'message']);
  });

  it('corrects what they wrote, and the app is told', async () => {
    const ana = slack.as('ana');
    const said = await ana.say('#platform', 'helo');
    await ana.edit(said, 'hello');
    expect(slack.messages('#platform')).toMatchObject([{ text: 'hello' }]);
    expect(slack.envelopes.at(-1)?.body).toMatchObject({ event: { subtype: 'message_changed' } });
    await expect(slack.as('ben').edit(said, 'hi')).rejects.toThrow('did not write');
  });

  it('speaks to the bot alone in a direct message', async () => {
    const { channel } = await slack.as('ben').dm('hello');
    expect(slack.envelopes.at(-1)?.body).toMatchObject({
      event: { type: 'message', channel_type: 'im', channel, text: 'hello' },
    });
  });

  it('cannot speak where they are not', async () => {
    const { channel } = await slack.as('ben').dm('hello');
    await expect(slack.as('ana').say(channel, 'hi')).rejects.toThrow('ana is not in');
    expect(() => slack.as('nobody')).toThrow('Nobody here');
  });
});

it('prints a conversation as people see it', async () => {
  const lines: string[] = [];
  const stop = printConversation(slack, (line) => void lines.push(line));
  await opened();
  stop();
  expect(lines).toEqual([
    'dotai (#platform):',
    '    Choose, @Ana Ruiz & all',
    '    [Open] [Delete]',
    '',
    'Ana Ruiz pressed [Open]',
    '',
    'Ana Ruiz sees the form "Settings":',
    '    host, optional: db-1',
    '    port, optional: ____',
    '    size, optional (S, M): ____',
    '    zones, optional (A, B, C): ____',
    '    public, optional (TRUE): ____',
    '    [Save]',
    '',
  ]);
});
