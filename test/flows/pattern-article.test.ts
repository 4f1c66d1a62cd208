import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { ask, buttonsIn, type Talk, toldTo } from './at-the-wire.ts';
import { answerTo, closeSound } from './policy-talks.ts';

const NAME = 'AWS public services';
const GATEWAY = 'internetgateways.ec2.aws.cloud.example';

let world: World;
beforeEach(async () => {
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 1_000 },
    organisation: { roles: { curators: { people: ['U000000CLEO'] } } },
  });
});
afterEach(() => closeSound(world));

async function restart(): Promise<void> {
  await world.restartBot();
  await world.slack.connected();
  await world.idle();
}

/** Types it, and drops the bot and opens it again before anything else is said. */
async function sayAndRestart(talk: Talk, text: string, sees: string): Promise<void> {
  await talk.say(text);
  await talk.sees(sees);
  await restart();
}

/** The article's scene as it was typed, up to the review. */
async function typedToReview(who = 'cleo', isRestarted = true): Promise<Talk> {
  const talk = await ask(world, { who, command: '/dotai patterns new' });
  const say = isRestarted
    ? sayAndRestart
    : async (_: Talk, text: string, sees: string): Promise<void> => {
        await talk.say(text);
        await talk.sees(sees);
      };
  await say(talk, NAME, 'By which words is it found?');
  await say(talk, NAME, `✓ ${NAME}`);
  await say(talk, 'All', 'Which resources belong together?');
  await say(talk, GATEWAY, 'Why do they belong together, and when?');
  await say(talk, 'Write it for me', 'Take it as it is');
  await say(talk, 'a-team', 'Review of the pattern');
  return talk;
}

describe('the wizard as the article tells it', () => {
  it('goes typed, with a restart after every word, until it is stored', async () => {
    const talk = await typedToReview();

    const review = textOf(talk.card('Review of the pattern'));
    for (const said of [
      `*Pattern*\n${NAME}`,
      `*Resources*\nInternetGateway (${GATEWAY})`,
      '*When it applies*\nsolutions that run natively in AWS, for something that is reached from outside',
      '*Owner*\na-team',
      'InternetGateway',
      'written by built-in rules',
    ]) {
      expect(review).toContain(said);
    }

    await talk.say('Confirm');
    await talk.sees('Stored: requests that it fits are answered with it');
    await restart();
    expect(talk.cards().flatMap((card) => buttonsIn(card))).toEqual(['Show', 'Edit']);
    expect(await answerTo(world, '/dotai patterns list')).toContain(NAME);
    const shown = await answerTo(world, `/dotai patterns show ${NAME}`);
    expect(shown).toContain(GATEWAY);
    expect(shown).toContain('a-team');
  });

  it('goes by buttons and the one form, without a typed word', async () => {
    const talk = await ask(world, { who: 'cleo', command: `/dotai patterns new ${NAME}` });
    const form = await talk.open('Fill in all at once');
    await world.slack.as('cleo').fillAndSubmit(form, {
      'Further words of your own': 'public services',
      'Resources that belong together': ['InternetGateway'],
      'Why they belong together, and when': 'What is public in AWS needs a way in and out.',
      Owner: 'a-team',
    });
    await talk.sees('Review of the pattern');
    const conditions = await talk.open('Change when it applies');
    await world.slack.as('cleo').fillAndSubmit(conditions, { Purposes: 'web application' });
    await talk.sees('web application');
    const owner = await talk.open('Change the owner');
    await world.slack.as('cleo').fillAndSubmit(owner, { Owner: 'b-team' });
    await talk.sees('*Owner*\nb-team');
    await talk.press('Store the pattern');
    await talk.sees('Stored: requests that it fits');

    expect(await answerTo(world, '/dotai patterns list')).toContain('b-team');
  });

  it('goes button by button, one step after the other', async () => {
    const talk = await ask(world, { who: 'cleo', command: `/dotai patterns new ${NAME}` });
    await talk.press('Keep all');
    await talk.sees('Which resources belong together?');
    await talk.press('Pick');
    await talk.sees('✓ ');
    await talk.press('Take 1 resource');
    await talk.sees('Why do they belong together, and when?');
    await talk.press('Write it for me');
    await talk.press('Take it as it is');
    await talk.press('I own it');
    await talk.sees('Review of the pattern');
    await talk.press('Back');
    await talk.press('I own it');
    await talk.press('Store the pattern');
    await talk.sees('Stored: requests that it fits');

    expect(talk.cards().flatMap((card) => buttonsIn(card))).toEqual(['Show', 'Edit']);
    expect(await answerTo(world, '/dotai patterns list')).toContain(NAME);
  });
});

describe('resources that are said in other words', () => {
  it('are refused with near names, each of which is a button', async () => {
    const talk = await ask(world, { who: 'cleo', command: `/dotai patterns new ${NAME}` });
    await talk.say('all');
    await talk.sees('Which resources belong together?');
    await talk.say('internetgateways.ec2.aws.m.upbound.io');
    await talk.sees('The cluster serves no “internetgateways.ec2.aws.m.upbound.io”');
    await restart();
    await talk.press(GATEWAY);
    await talk.sees('Why do they belong together, and when?');

    expect(talk.text()).toContain(`InternetGateway (${GATEWAY})`);
  });
});

describe('a draft', () => {
  it('of somebody else waits for a curator, and is used only then', async () => {
    const talk = await typedToReview('ana', false);
    await talk.say('confirm');
    await talk.sees('Stored as a draft until a curator accepts it.');
    await restart();
    await talk.press('Accept', 'ben');
    expect(toldTo(world, 'ben')).toContain('Only curators can');
    await talk.press('Accept', 'cleo');
    await talk.sees('Accepted: requests that it fits');

    expect(await answerTo(world, '/dotai patterns list')).toContain(NAME);
  });
});

describe('a second pattern that says nearly the same', () => {
  it('is merged into the first, whose next version it becomes', async () => {
    const first = await typedToReview('cleo', false);
    await first.say('confirm');
    await first.sees('Stored: requests that it fits');

    const second = await typedToReview('cleo', false);
    await second.sees('Nearly the same is known already.');
    await second.say('confirm');
    expect(toldTo(world, 'cleo')).toContain('merge into NAME');
    await second.press(`Merge into ${NAME}`);
    await second.sees(`What you gave is added to “${NAME}”.`);
    await restart();
    await second.press('Store version 2');
    await second.sees('Stored: requests that it fits');

    expect(await answerTo(world, `/dotai patterns show ${NAME}`)).toContain('2, active');
  });
});
