import { afterEach, describe, expect, it, vi } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { createMovingClock, type MovingClock } from '../fakes/moving-clock.ts';
import type { PastSaid } from '../past-talk.ts';
import { startWorld, type World, type WorldOptions } from '../world.ts';
import { ask } from './at-the-wire.ts';
import { type FoundThings, foundThings } from './candidate-stage.ts';
import { closeSound } from './policy-talks.ts';

const DATABASE_SAID =
  'For databases we always use SqlDatabase, because it sets up schemas and credentials in every cloud.';
const GATEWAY_SAID =
  'Everything that must be public in AWS needs an InternetGateway, because without one nothing is reachable from the internet.';

const DAY_SECONDS = 86_400;
const PATIENCE = { timeout: 60_000, interval: 20 };
const MINE = '/dotai patterns mine #a-team since 90d';

let world: World;
let found: FoundThings;
afterEach(async () => {
  found.close();
  await closeSound(world);
});

async function start(options: Partial<WorldOptions> = {}): Promise<void> {
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 1_000 },
    organisation: { roles: { curators: { people: ['U000000CLEO'] } } },
    ...options,
  });
  found = foundThings(world);
}

/** Thirty-six days of talk, newest last; each end holds a lesson. */
function daysOfTalk(): readonly PastSaid[] {
  const first = Math.floor(Date.now() / 1_000) - 40 * DAY_SECONDS;
  return Array.from({ length: 36 }, (_, day) => ({
    channel: 'C0000ATEAM0',
    user: 'U0000000BEN',
    ts: `${first + day * DAY_SECONDS}.000100`,
    text: day === 33 ? DATABASE_SAID : day === 2 ? GATEWAY_SAID : `Lunch on day ${day}, anybody?`,
  }));
}

/** A question, and so many answers, of which the last says something. */
function longThread(replies: number): readonly PastSaid[] {
  const seconds = Math.floor(Date.now() / 1_000) - DAY_SECONDS;
  const head = { channel: 'C0000ATEAM0', user: 'U0000000BEN', ts: `${seconds}.000100` };
  const answers = Array.from({ length: replies }, (_, index) => ({
    ...head,
    ts: `${seconds + (index + 1) * 60}.000100`,
    text: index === replies - 1 ? DATABASE_SAID : `I have no idea, number ${index}.`,
    thread: head.ts,
  }));
  return [{ ...head, text: 'How do teams get a database?' }, ...answers];
}

/** What the bot says in a thread. */
function shownIn(head: string, channel = '#a-team'): string {
  const { slack } = world;
  return slack
    .messages(channel, { thread: head })
    .filter(({ user }) => user === slack.identity.botUserId)
    .map((one) => textOf(one))
    .join('\n');
}

async function restart(): Promise<void> {
  await world.restartBot();
  await world.slack.connected();
}

async function until(isSo: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(isSo()).toBe(true), PATIENCE);
}

/** Puts the time on, minute after minute, until it says so; `meanwhile` after each. */
async function minutesUntil(
  clock: MovingClock,
  isSo: () => boolean,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (let minute = 0; minute < 40 && !isSo(); minute += 1) {
    clock.advance(61_000);
    await meanwhile();
    await world.idle();
  }
  await until(isSo);
}

describe('a long thread', () => {
  it('is read on where it was, whenever the bot was dropped', async () => {
    const clock = createMovingClock();
    await start({ clock, hasSlowHistory: true, pastTalk: longThread(40) });
    const { slack } = world;
    const [head] = slack.messages('#a-team');
    if (!head) throw new Error('nobody said anything');
    await slack.as('ana').shortcut(head, 'capture-thread');
    await until(() => shownIn(head.ts).includes('I go on at'));
    await minutesUntil(clock, () => shownIn(head.ts).includes('Read this thread'), restart);
    const read = slack.calls.filter(
      ({ method, answer }) => method === 'conversations.replies' && answer['ok'] === true,
    );

    expect(shownIn(head.ts)).toContain('Found 1 pattern in 41 messages');
    expect(await found.candidates.all()).toHaveLength(1);
    // Each page of it was given once, however often the bot began anew.
    const threadPages = read.map(({ parameters }) => parameters['oldest']);
    expect(new Set(threadPages).size).toBe(threadPages.length);
  });

  it('pinned at two replies while Slack names no thread is read once', async () => {
    await start();
    const { slack } = world;
    const head = await slack.as('ben').say('#a-team', 'How do teams get a database?');
    const reply = await slack.as('drew').say('#a-team', DATABASE_SAID, { thread: head.ts });
    const other = await slack.as('drew').say('#a-team', 'Ask Cleo.', { thread: head.ts });
    const slow = { error: 'ratelimited', retryAfter: 1 };
    slack.faults.next({ method: 'conversations.replies', times: 4, ...slow });
    await slack.as('ana').react(reply, 'pushpin');
    await slack.as('cleo').react(other, 'pushpin');
    await until(() => shownIn(head.ts).includes('Read this thread'));
    await world.idle();
    const told = () => slack.ephemerals('cleo').map((one) => textOf(one));
    await until(() => told().join().includes('I am reading that thread already'));

    expect(shownIn(head.ts).match(/Read this thread/gu)).toHaveLength(1);
    expect(await found.candidates.all()).toHaveLength(1);
  });

  it('pinned at a reply while Slack names no thread is found by the job and answered in it', async () => {
    await start();
    const { slack } = world;
    const head = await slack.as('ben').say('#a-team', 'How do teams get a database?');
    const reply = await slack.as('drew').say('#a-team', DATABASE_SAID, { thread: head.ts });
    const slow = { error: 'ratelimited', retryAfter: 1 };
    slack.faults.next({ method: 'conversations.replies', times: 2, ...slow });
    await slack.as('ana').react(reply, 'pushpin');
    await until(() => shownIn(head.ts).includes('Read this thread'));
    await world.idle();
    const own = (one: Message): boolean => one.user === slack.identity.botUserId;

    expect(shownIn(head.ts)).toContain('Found 1 pattern in 2 messages');
    expect(shownIn(head.ts)).toContain('Pattern:');
    expect(slack.messages('#a-team').filter(own)).toEqual([]);
    expect(slack.messages('#a-team', { thread: reply.ts }).filter(own)).toEqual([]);
    expect(
      slack
        .ephemerals('ana')
        .map((one) => textOf(one))
        .join('\n'),
    ).toContain('I was asked to read more slowly.');
  });
});

describe('a channel that is closed while it is read', () => {
  it('is read no further, and what was read of it is read by no model again', async () => {
    const clock = createMovingClock();
    const asked: string[] = [];
    await start({
      clock,
      hasSlowHistory: true,
      pastTalk: daysOfTalk(),
      watchModel: (model) => ({
        name: model.name,
        async ask(task, input, asking) {
          if (task.id === 'mine-patterns') asked.push(JSON.stringify(input));
          return model.ask(task, input, asking);
        },
      }),
    });
    const talk = await ask(world, { who: 'cleo', command: MINE });
    await talk.press('Open it and read', 'cleo');
    await until(() => talk.text().includes('I go on at'));
    const closing = await ask(world, { who: 'cleo', command: '/dotai patterns unmine #a-team' });
    await closing.sees('#a-team is not read any more');
    await until(() => talk.text().includes('Stopped reading #a-team'));

    expect(talk.text()).toContain('A curator closed it for mining.');
    expect(asked.filter((input) => input.includes('SqlDatabase, because'))).toHaveLength(1);
    expect(await found.candidates.all()).toHaveLength(1);
    clock.advance(10 * 60_000);
    await world.idle();
    expect(asked).toHaveLength(1);

    const again = await ask(world, { who: 'cleo', command: MINE });
    await again.press('Open it and read', 'cleo');
    await minutesUntil(clock, () => again.text().includes('Read #a-team'));

    expect(asked.filter((input) => input.includes('SqlDatabase, because'))).toHaveLength(1);
    expect(await found.candidates.all()).toHaveLength(2);
  });
});

it('a second run says since when nothing is new, and how many candidates wait', async () => {
  await start();
  const { slack } = world;
  await slack.as('drew').say('#a-team', GATEWAY_SAID);
  const question = await slack.as('ben').say('#a-team', 'How do teams get a database?');
  await slack.as('drew').say('#a-team', DATABASE_SAID, { thread: question.ts });
  const first = await ask(world, { who: 'cleo', command: MINE });
  await first.press('Open it and read', 'cleo');
  await first.sees('Read #a-team');
  await world.idle();
  expect(first.text()).toContain('2 conversations · 2 looked at closely · 2 found');
  const second = await ask(world, { who: 'cleo', command: MINE });
  await second.sees('Read #a-team');

  expect(second.text()).toMatch(
    /Nothing new since \d{4}-\d\d-\d\d \d\d:\d\d UTC\. 2 candidates wait/u,
  );
  expect(second.text()).not.toMatch(/I found nothing|looked at closely/u);
});
