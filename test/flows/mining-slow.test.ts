import { afterEach, expect, it, vi } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { createMovingClock, type MovingClock } from '../fakes/moving-clock.ts';
import type { PastSaid } from '../past-talk.ts';
import { startWorld, type World } from '../world.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { ask } from './at-the-wire.ts';
import { type FoundThings, foundThings } from './candidate-stage.ts';
import { closeSound } from './policy-talks.ts';

const DATABASE_SAID =
  'For databases we always use SqlDatabase, because it sets up schemas and credentials in every cloud.';
const GATEWAY_SAID =
  'Everything that must be public in AWS needs an InternetGateway, because without one nothing is reachable from the internet.';

const DAY_SECONDS = 86_400;
const MINUTES_MAX = 40;
const WAITS_OR_ENDED = /I go on at|Read (?:#a-team|this thread)/u;
const PATIENCE = { timeout: 60_000, interval: 20 };

/** Two pages and a half of the slow tier; each of the first two has a thread of its own. */
function fewDaysOfTalk(): readonly PastSaid[] {
  const first = Math.floor(Date.now() / 1_000) - 40 * DAY_SECONDS;
  return Array.from({ length: 36 }, (_, day): PastSaid[] => {
    const seconds = first + day * DAY_SECONDS;
    const own = { channel: 'C0000ATEAM0', user: 'U0000000BEN', ts: `${seconds}.000100` };
    const lesson = day === 30 ? DATABASE_SAID : day === 10 ? GATEWAY_SAID : undefined;
    if (lesson === undefined) return [{ ...own, text: `Lunch on day ${day}, anybody?` }];
    const reply = { ...own, user: 'U000000DREW', ts: `${seconds + 60}.000100`, thread: own.ts };
    return [
      { ...own, text: 'How do we do this here, please?' },
      { ...reply, text: lesson },
    ];
  }).flat();
}

/** What matters is said at its end. */
function longThread(replies: number): readonly PastSaid[] {
  const seconds = Math.floor(Date.now() / 1_000) - DAY_SECONDS;
  const head = { channel: 'C0000ATEAM0', user: 'U0000000BEN', ts: `${seconds}.000100` };
  const answers = Array.from({ length: replies }, (_, index) => ({
    ...head,
    user: 'U000000DREW',
    ts: `${seconds + (index + 1) * 60}.000100`,
    text: index === replies - 1 ? DATABASE_SAID : `I have no idea, number ${index}.`,
    thread: head.ts,
  }));
  return [{ ...head, text: 'How do teams get a database?' }, ...answers];
}

let clock: MovingClock;
let world: World;
let found: FoundThings;
afterEach(async () => {
  found.close();
  await closeSound(world);
});

async function startSlowWorld(pastTalk: readonly PastSaid[]): Promise<void> {
  clock = createMovingClock();
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 1_000 },
    clock,
    pastTalk,
    hasSlowHistory: true,
    organisation: { roles: { curators: { people: ['U000000CLEO'] } } },
  });
  found = foundThings(world);
}

/** What was asked of Slack about past talk, in its order: pages by their end, threads by their head. */
function callsOf(method: string, parameter: string): readonly unknown[] {
  return world.slack.calls
    .filter((call) => call.method === method && call.answer['ok'] === true)
    .map(({ parameters }) => parameters[parameter]);
}

/** Waits as long as the card says, minute after minute, until it says `end`. Returns what it said meanwhile. */
async function waitedFor(text: () => string, end: string): Promise<readonly string[]> {
  const waits: string[] = [];
  for (let minute = 0; minute < MINUTES_MAX; minute += 1) {
    await vi.waitFor(() => expect(text()).toMatch(WAITS_OR_ENDED), PATIENCE);
    if (text().includes(end)) return waits;
    waits.push(text());
    clock.advance(61_000);
    await world.slack.waitFor(() => text() !== waits.at(-1), { what: 'something new' });
  }
  throw new Error(`it did not end in ${MINUTES_MAX} minutes:\n${waits.at(-1)}`);
}

it('a channel at the slow tier is read page by page, and the card says until when it waits', async () => {
  await startSlowWorld(fewDaysOfTalk());
  const talk = await ask(world, { who: 'cleo', command: '/dotai patterns mine #a-team since 90d' });
  await talk.press('Open it and read', 'cleo');
  const waits = await waitedFor(() => talk.text(), 'Read #a-team');
  await world.idle();

  expect(waits.length).toBeGreaterThan(1);
  for (const text of waits) {
    expect(text).toMatch(/I go on at \d{4}-\d\d-\d\d \d\d:\d\d UTC; nothing is lost/u);
  }
  const pages = callsOf('conversations.history', 'latest');
  const threads = callsOf('conversations.replies', 'ts');
  expect(pages.length).toBeGreaterThan(2);
  expect(new Set(pages).size).toBe(pages.length);
  expect(threads).toHaveLength(2);
  expect(new Set(threads).size).toBe(2);
  expect(await found.candidates.all()).toHaveLength(2);
});

it('a long thread at the slow tier is read to its end, and no page of it twice', async () => {
  await startSlowWorld(longThread(40));
  const { slack } = world;
  const head = slack.messages('#a-team')[0];
  if (!head) throw new Error('nobody said anything');
  await slack.as('ana').shortcut(head, 'capture-thread');
  const text = (): string =>
    slack
      .messages('#a-team', { thread: head.ts })
      .filter(({ user }) => user === slack.identity.botUserId)
      .map((one) => textOf(one))
      .join('\n');
  const waits = await waitedFor(text, 'Read this thread');
  await world.idle();

  expect(waits.length).toBeGreaterThan(1);
  const pages = callsOf('conversations.replies', 'oldest');
  expect(pages).toHaveLength(3);
  expect(new Set(pages).size).toBe(3);
  expect(text()).toContain('Found 1 pattern in 41 messages');
});
