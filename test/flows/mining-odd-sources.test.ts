import { afterEach, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import type { Channel } from '../../src/playground/slack/state.ts';
import type { PastSaid } from '../past-talk.ts';
import { startWorld, type World } from '../world.ts';
import { ask } from './at-the-wire.ts';
import { type FoundThings, foundThings } from './candidate-stage.ts';
import { closeSound } from './policy-talks.ts';

const DATABASE_SAID =
  'For databases we always use SqlDatabase, because it sets up schemas and credentials in every cloud.';
const PEOPLE = ['U0000000ANA', 'U0000000BEN', 'U000000CLEO', 'U000000DREW'];
const BOT = 'U000DOTAI';
const HOUR_SECONDS = 3_600;

function channel(over: Partial<Channel>): Channel {
  return {
    id: 'C000000ODD0',
    name: 'odd',
    kind: 'public',
    members: [...PEOPLE, BOT],
    ...over,
    isArchived: over.isArchived ?? false,
  };
}

/** Where the bot is asked; the other one is the odd one. */
const ASKED_IN = channel({ id: 'C00PLATFORM', name: 'platform' });

let world: World;
let found: FoundThings;
afterEach(async () => {
  found.close();
  await closeSound(world);
});

async function startOdd(odd: Partial<Channel>, texts: readonly Partial<PastSaid>[]): Promise<void> {
  const first = Math.floor(Date.now() / 1_000) - (texts.length + 1) * HOUR_SECONDS;
  const pastTalk = texts.map((said, index) => ({
    channel: 'C000000ODD0',
    user: 'U000000DREW',
    ts: `${first + index * HOUR_SECONDS}.000100`,
    text: '',
    ...said,
  }));
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 1_000 },
    channels: [ASKED_IN, channel(odd)],
    pastTalk,
    organisation: { roles: { curators: { people: ['U000000CLEO'] } } },
  });
  found = foundThings(world);
}

/** What a curator is told, in the thread or alone, until the job is done. */
async function mined(): Promise<string> {
  const talk = await ask(world, { who: 'cleo', command: '/dotai patterns mine #odd since 90d' });
  await talk.press('Open it and read', 'cleo');
  await talk.sees('Read #odd');
  await world.idle();
  return talk.text();
}

/** What a curator is told of a channel that is not read. */
async function refused(): Promise<string> {
  const { slack } = world;
  await slack.as('cleo').command('#platform', '/dotai patterns mine #odd since 90d');
  await world.idle();
  const shown = slack.messages('#platform').filter(({ user }) => user === BOT);
  return [...shown, ...slack.ephemerals('cleo')].map((one) => textOf(one)).join('\n');
}

function notices(): number {
  const { messages } = world.slack.state();
  return messages.filter((one) => textOf(one).includes('I read this channel for patterns')).length;
}

describe('a channel', () => {
  it.each([
    ['messages of bots alone', { text: DATABASE_SAID, isByBot: true }, '0 messages'],
    ['emoji alone', { text: ':tada: :+1: 🎉' }, '12 messages'],
    ['nothing at all', undefined, '0 messages'],
  ])('with %s gives nothing, and says what else can be done', async (_what, said, amount) => {
    await startOdd({}, said ? Array.from({ length: 12 }, () => said) : []);
    const text = await mined();

    expect(text).toContain(`I found nothing in ${amount}`);
    expect(text).toMatch(/patterns new/u);
    expect(await found.candidates.all()).toEqual([]);
  });

  it.each([
    ['that is archived', { isArchived: true }, /archived\. Unarchive it, or share what matters/u],
    [
      'that is private and that the bot is no member of',
      { kind: 'private' as const, members: PEOPLE },
      /\/invite @dotai/u,
    ],
    ['that the bot is no member of', { members: PEOPLE }, /\/invite @dotai/u],
    ['with people of other organisations', { isShared: true }, /Say what you want to teach/u],
  ])('%s is not read, and the answer says what to do', async (_which, odd, answer) => {
    await startOdd(odd, [{ text: DATABASE_SAID }]);
    const text = await refused();

    expect(text).toMatch(answer);
    expect(notices()).toBe(0);
    expect(world.slack.calls.filter(({ method }) => method === 'conversations.history')).toEqual(
      [],
    );
    expect(await found.candidates.all()).toEqual([]);
  });
});

it('of a thread of more than 1,000 replies the first 1,000 messages are read, and that is said with its link', async () => {
  const head = `${Math.floor(Date.now() / 1_000) - 90_000}.000100`;
  const replies = Array.from({ length: 1_100 }, (_, index) => ({
    ts: `${Number(head.slice(0, -7)) + (index + 1) * 60}.000100`,
    thread: head,
    text: index === 500 ? DATABASE_SAID : `I have no idea, number ${index}.`,
  }));
  await startOdd({}, [{ ts: head, text: 'How do teams get a database?' }, ...replies]);
  const text = await mined();

  expect(text).toContain('Found 1 pattern in 1,000 messages');
  expect(text).toContain('I read its first 1,000 messages.');
  expect(text).toContain(`/archives/C000000ODD0/p${head.replace('.', '')}`);
});
