import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat, type SlackChat } from '../../src/adapters/slack/slack-chat.ts';
import { createProcessMemory } from '../../src/adapters/system/process-memory.ts';
import type { Actor } from '../../src/chat/actor.ts';
import type { Card } from '../../src/chat/card.ts';
import { bold, code, person } from '../../src/chat/text.ts';
import type { OutgoingCard } from '../../src/ports/chat-platform.ts';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/local-slack.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeFrontDoor, type FakeFrontDoor } from '../fakes/front-door.ts';
import { createFakeLogger } from '../fakes/logger.ts';

const ana: Actor = { platform: 'slack', workspace: 'T0000ACME', id: 'U0000000ANA' };
const place = { platform: 'slack', workspace: 'T0000ACME', channel: 'C00PLATFORM' } as const;
const action = { name: 'choose-solution', argument: 'sol-1' };
const confirm = { title: 'Apply?', text: 'Now.', confirmLabel: 'Apply', cancelLabel: 'Wait' };

const everything: Card = {
  title: 'A database',
  audience: 'thread',
  elements: [
    {
      type: 'text',
      line: ['For ', person(ana), ': ', bold('one'), ' ', code('kind'), ' & <more>'],
    },
    { type: 'note', line: ['small print'] },
    { type: 'facts', facts: [{ label: 'Namespace', value: ['a-team'] }] },
    { type: 'list', isOrdered: true, items: [['first'], ['second']] },
    {
      type: 'choices',
      choices: [
        {
          label: 'Managed',
          badge: '92',
          details: [['fits']],
          button: { label: 'Choose 1', action },
        },
      ],
    },
    { type: 'code', title: 'YAML', text: 'kind: Namespace\n'.repeat(400) },
    { type: 'diff', text: '+ a\n- b' },
    {
      type: 'table',
      columns: ['a', 'b'],
      rows: [
        ['1', ''],
        ['3', '4'],
      ],
    },
    { type: 'quote', text: 'said', url: 'https://example.com/p1' },
    { type: 'progress', fraction: 0.5, steps: [{ label: 'Search', state: 'running' }] },
    { type: 'alert', level: 'warning', line: ['careful'] },
    {
      type: 'buttons',
      buttons: [
        { label: 'Apply', action, style: 'primary', confirm },
        { label: 'Fill in', action, opens: 'required' },
      ],
    },
    { type: 'divider' },
  ],
};

let slack: LocalSlack;
let door: FakeFrontDoor;
let chat: SlackChat;

async function startChat(): Promise<void> {
  const { botToken, appToken } = slack.identity;
  chat = createSlackChat({
    config: { botToken, appToken, apiUrl: slack.apiUrl },
    frontDoor: () => door,
    memory: createProcessMemory(createFakeClock()),
    logger: createFakeLogger(),
    clock: createFakeClock(),
  });
  await chat.identify();
  await chat.start();
}

function outgoing(more: Partial<OutgoingCard> = {}): OutgoingCard {
  return { place, card: everything, sessionId: 's1', deliveryId: 'd1', ...more };
}

async function posted(): Promise<Message> {
  const { id } = await chat.platform.post(outgoing());
  return slack.waitFor(() => slack.messages('#platform').find(({ ts }) => ts === id));
}

beforeEach(async () => {
  slack = await startLocalSlack({ manifest: 'app-manifest.yml' });
  door = createFakeFrontDoor();
  await startChat();
});
afterEach(async () => {
  await chat.stop();
  await slack.close();
});

describe("the bot's Slack adapter and the local Slack", () => {
  it('agree on a card of every element', async () => {
    const message = await posted();
    expect(slack.violations).toEqual([]);
    expect(buttonsOf(message).map(({ label }) => label)).toEqual(['Choose 1', 'Apply', 'Fill in']);
    expect(textOf(message, { U0000000ANA: 'Ana' })).toContain('For @Ana: one kind & <more>');
  });

  it('find a card again by its delivery, and update it', async () => {
    const { channel, ts } = await posted();
    const found = await chat.platform.find(place, 'd1');
    expect(found).toEqual({ channel, id: ts });
    const card: Card = { audience: 'thread', elements: [{ type: 'text', line: ['Done'] }] };
    await chat.platform.update({ channel, id: ts }, outgoing({ card }));
    expect(slack.messages('#platform').map((shown) => textOf(shown))).toEqual(['Done']);
    expect(await chat.platform.find(place, 'd1')).toEqual({ channel, id: ts });
  });

  it('hand over commands, mentions, replies, presses and shortcuts', async () => {
    const card = await posted();
    const acting = slack.as('ana');
    await acting.command('#platform', '/dotai recommend a queue');
    await acting.mention('#platform', 'recommend a cache');
    await acting.say('#platform', '1. my-db', { thread: card.ts });
    await acting.dm('help');
    await acting.press(card, { label: 'Apply' });
    const shown = await acting.say('#platform', 'we need a bucket');
    await acting.shortcut(shown, 'recommend-for-message');

    const types = door.accepted.map(({ type }) => type);
    expect(types.filter((type) => type === 'command-given').length).toBeGreaterThanOrEqual(2);
    expect(types.filter((type) => type === 'button-pressed')).toHaveLength(1);
    expect(door.accepted).toContainEqual(
      expect.objectContaining({ type: 'message-posted', text: '1. my-db' }),
    );
    expect(slack.envelopes.filter(({ ackMs }) => ackMs === undefined)).toEqual([]);
  });

  it('lead a form from the button to the answer', async () => {
    const field = { label: 'Name', options: [], isSearched: false, isRequired: true };
    door.answer = {
      type: 'form',
      form: {
        id: 'required',
        title: 'Required settings',
        submitLabel: 'Next',
        intro: [['Two questions.']],
        fields: [
          { ...field, id: 'name', kind: 'text' as const },
          {
            ...field,
            id: 'size',
            label: 'Size',
            kind: 'select' as const,
            options: ['small', 'large'].map((value) => ({ value, label: value })),
          },
        ],
      },
    };
    const card = await posted();
    const acting = slack.as('ana');
    await acting.press(card, { label: 'Fill in' });
    const view = await slack.waitFor(() => acting.openView());

    door.reply = { type: 'field-errors', errors: { name: 'Taken.' } };
    const refused = await acting.fillAndSubmit(view, { Name: 'my-db', Size: 'large' });
    expect(refused).toMatchObject({ outcome: 'errors' });
    door.reply = { type: 'closed' };
    const closed = await acting.fillAndSubmit(view, { Name: 'your-db' });
    expect(['closed', 'cleared']).toContain(closed.outcome);
    expect(door.decided.at(-1)).toMatchObject({
      type: 'form-submitted',
      values: { name: 'your-db', size: 'large' },
    });
    expect(slack.violations).toEqual([]);
  });

  it('tell one person, send files, and know who people are', async () => {
    const card: Card = { audience: ana, elements: [{ type: 'note', line: ['only you'] }] };
    await chat.platform.tell({ ...outgoing({ card }), to: ana });
    expect(slack.ephemerals('ana').map((shown) => textOf(shown))).toEqual(['only you']);
    const { ts } = await posted();
    const thread = { ...place, thread: ts };
    await chat.platform.upload({ place: thread, name: 'a.yaml', title: 'A', content: 'a: 1\n' });
    expect(slack.files()).toMatchObject([{ name: 'a.yaml', text: 'a: 1\n' }]);
    expect(await chat.platform.hasFile(thread, 'a.yaml')).toBe(true);
    const standing = async (id: string) => (await chat.platform.person({ ...ana, id })).standing;
    expect(await standing('U0000000ANA')).toBe('member');
    expect(await standing('U00000GUEST')).toBe('guest');
    expect(await standing('U0000EXTERN')).toBe('external');
    expect(await chat.platform.groupMembers('S0PLATFORM0')).toEqual(['U000000CLEO', 'U000000DREW']);
    const { channel } = await chat.platform.directPlace(ana);
    expect(channel).toMatch(/^D/u);
  });

  it('find a card whose answer was lost', async () => {
    slack.faults.next({ method: 'chat.postMessage', dropResponse: true });
    await expect(chat.platform.post(outgoing())).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await chat.platform.find(place, 'd1')).toBeDefined();
  });

  it('show the Home', async () => {
    await chat.platform.showHome(ana, everything);
    const home = await slack.waitFor(() => slack.homeOf('ana'));
    expect(textOf(home)).toContain('A database');
    expect(slack.violations).toEqual([]);
  });
});
