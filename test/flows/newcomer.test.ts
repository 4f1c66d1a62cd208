import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { ANSWERS, ask, atQuestions, errorsIn, toldTo } from './at-the-wire.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 100 } });
});

afterAll(() => world.close());

/** What somebody alone was told by what `act` did. */
async function toldBy(who: string, act: () => Promise<unknown>): Promise<string> {
  const before = toldTo(world, who).length;
  await act();
  await world.idle();
  return toldTo(world, who).slice(before).trim();
}

describe('somebody who does not know what to write', () => {
  it.each(['help', 'Help!', '?', 'please help me'])(
    'reads by "%s" what can be said, and the questions stay open',
    async (word) => {
      const talk = await ask(world);
      const before = talk.text();
      const told = await toldBy('ana', () => talk.say(word));

      expect(told).toContain('“skip” searches without');
      expect(told).toContain('/dotai help');
      expect(talk.text()).toBe(before);
      await talk.say('skip');
      await talk.sees('Solutions');
    },
  );

  it('reads other words of help at the settings, and when asked for more requirements', async () => {
    const talk = await atQuestions(world);
    expect(await toldBy('ana', () => talk.say('help'))).toContain('“all” takes');
    await talk.say(ANSWERS);
    await talk.say('skip');
    await talk.say('skip');
    await talk.sees('Other requirements');
    expect(await toldBy('ana', () => talk.say('help'))).toContain('“N/A”');
    expect(talk.newest()).toEqual(talk.card('Other requirements'));
  });

  it('is greeted with help where the greeting is for the bot', async () => {
    const talk = await ask(world);
    const before = talk.text();
    const told = await toldBy('ana', () =>
      world.slack.as('ana').mention('#platform', 'hello', { thread: talk.thread }),
    );

    expect(told).toContain('“skip” searches without');
    expect(talk.text()).toBe(before);
  });

  it('goes back from the solutions to the questions, and hears that they come first', async () => {
    const talk = await ask(world);
    const told = await toldBy('ana', () => talk.say('back'));
    expect(told).toContain('This is the first step');

    await talk.say('skip');
    await talk.sees('Solutions');
    await talk.say('back');
    expect(textOf(talk.newest())).toContain('A few questions first');
    await talk.say('skip');
    expect(textOf(talk.newest())).toContain('Solutions');
  });
});

describe('the example at the questions', () => {
  it('is made of the questions that are open', async () => {
    const talk = await atQuestions(world);
    const first = textOf(talk.newest());
    await talk.say(ANSWERS);
    const second = textOf(talk.newest());

    expect(first).toMatch(/write in the thread: “1\. \S+, 2\. /u);
    expect(second).not.toContain('my-db');
  });
});

describe('a cancelled conversation', () => {
  it('does not say that it was left at the defaults', async () => {
    const talk = await atQuestions(world);
    await talk.press('Cancel');

    expect(textOf(talk.newest())).toContain('Cancelled before this was answered.');
    expect(talk.text()).not.toContain('Left at the defaults');
  });

  it('does not say that its questions were skipped', async () => {
    const talk = await ask(world);
    await talk.press('Cancel');

    expect(textOf(talk.newest())).toContain('Cancelled before this was answered.');
    expect(talk.text()).not.toContain('Skipped.');
  });
});

it('logs no error and breaks no rule of Slack by all this', () => {
  expect({ violations: world.slack.violations, errors: errorsIn(world) }).toEqual({
    violations: [],
    errors: [],
  });
});
