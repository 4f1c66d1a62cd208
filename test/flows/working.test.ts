import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { ask, errorsIn, INTENT } from './at-the-wire.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 100 } });
});

afterAll(() => world.close());

/** Every status that the bot gave a thread, oldest first. */
function statuses(): readonly unknown[] {
  return world.slack.calls
    .filter(({ method }) => method === 'assistant.threads.setStatus')
    .map(({ parameters }) => parameters['status']);
}

it('shows in a direct conversation that the bot is at work, and no longer than it is', async () => {
  const ana = world.slack.as('ana');
  const { channel } = await ana.dm(`recommend ${INTENT}`);
  await world.idle();
  const [root] = world.slack.messages(channel).filter((one) => textOf(one).includes('asks:'));
  await ana.say(channel, 'skip', { thread: root?.ts ?? '' });
  await world.idle();
  await world.slack.waitFor(() => statuses().at(-1) === '' && statuses().length > 1);

  expect(statuses()).toContain('is thinking…');
});

it('says nothing of it in channels', async () => {
  const before = statuses().length;
  const talk = await ask(world);
  await talk.say('skip');
  await talk.say('1');
  await talk.sees('Required settings');

  expect(statuses()).toHaveLength(before);
});

it('works where Slack refuses to show it', async () => {
  world.slack.faults.next({ method: 'assistant.threads.setStatus', error: 'missing_scope' });
  const ben = world.slack.as('ben');
  const { channel } = await ben.dm(`recommend ${INTENT}`);
  await world.idle();
  const [root] = world.slack.messages(channel).filter((one) => textOf(one).includes('asks:'));
  await ben.say(channel, 'skip', { thread: root?.ts ?? '' });
  await world.idle();

  const thread = world.slack.messages(channel, { thread: root?.ts ?? '' });
  expect(thread.map((one) => textOf(one)).join('\n')).toContain('Solutions');
  expect(world.slack.violations).toEqual([]);
  expect(errorsIn(world)).toEqual([]);
});
