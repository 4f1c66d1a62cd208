import type { App, BlockAction } from '@slack/bolt';
import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Act, ActAnswer } from '../../src/playground/page-protocol.ts';
import type { View } from '../../src/playground/slack/state.ts';
import { act as actAt } from './page-client.ts';
import { type PageWorld, startPageWorld } from './page-world.ts';

/** A channel of the local Slack with everybody in it. */
export const C = 'C00PLATFORM';

export const plain = (text: string) => ({ type: 'plain_text' as const, text });
export const option = (value: string) => ({ text: plain(value.toUpperCase()), value });
const input = (
  id: string,
  element: InputBlock['element'],
  more: Partial<InputBlock> = {},
): InputBlock => ({
  type: 'input',
  block_id: id,
  optional: true,
  label: plain(id),
  element: { ...element, action_id: 'value' },
  ...more,
});
const form: ModalView = {
  type: 'modal',
  callback_id: 'ask',
  title: plain('Settings'),
  submit: plain('Save'),
  notify_on_close: true,
  blocks: [
    input('name', { type: 'plain_text_input' }, { optional: false }),
    input('mail', { type: 'email_text_input' }),
    input('page', { type: 'url_text_input' }),
    input('region', { type: 'external_select', min_query_length: 1 }),
    input('size', { type: 'static_select', options: ['s', 'm'].map(option) }),
    input('told', { type: 'plain_text_input' }, { dispatch_action: true }),
  ],
};
export const card: KnownBlock[] = [
  {
    type: 'actions',
    block_id: 'controls',
    elements: [
      { type: 'button', action_id: 'open', text: plain('Open'), value: 'v-1' },
      { type: 'button', action_id: 'docs', text: plain('Docs'), url: 'https://example.com/' },
      { type: 'button', action_id: 'fail', text: plain('Fail') },
      { type: 'static_select', action_id: 'menu', options: ['s', 'm'].map(option) },
      { type: 'checkboxes', action_id: 'ticks', options: ['a', 'b'].map(option) },
    ],
  },
];

/** What the small app was told. */
export interface Told {
  /** Oldest first. */
  readonly used: BlockAction[];
  readonly submitted: object[];
  readonly heard: string[];
}

function prepare(app: App, { used, submitted, heard }: Told): void {
  app.command('/dotai', async ({ ack, command }) => {
    heard.push(command.text);
    await ack();
  });
  app.action(/.*/u, async ({ ack, body, client }) => {
    if (body.type !== 'block_actions') return;
    used.push(body);
    await ack();
    const [first] = body.actions;
    if (first?.action_id === 'open') {
      await client.views.open({ trigger_id: body.trigger_id, view: form });
    }
  });
  app.options('value', async ({ ack, payload }) => {
    await ack({ options: [option(`${payload.value}-1`), option(`${payload.value}-2`)] });
  });
  app.view('ask', async ({ ack, view }) => {
    submitted.push(view.state.values);
    const name = view.state.values['name']?.['value']?.value;
    if (name === 'taken') {
      return ack({ response_action: 'errors', errors: { name: 'That name is taken.' } });
    }
    return ack();
  });
  app.view({ callback_id: 'ask', type: 'view_closed' }, async ({ ack }) => {
    heard.push('closed');
    await ack();
  });
  app.shortcut('recommend-for-message', async ({ ack, shortcut }) => {
    heard.push(shortcut.callback_id);
    await ack();
  });
  app.event('app_home_opened', async ({ event, client }) => {
    heard.push(`home ${event.tab}`);
    if (event.tab !== 'home') return;
    const blocks: KnownBlock[] = [{ type: 'section', text: plain('Welcome') }];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
}

export interface PageApp extends Told {
  readonly world: PageWorld;
  act(as: string, does: Act): Promise<ActAnswer>;
  /** Posts a card with one of each element. */
  posted(): Promise<{ readonly channel: string; readonly ts: string }>;
  /** The form that the card's first button opens. */
  opened(as?: string): Promise<View>;
}

/** A page's server before an app that answers to every kind of act. */
export async function startPageApp(): Promise<PageApp> {
  const told: Told = { used: [], submitted: [], heard: [] };
  const world = await startPageWorld({ prepare: (app) => prepare(app, told) });
  const act = (as: string, does: Act): Promise<ActAnswer> => actAt(world.server.url, as, does);
  async function posted() {
    const message = { channel: C, text: 'Choose', blocks: card };
    const { ts = '' } = await world.bolt.app.client.chat.postMessage(message);
    return { channel: C, ts };
  }
  async function opened(as = 'ana') {
    const shown = await posted();
    await act(as, { type: 'use', shown, blockId: 'controls', actionId: 'open' });
    return world.slack.waitFor(() => world.slack.views(as).at(-1));
  }
  return { ...told, world, act, posted, opened };
}

/** A field of the form is filled in. */
export function entering(view: View, blockId: string, state: object): Act {
  return { type: 'enter', shown: { viewId: view.id }, blockId, actionId: 'value', state };
}
