import { Readable } from 'node:stream';
import type { App } from '@slack/bolt';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/local-slack.ts';
import { printConversation } from '../../src/playground/terminal.ts';
import { chatInTerminal } from '../../src/playground/terminal-chat.ts';
import { type BoltApp, startSocketApp } from './slack-bolt-app.ts';

const CHANNEL = 'C00PLATFORM';
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const button = (text: string, index = 0) => ({
  type: 'button' as const,
  action_id: `${text}-${index}`,
  text: plain(text),
  value: String(index),
});
const card = (text: string, ...labels: readonly string[]) => ({
  channel: CHANNEL,
  text,
  blocks: [
    { type: 'section' as const, text: plain(text) },
    { type: 'actions' as const, elements: labels.map(button) },
  ],
});
const form = {
  type: 'modal' as const,
  callback_id: 'settings',
  title: plain('Settings'),
  submit: plain('Save'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'b1',
      label: plain('Name'),
      element: { type: 'plain_text_input' as const, action_id: 'value' },
    },
    {
      type: 'input' as const,
      block_id: 'b2',
      label: plain('Size'),
      element: {
        type: 'static_select' as const,
        action_id: 'value',
        options: ['Small', 'Large'].map((size) => ({ text: plain(size), value: size })),
      },
    },
  ],
};

const heard: string[] = [];
let slack: LocalSlack;
let bolt: BoltApp;

/** Asks in a thread, takes a form, and has somebody else approve it. */
function prepare(app: App): void {
  app.command('/dotai', async ({ ack, client }) => {
    await ack();
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNEL, text: '*A* request' });
    const asked = card('What shall it be?', 'Show', 'Show', 'Show', 'Fill in');
    await client.chat.postMessage({ ...asked, thread_ts: ts });
  });
  app.action(/^Show/u, async ({ ack, action, client }) => {
    await ack();
    await client.chat.postMessage({ channel: CHANNEL, text: 'Shown' });
    heard.push(`show ${'value' in action ? action.value : ''}`);
  });
  app.action(/^Fill in/u, async ({ ack, body, client }) => {
    await ack();
    if (!('trigger_id' in body)) return;
    await client.views.open({ trigger_id: body.trigger_id, view: form });
  });
  app.view('settings', async ({ ack, view, client }) => {
    const name = view.state.values['b1']?.['value']?.value ?? '';
    const size = view.state.values['b2']?.['value']?.selected_option?.value;
    if (name === 'Bad') return ack({ response_action: 'errors', errors: { b1: 'In lower case.' } });
    await ack();
    heard.push(`${name} is ${size}`);
    const thread_ts = slack.messages('#platform').at(-1)?.ts ?? '';
    await client.chat.postMessage({ ...card('One change', 'Approve'), thread_ts });
    return undefined;
  });
  app.action(/^Approve/u, async ({ ack, body, client }) => {
    await ack();
    await client.chat.postMessage({ channel: CHANNEL, text: 'Approved' });
    heard.push(`approved by ${body.user.id}`);
  });
}

async function type(...lines: readonly string[]): Promise<string> {
  const printed: string[] = [];
  const input = Readable.from(lines.map((line) => `${line}\n`));
  const patience = { quietMs: 150, answerWithinMs: 600 };
  await chatInTerminal(slack, { input, patience, write: (line) => void printed.push(line) });
  return printed.slice(1).join('\n');
}

beforeEach(async () => {
  heard.length = 0;
  slack = await startLocalSlack();
  bolt = await startSocketApp(slack, prepare);
});
afterEach(async () => {
  await bolt.stop();
  await slack.close();
});

it('leads piped lines from a command through a thread and a form to an approval', async () => {
  const printed = await type(
    '/dotai recommend a database',
    '[Show 3]',
    '[Fill in]',
    'Shape = round',
    'siz = small',
    '1 = Bad',
    'submit',
    'NAME = my-db',
    'submit',
    '@cleo',
    '[Approve]',
  );
  expect(printed).toContain('! The form has no field "Shape". It has: 1 Name, 2 Size.');
  expect(printed).toContain('    A request\n');
  expect(printed).toContain('\nSize: Small\n');
  expect(printed).toContain('! Name: In lower case.');
  expect(printed).toContain('You are cleo now.');
  expect(heard).toEqual(['show 2', 'my-db is Small', 'approved by U000000CLEO']);
});

it('forgets what was entered when a form is closed, and says what is missing in the next', async () => {
  const printed = await type(
    '/dotai recommend a database',
    '[fill in]',
    'Name = my-db',
    'close',
    '[fill in]',
    'size = huge',
    'size = large',
    'submit',
  );
  expect(printed).toContain('! "Size" has no "huge". It has: Small, Large.');
  expect(printed).toContain('! Name: Please complete this required field.');
  expect(heard).toEqual([]);
});

it('shows open cards at the start, and replies where something can still be pressed', async () => {
  await slack.as('ana').command('#platform', '/dotai recommend a database');
  const open = await slack.waitFor(() => {
    const ts = slack.messages('#platform').at(-1)?.ts;
    const thread = ts === undefined ? [] : slack.messages('#platform', { thread: ts });
    return thread.length === 2 && thread[0];
  });
  const { client } = bolt.app;
  await client.chat.postMessage({ channel: CHANNEL, text: 'Something that is over' });
  const printed = await type('just a reply');
  expect(printed).toContain(
    'Still open, dotai (#platform, in the thread):\n' +
      '    What shall it be?\n    [Show] [Show] [Show] [Fill in]\n',
  );
  expect(slack.messages('#platform', { thread: open.ts }).at(-1)?.text).toBe('just a reply');
});

it('prints a file in the message that carries it', async () => {
  const lines: string[] = [];
  const stop = printConversation(slack, (line) => void lines.push(line));
  await bolt.app.client.files.uploadV2({
    channel_id: CHANNEL,
    content: 'kind: Database',
    filename: 'db.yaml',
    title: 'The manifest',
  });
  stop();
  expect(lines).toEqual([
    'dotai (#platform):',
    '    File db.yaml: The manifest',
    '        kind: Database',
    '',
  ]);
});
