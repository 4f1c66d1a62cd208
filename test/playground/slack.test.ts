import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/local-slack.ts';
import { buttonsOf, labelsOf, textOf } from '../../src/playground/slack/read-message.ts';
import { type BoltApp, startHttpApp, startSocketApp } from './slack-bolt-app.ts';

const ask = {
  type: 'modal' as const,
  callback_id: 'ask',
  title: { type: 'plain_text' as const, text: 'Settings' },
  submit: { type: 'plain_text' as const, text: 'Save' },
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: { type: 'plain_text' as const, text: 'Name' },
      element: { type: 'plain_text_input', action_id: 'value' },
    },
    {
      type: 'input',
      block_id: 'size',
      optional: true,
      label: { type: 'plain_text' as const, text: 'Size' },
      element: { type: 'external_select', action_id: 'value', min_query_length: 0 },
    },
  ],
};

function conversation(app: App): void {
  app.command('/dotai', async ({ ack, command, client }) => {
    await ack();
    await client.apiCall('chat.postMessage', {
      channel: command.channel_id,
      text: `You asked for ${command.text}`,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `You asked for *${command.text}*` } },
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              action_id: 'fill',
              text: { type: 'plain_text', text: 'Fill in' },
              value: 'v1',
            },
          ],
        },
      ],
    });
  });
  app.action('fill', async ({ ack, body, client, respond }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    await client.views.open({ trigger_id: body.trigger_id, view: ask });
    await respond({ text: 'The form is open', replace_original: true });
  });
  app.options('value', async ({ ack, payload }) => {
    const sizes = ['small', 'medium', 'large'].filter((size) => size.includes(payload.value));
    await ack({
      options: sizes.map((size) => ({ text: { type: 'plain_text', text: size }, value: size })),
    });
  });
  app.view('ask', async ({ ack, view, client, body }) => {
    const name = view.state.values['name']?.['value']?.value ?? '';
    if (!/^[a-z-]+$/u.test(name)) {
      await ack({ response_action: 'errors', errors: { name: 'Use small letters.' } });
      return;
    }
    await ack();
    const size = view.state.values['size']?.['value']?.selected_option?.value;
    await client.chat.postEphemeral({
      channel: 'C00PLATFORM',
      user: body.user.id,
      text: `Saved ${name}, ${size}`,
    });
  });
}

/** From a command to a submitted form; what the bot told Ana in the end. */
async function converse(slack: LocalSlack): Promise<string> {
  const ana = slack.as('ana');
  const { error, ackMs } = await ana.command('#platform', '/dotai recommend a <database>');
  expect({ error, isTimed: typeof ackMs === 'number' }).toEqual({
    error: undefined,
    isTimed: true,
  });
  const card = await slack.waitFor(() => slack.messages('#platform').at(-1));
  expect(textOf(card)).toBe('You asked for *recommend a <database>*');
  expect(buttonsOf(card).map(({ label }) => label)).toEqual(['Fill in']);

  await ana.press(card, { label: 'Fill in' });
  const form = await slack.waitFor(() => ana.openView());
  expect(labelsOf(form)).toEqual(['Name', 'Size']);
  await slack.waitFor(() =>
    slack.messages('#platform').some(({ text }) => text === 'The form is open'),
  );

  const missing = await ana.fillAndSubmit(form, { Size: 'medium' });
  expect(missing).toEqual({
    outcome: 'errors',
    errors: { name: 'Please complete this required field.' },
  });
  const refused = await ana.fillAndSubmit(form, { Name: 'My DB' });
  expect(refused).toEqual({ outcome: 'errors', errors: { name: 'Use small letters.' } });
  const closed = await ana.fillAndSubmit(form, { name: 'my-db' });
  expect(closed).toEqual({ outcome: 'closed' });
  const told = await slack.waitFor(() => slack.ephemerals('ana')[0]);
  expect(slack.ephemerals('ben')).toEqual([]);
  expect(slack.violations).toEqual([]);
  return textOf(told);
}

let slack: LocalSlack;
let bolt: BoltApp | undefined;

beforeEach(async () => {
  slack = await startLocalSlack({ retryDelaysMs: [0, 10, 10] });
});

afterEach(async () => {
  await bolt?.stop();
  bolt = undefined;
  await slack.close();
});

describe('a real Bolt app', () => {
  it('holds a conversation over Socket Mode', async () => {
    bolt = await startSocketApp(slack, conversation);
    expect(await converse(slack)).toBe('Saved my-db, medium');
  });

  it('holds the same conversation over HTTP with signed requests', async () => {
    const http = await startHttpApp(slack, conversation);
    bolt = http;
    await slack.useHttp(http.url);
    expect(await converse(slack)).toBe('Saved my-db, medium');
  });
});
