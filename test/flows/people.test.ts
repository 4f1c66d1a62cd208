import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import {
  ANSWERS,
  ask,
  atQuestions,
  atReview,
  errorsIn,
  INTENT,
  lastToldTo,
  toldTo,
} from './at-the-wire.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 100 } });
});

afterAll(async () => {
  await world.close();
});

/** What somebody alone was told by what `act` did. */
async function toldBy(who: string, act: () => Promise<unknown>): Promise<string> {
  const before = toldTo(world, who).length;
  await act();
  await world.idle();
  return toldTo(world, who).slice(before).trim();
}

describe("another person's conversation", () => {
  it('is not led by their clicks', async () => {
    const talk = await atQuestions(world);
    const before = talk.text();
    const told = await toldBy('ben', async () => {
      await talk.press('Back', 'ben');
      await talk.press('Cancel', 'ben');
    });

    expect(told).toContain('This conversation is led by @U0000000ANA');
    expect(told).toContain('Start your own with /dotai recommend');
    expect(talk.text()).toBe(before);
  });

  it('says so where they pressed: in the channel, or in the thread', async () => {
    const talk = await atQuestions(world);
    await talk.press('Cancel', 'ben');
    const inChannel = world.slack.ephemerals('ben').at(-1);
    await talk.press('Back', 'ben');
    const inThread = world.slack.ephemerals('ben').at(-1);

    expect(inChannel).toMatchObject({ channel: inThread?.channel });
    expect(inChannel?.thread_ts).toBeUndefined();
    expect(inThread?.thread_ts).toBe(talk.thread);
  });

  it('shows its forms to nobody else', async () => {
    const talk = await atQuestions(world);
    const told = await toldBy('ben', async () => {
      await talk.press('Fill in', 'ben');
      await world.slack.waitFor(() => toldTo(world, 'ben').includes('only they can fill in'));
    });

    expect(told).toContain('only they can fill in its forms');
    expect(world.slack.as('ben').openView()).toBeUndefined();
  });

  it('hears others only when they name the bot, and never ends or applies for them', async () => {
    const talk = await atQuestions(world);
    const ben = world.slack.as('ben');
    await talk.say('1. from-ben', 'ben');
    expect(talk.text()).not.toContain('from-ben');

    await ben.mention('#platform', '1. from-ben', { thread: talk.thread });
    await world.idle();
    expect(talk.text()).toContain('✓ from-ben');

    await ben.mention('#platform', 'cancel', { thread: talk.thread });
    await world.idle();
    expect(talk.text()).not.toContain('Cancelled');
  });

  it('takes no answers from people of another workspace', async () => {
    const talk = await atQuestions(world);
    const told = await toldBy('eve', () =>
      world.slack.as('eve').mention('#platform', '1. from-eve', { thread: talk.thread }),
    );

    expect(told).toContain('Only people of the workspace');
    expect(talk.text()).not.toContain('from-eve');
  });

  it.each(['gus', 'eve'])('is not begun by %s, who is told why', async (who) => {
    const before = world.slack.messages('#platform').length;
    const told = await toldBy(who, () =>
      world.slack.as(who).command('#platform', `/dotai recommend ${INTENT}`),
    );

    expect(told).toContain('Only full members of this workspace can do that');
    expect(world.slack.messages('#platform')).toHaveLength(before);
  });
});

/** What people say to each other in a thread, none of it for the bot. */
const COLLEAGUES = [
  'ok',
  'lgtm',
  '1',
  '2 of us could look at it tomorrow',
  '3. August works for me',
  'I would take the small one',
  'a-team',
  'skip the stand-up today?',
  'back in 5 minutes',
  'cancel my lunch please',
];

/** What the person who leads it says to colleagues in the same thread. */
const OWNER = [
  'thanks!',
  'ok',
  'one moment please',
  'what do you think, @ben?',
  'which namespace do we use for staging?',
  'haha nice',
  'good morning',
  'all good here, +1',
  'let me check with finance first',
  'I will ask Ben about the namespace',
];

describe('talk in the thread', () => {
  it('of colleagues answers nothing', async () => {
    const talk = await atQuestions(world);
    const before = talk.text();
    for (const sentence of COLLEAGUES) await talk.say(sentence, 'ben');

    expect(talk.text()).toBe(before);
    expect(toldTo(world, 'ben')).not.toContain('questions 1 to');
  });

  it.each(['clarifying', 'choosing', 'answering', 'review'])(
    'of the person who leads it answers nothing while %s',
    async (stage) => {
      const talk = await (stage === 'clarifying' || stage === 'choosing'
        ? ask(world)
        : stage === 'review'
          ? atReview(world)
          : atQuestions(world));
      if (stage === 'choosing') await talk.say('skip');
      const before = talk.text();
      const told = await toldBy('ana', async () => {
        for (const sentence of OWNER) await talk.say(sentence);
      });

      expect(talk.text()).toBe(before);
      expect(told).toBe('');
    },
  );
});

describe('the review', () => {
  it('stands below its files, so that its buttons are where people look', async () => {
    const talk = await atReview(world);
    const newest = world.slack.messages(talk.channel, { thread: talk.thread }).slice(-2);

    expect(newest[0]?.files).toHaveLength(1);
    expect(newest[1] && buttonsOf(newest[1]).map(({ label }) => label)).toContain(
      'Request approval',
    );
  });
});

describe('several conversations', () => {
  it('of two people in one channel stay apart', async () => {
    const [anas, bens] = [
      await atQuestions(world, { who: 'ana' }),
      await atQuestions(world, { who: 'ben' }),
    ];
    await Promise.all([anas.say('1. of-ana'), bens.say('1. of-ben')]);

    expect(anas.text()).toContain('✓ of-ana');
    expect(anas.text()).not.toContain('of-ben');
    expect(bens.text()).toContain('✓ of-ben');
    expect(bens.text()).not.toContain('of-ana');
  });

  it('of one person in two threads stay apart', async () => {
    const one = await atQuestions(world);
    const other = await atReview(world, { channel: '#a-team' });
    await one.say('1. only-here');
    await world.slack.as('ana').press(other.card('asks:'), { label: 'Cancel' });
    await world.idle();

    expect(one.text()).toContain('✓ only-here');
    expect(one.text()).not.toContain('Cancelled');
    expect(other.text()).toContain('Cancelled');
  });
});

describe('where people talk to the bot', () => {
  it('begins by a mention in a channel', async () => {
    const said = await world.slack.as('ana').mention('#platform', `recommend ${INTENT}`);
    await world.idle();

    const card = await world.slack.waitFor(() =>
      world.slack
        .messages('#platform')
        .find(({ ts, blocks }) => ts > said.ts && textOf({ blocks }).includes(INTENT)),
    );
    expect(textOf(card)).toContain('@U0000000ANA asks');
  });

  it('begins by a mention in a thread of people, and goes on there', async () => {
    const said = await world.slack.as('ben').say('#platform', 'we need a database, Ana');
    await world.slack.as('ana').mention('#platform', INTENT, { thread: said.ts });
    await world.idle();
    const thread = (): string =>
      world.slack
        .messages('#platform', { thread: said.ts })
        .map((one) => textOf(one))
        .join('\n');
    await world.slack.waitFor(() => thread().includes('A few questions first'));
    await world.slack.as('ana').say('#platform', 'skip', { thread: said.ts });
    await world.idle();

    expect(thread()).toContain('Solutions');
  });

  it('works in a direct conversation, beside the thread too', async () => {
    const ana = world.slack.as('ana');
    const { channel } = await ana.dm(`recommend ${INTENT}`);
    await world.idle();
    for (const said of ['skip', '1', ANSWERS, 'skip']) {
      await ana.dm(said);
      await world.idle();
    }

    const root = world.slack.messages(channel).find((one) => textOf(one).includes('asks:'));
    if (root) await ana.press(root, { label: 'Cancel' });
    await world.idle();

    expect(everythingIn(channel)).toContain('Advanced settings');
    expect(everythingIn(channel)).toContain('Cancelled. Nothing was applied.');
  });

  it('never meets a direct message with silence', async () => {
    const drew = world.slack.as('drew');
    const { channel } = await drew.dm('hello');
    await drew.dm('capabilites list');
    await world.idle();

    expect(everythingIn(channel)).toContain('Hello! 👋 Good to see you.');
    expect(everythingIn(channel)).toContain('/dotai recommend WHAT YOU NEED');
    expect(everythingIn(channel)).toContain('Did you mean /dotai capabilities list');
  });

  it('goes on in the direct conversation where the bot is no member of the channel', async () => {
    const ben = world.slack.as('ben');
    await ben.command('#random', `/dotai recommend ${INTENT}`);
    await world.idle();
    const { channel } = await ben.dm('skip');
    await world.idle();

    expect(everythingIn(channel)).toContain('I am not a member of that channel, so we go on here');
    expect(everythingIn(channel)).toContain('Solutions');
    expect(world.slack.messages('#random')).toEqual([]);
    const told = lastToldTo(world, 'ben');
    expect(textOf(told)).toContain('so we go on in our direct conversation');
    expect(told.channel).toBe(world.slack.places.find(({ name }) => name === 'random')?.id);
    expect(JSON.stringify(told.blocks)).toContain(`/archives/${channel}/p`);
    expect(JSON.stringify(world.log)).not.toContain('/response/');
  });

  it('answers a question there, where it was asked', async () => {
    await world.slack.as('ben').command('#random', '/dotai help');
    await world.idle();

    expect(textOf(lastToldTo(world, 'ben'))).toContain('What I can do');
  });
});

/** All that stands in a channel, its threads included. */
function everythingIn(channel: string): string {
  return world.slack
    .messages(channel)
    .flatMap(({ ts }) => world.slack.messages(channel, { thread: ts }))
    .map((one) => textOf(one))
    .join('\n');
}

it('has broken none of Slack’s rules by all this, and logged no error', () => {
  expect(world.slack.violations).toEqual([]);
  expect(errorsIn(world)).toEqual([]);
});
