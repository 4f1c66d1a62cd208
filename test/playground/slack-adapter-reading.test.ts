import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat, type SlackChat } from '../../src/adapters/slack/slack-chat.ts';
import { createProcessMemory } from '../../src/adapters/system/process-memory.ts';
import type { InboundEvent } from '../../src/chat/inbound.ts';
import {
  type LocalSlack,
  type LocalSlackOptions,
  startLocalSlack,
} from '../../src/playground/slack/local-slack.ts';
import { readManifest } from '../../src/playground/slack/manifest.ts';
import { aCard } from '../builders.ts';
import { createFakeClock, type FakeClock } from '../fakes/clock.ts';
import { createFakeFrontDoor, type FakeFrontDoor } from '../fakes/front-door.ts';
import { createFakeLogger, type FakeLogger } from '../fakes/logger.ts';

const workspace = 'T0000ACME';
const channel = 'C00PLATFORM';
const place = { workspace, channel };

let slack: LocalSlack;
let chat: SlackChat;
let door: FakeFrontDoor;
let clock: FakeClock;
let logger: FakeLogger;

async function start(options: LocalSlackOptions = {}, captureReaction = 'pushpin'): Promise<void> {
  await chat?.stop();
  await slack?.close();
  clock = createFakeClock();
  door = createFakeFrontDoor();
  logger = createFakeLogger();
  slack = await startLocalSlack({ manifest: 'app-manifest.yml', ...options });
  const { botToken, appToken } = slack.identity;
  chat = createSlackChat({
    config: { botToken, appToken, apiUrl: slack.apiUrl, captureReaction },
    frontDoor: () => door,
    memory: createProcessMemory(clock),
    logger,
    clock,
  });
  await chat.identify();
  await chat.start();
}

const captures = (): readonly InboundEvent[] =>
  door.accepted.filter((event) => event.type === 'command-given');
const changes = (): readonly InboundEvent[] =>
  door.accepted.filter((event) => event.type === 'message-changed');

/** The manifest as an app of an earlier version had it. */
function manifestWithout(scopes: readonly string[]) {
  const manifest = readManifest('app-manifest.yml');
  const bot = manifest.oauth_config.scopes.bot.filter((scope) => !scopes.includes(scope));
  return { ...manifest, oauth_config: { scopes: { bot } } };
}

beforeEach(() => start());
afterEach(async () => {
  await chat.stop();
  await slack.close();
});

describe('a reaction', () => {
  it('captures the thread of a message', async () => {
    const message = await slack.as('ana').say('#platform', 'we always use A');
    await slack.as('ben').react(message, 'pushpin');

    expect(captures()).toMatchObject([
      {
        text: 'capture this',
        actor: { id: 'U0000000BEN', workspace },
        place: { channel, thread: message.ts },
        messageId: message.ts,
        messageUrl: `https://acme.slack.com/archives/${channel}/p${message.ts.replace('.', '')}`,
      },
    ]);
    expect(slack.violations).toEqual([]);
  });

  it('to a reply captures the thread in which it stands', async () => {
    const ana = slack.as('ana');
    const head = await ana.say('#platform', 'which database?');
    const reply = await ana.say('#platform', 'we always use A', { thread: head.ts });
    await ana.react(reply, 'pushpin');

    expect(captures()).toMatchObject([{ place: { thread: head.ts }, messageId: reply.ts }]);
  });

  it('captures once, however often it is taken back and given again', async () => {
    const ana = slack.as('ana');
    const message = await ana.say('#platform', 'we always use A');
    for (let time = 0; time < 3; time += 1) {
      await ana.react(message, 'pushpin');
      await ana.unreact(message, 'pushpin');
    }
    expect(captures()).toHaveLength(1);
    await slack.as('ben').react(message, 'pushpin');
    expect(captures()).toHaveLength(2);
  });

  it('of another kind is none of ours', async () => {
    const ana = slack.as('ana');
    const message = await ana.say('#platform', 'we always use A');
    for (const name of ['eyes', 'round_pushpin', 'pushpin_']) await ana.react(message, name);

    expect(slack.envelopes.some(({ type }) => type === 'reaction_added')).toBe(true);
    expect(captures()).toEqual([]);
  });

  it('is the one that is set, in whatever skin tone; where none is set, none is', async () => {
    await start({}, 'wave');
    const message = await slack.as('ana').say('#platform', 'we always use A');
    await slack.as('ben').react(message, 'wave::skin-tone-5');
    expect(captures()).toHaveLength(1);

    await start({}, '');
    const other = await slack.as('ana').say('#platform', 'we always use A');
    await slack.as('ben').react(other, 'pushpin');
    expect(captures()).toEqual([]);
  });

  it('leaves the thread to whoever reads it where Slack does not say what it is', async () => {
    const ana = slack.as('ana');
    const head = await ana.say('#platform', 'which database?');
    const reply = await ana.say('#platform', 'A', { thread: head.ts });
    slack.faults.next({ method: 'conversations.replies', error: 'ratelimited', retryAfter: 60 });
    await ana.react(reply, 'pushpin');

    expect(captures()).toMatchObject([{ place: { channel }, messageId: reply.ts }]);
    expect(captures()[0]?.place).not.toHaveProperty('thread');
  });

  it('asks Slack for the thread of a message once, whoever reacts to it', async () => {
    const slackClock = createFakeClock();
    await start({ hasSlowHistory: true, clock: slackClock });
    const head = await slack.as('ana').say('#platform', 'which database?');
    const reply = await slack.as('ana').say('#platform', 'A', { thread: head.ts });
    await slack.as('ana').react(reply, 'pushpin');
    await slack.as('ben').react(reply, 'pushpin');

    expect(captures().map(({ place: { thread } }) => thread)).toEqual([head.ts, head.ts]);
  });

  it('is told again by Slack where it could not be stored', async () => {
    await start({ acknowledgeWithinMs: 500 });
    const message = await slack.as('ana').say('#platform', 'we always use A');
    door.fault = new Error('The disk is full');
    await slack.as('ana').react(message, 'pushpin');
    door.fault = undefined;
    slack.retryEventsNow();

    await slack.waitFor(() => captures().length > 0);
    expect(captures()).toHaveLength(1);
  });
});

it('hears a thread captured by its shortcut, and by a mention in it', async () => {
  const ana = slack.as('ana');
  const head = await ana.say('#platform', 'we always use A');
  await ana.shortcut(head, 'capture-thread');
  await ana.mention('#platform', 'capture this', { thread: head.ts });

  expect(captures()).toMatchObject([
    { text: 'capture this', place: { thread: head.ts }, messageId: head.ts },
  ]);
  expect(door.accepted).toContainEqual(
    expect.objectContaining({
      type: 'message-posted',
      text: 'capture this',
      namesBot: true,
      place: expect.objectContaining({ thread: head.ts }),
    }),
  );
});

it('hears which message was edited or deleted, also at the head of a thread', async () => {
  const ana = slack.as('ana');
  const head = await ana.say('#platform', 'we use A');
  const reply = await ana.say('#platform', 'and B', { thread: head.ts });
  await ana.edit(reply, 'and C');
  await ana.delete(reply);
  await ana.say('#platform', 'so it is', { thread: head.ts });
  await ana.delete(head);

  expect(changes()).toMatchObject([
    { messageId: reply.ts, actor: { id: ana.id }, place: { workspace, channel } },
    { messageId: reply.ts },
    { messageId: head.ts },
  ]);
  expect(new Set(changes().map(({ id }) => id)).size).toBe(3);
});

it('does not hear of its own messages that it changes', async () => {
  const there = { platform: 'slack', ...place } as const;
  const outgoing = { place: there, card: aCard('Working'), sessionId: 's1', deliveryId: 'd1' };
  const reference = await chat.platform.post(outgoing);
  await chat.platform.update(reference, { ...outgoing, card: aCard('Done') });
  await slack.waitFor(() =>
    slack.envelopes.some(({ body, ackMs }) => {
      return JSON.stringify(body).includes('message_changed') && ackMs !== undefined;
    }),
  );

  expect(changes()).toEqual([]);
});

it('hears of files with what is said to them, and reads them', async () => {
  const ana = slack.as('ana');
  const file = { name: 'runbook.md', content: '# Databases\nWe use A.\n' };
  await ana.share('#platform', file, { text: '@dotai learn from this' });
  const [command] = captures();

  expect(command).toMatchObject({
    text: 'learn from this',
    files: [{ name: 'runbook.md', sizeBytes: 22 }],
  });
  const [shared] = command?.type === 'command-given' ? (command.files ?? []) : [];
  expect(await chat.conversations.file(workspace, shared?.id ?? '', 1_000)).toEqual({
    name: 'runbook.md',
    mimeType: 'text/markdown',
    text: '# Databases\nWe use A.\n',
    url: expect.stringContaining(shared?.id ?? ''),
  });
});

it('reads a long thread at the slow tier, a page whenever Slack allows one', async () => {
  const slackClock = createFakeClock();
  await start({ hasSlowHistory: true, clock: slackClock });
  const ana = slack.as('ana');
  const head = ana.send('#platform', 'which database?');
  for (let count = 1; count < 40; count += 1) {
    ana.send('#platform', `reply ${count}`, { thread: head.ts });
  }
  const read = (after?: string) => chat.conversations.thread(place, { message: head.ts, after });
  const texts: string[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 3; pages += 1) {
    const page = await read(after);
    texts.push(...page.messages.filter(({ id }) => id !== head.ts).map(({ text }) => text));
    after = page.messages.at(-1)?.id;
    expect(page.hasMore).toBe(pages < 2);
    await expect(read(after)).rejects.toMatchObject({ kind: 'unavailable', retryAfterMs: 60_000 });
    await slackClock.advance(60_000);
    await clock.advance(60_000);
  }

  expect(texts).toEqual(Array.from({ length: 39 }, (_, index) => `reply ${index + 1}`));
});

it('reads a direct conversation with somebody', async () => {
  const message = await slack.as('ana').dm('we always use A');
  const direct = await chat.conversations.channel(workspace, message.channel);

  expect(direct).toMatchObject({ isDirect: true, isMember: true });
  const there = { workspace, channel: message.channel };
  expect(await chat.conversations.message(there, message.ts)).toMatchObject({
    text: 'we always use A',
  });
});

describe('an app of an earlier manifest', () => {
  const added = ['channels:read', 'groups:read', 'reactions:read', 'files:read'];

  it('starts, says what it lacks, and goes on without it', async () => {
    await start({ manifest: manifestWithout(added) });
    const message = await slack.as('ana').say('#platform', 'we always use A');

    const warned = logger.entries.filter(({ message: text }) => text === 'Slack scope is missing');
    expect(warned.map(({ fields }) => fields?.['scope'])).toEqual(expect.arrayContaining(added));
    expect(warned[0]?.fields?.['remedy']).toContain('Updating the app');
    expect(await chat.conversations.message(place, message.ts)).toMatchObject({
      text: 'we always use A',
    });
  });

  it.each([
    ['#platform', 'channels:read'],
    ['C00PLATFORM', 'channels:read'],
  ])('cannot find %s, and says which scope that takes', async (said, scope) => {
    await start({ manifest: manifestWithout(added) });

    await expect(chat.conversations.channel(workspace, said)).rejects.toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining(scope),
    });
  });

  it('finds public channels without the scope for private ones', async () => {
    await start({ manifest: manifestWithout(['groups:read']) });

    expect(await chat.conversations.channel(workspace, '#platform')).toMatchObject({ id: channel });
  });
});
