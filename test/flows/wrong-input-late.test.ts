import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { createMovingClock } from '../fakes/moving-clock.ts';
import { startWorld, type World } from '../world.ts';
import { ask, atQuestions, atReview, errorsIn, toldTo } from './at-the-wire.ts';

const DAY_MS = 86_400_000;
const clock = createMovingClock();
let world: World;
let toldBefore = '';

beforeAll(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 100 }, clock });
});

beforeEach(() => {
  toldBefore = toldTo(world, 'ana');
});

/** What Ana alone was told since the test began. */
function told(): string {
  return toldTo(world, 'ana').slice(toldBefore.length);
}

afterAll(async () => {
  await world.close();
});

describe('buttons pressed too late or too often', () => {
  it('answers a button of an older card kindly, as the person still sees it', async () => {
    const talk = await atQuestions(world);
    const old = talk.card('Required settings');
    await talk.press('Back');
    await talk.sees('Solutions');
    await world.slack.as('ana').press(old, { label: 'Back', asSeen: true });
    await world.idle();

    expect(told()).toContain('That step is behind us: nothing was changed');
    expect(textOf(talk.newest())).toContain('Solutions');
  });

  it('takes a double click on every stage button for one', async () => {
    const talk = await ask(world);
    const ana = world.slack.as('ana');
    async function twice(saying: string, label: string, next: string): Promise<void> {
      const card = await talk.sees(saying);
      await Promise.all([
        ana.press(card, { label, asSeen: true }),
        ana.press(card, { label, asSeen: true }),
      ]);
      await world.idle();
      await talk.sees(next);
    }
    await twice('A few questions first', 'Skip', 'Press a button');
    await twice('Solutions', 'Choose 1', 'Required settings');
    await talk.say('name: double, namespace: a-team, size: small, region: us-east-1');
    await twice('Basic settings', 'Skip', 'Advanced settings');
    await twice('Advanced settings', 'Skip', 'Anything else?');
    await twice('Anything else?', 'Nothing else, build it', 'dry run');
    await twice('dry run', 'Request approval', 'Waits for approval');

    const titles = talk.cards().map((card) => textOf(card).split('\n')[0]);
    expect(new Set(titles).size).toBe(titles.length);
    expect(told()).toContain('That step is behind us');
  });

  it('keeps one of two choices made at once', async () => {
    const talk = await ask(world);
    await talk.press('Skip');
    const card = await talk.sees('Press a button');
    const ana = world.slack.as('ana');
    await Promise.all([
      ana.press(card, { label: 'Choose 2', asSeen: true }),
      ana.press(card, { label: 'Choose 1', asSeen: true }),
    ]);
    await world.idle();
    const isFirst = talk.text().includes('Chosen: SqlDatabase');

    const asked = textOf(await talk.sees('Required settings'));
    expect(asked.includes('Size: ')).toBe(isFirst);
    expect(asked.includes('Instance class: ')).toBe(!isFirst);
    expect(told()).toContain('That step is behind us');
  });

  it('does not take a button of an earlier search for a solution that came later', async () => {
    const talk = await ask(world);
    await talk.press('Skip');
    const before = await talk.sees('Press a button');
    await world.slack
      .as('ana')
      .mention('#platform', 'it shall run in this cluster', { thread: talk.thread });
    await world.idle();
    expect(textOf(talk.card('Press a button'))).not.toContain('*1. SqlDatabase in AWS*');
    await world.slack.as('ana').press(before, { label: 'Choose 1', asSeen: true });
    await world.idle();

    expect(talk.text()).not.toContain('Required settings');
    expect(told()).toContain('That step is behind us');
  });
});

describe('a conversation that is over', () => {
  it('says so after it was cancelled, whatever is pressed or said', async () => {
    const talk = await atReview(world);
    const review = talk.card('The cluster accepted this');
    await talk.say('cancel');
    expect(told()).toContain('Press Cancel on the first card');
    await world.slack.as('ana').press(talk.card('asks:'), { label: 'Cancel' });
    await talk.sees('Cancelled. Nothing was applied.');
    await world.slack.as('ana').press(review, { label: 'Request approval', asSeen: true });
    await world.idle();

    expect(told()).toContain('This conversation has ended. Start again with /dotai');
    expect(talk.text()).not.toContain('Waits for approval');
  });

  it('ends after a week of silence, and says so', async () => {
    const talk = await atQuestions(world);
    const card = talk.card('Required settings');
    clock.advance(8 * DAY_MS);
    await talk.sees('Nobody answered for a week');
    await world.slack.as('ana').press(card, { label: 'Back', asSeen: true });
    await world.idle();

    expect(told()).toContain('This conversation has ended');
  });
});

it('has broken none of Slack’s rules by all this, and logged no error', () => {
  expect(world.slack.violations).toEqual([]);
  expect(errorsIn(world)).toEqual([]);
});
