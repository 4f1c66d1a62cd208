import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { createMovingClock } from '../fakes/moving-clock.ts';
import { startWorld, type World } from '../world.ts';
import { ask, errorsIn, INTENT } from './at-the-wire.ts';

const clock = createMovingClock();
let world: World;

beforeAll(async () => {
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 100 },
    clusterTimeoutMs: 1_000,
    clock,
  });
});

afterAll(() => world.close());

/** Every status that the bot gave a thread, oldest first. */
function statuses(): readonly unknown[] {
  return world.slack.calls
    .filter(({ method }) => method === 'assistant.threads.setStatus')
    .map(({ parameters }) => parameters['status']);
}

/** So slow that it is worth a sign: the cluster gives its namespaces only when asked again. */
function slowDown(): void {
  world.cluster.faults.next({ does: 'hang', path: '/namespaces' });
}

/** A request in a direct conversation, up to the slow choice of a solution. */
async function slowChoice(who: string): Promise<() => string> {
  const person = world.slack.as(who);
  const { channel } = await person.dm(`recommend ${INTENT}`);
  await world.idle();
  const [root] = world.slack.messages(channel).filter((one) => textOf(one).includes('asks:'));
  const thread = root?.ts ?? '';
  await person.say(channel, 'skip', { thread });
  await world.idle();
  slowDown();
  await person.say(channel, '1', { thread });
  return () =>
    world.slack
      .messages(channel, { thread })
      .map((one) => textOf(one))
      .join('\n');
}

it('shows in a direct conversation that the bot is at work, and no longer than it is', async () => {
  await slowChoice('ana');
  await world.slack.waitFor(() => statuses().includes('is thinking…'));
  await world.slack.waitFor(() => statuses().at(-1) === '');

  expect(statuses()[0]).toBe('is thinking…');
});

it('says nothing of it in channels', async () => {
  const before = statuses().length;
  const talk = await ask(world);
  await talk.say('skip');
  slowDown();
  await talk.say('1');
  clock.advance(10_000);
  await talk.sees('Required settings');

  expect(statuses()).toHaveLength(before);
});

it('works where Slack refuses to show it', async () => {
  const before = statuses().length;
  world.slack.faults.next({ method: 'assistant.threads.setStatus', error: 'missing_scope' });
  const text = await slowChoice('ben');
  await world.idle();
  clock.advance(10_000);
  await world.slack.waitFor(() => text().includes('Required settings'));

  expect(statuses().length).toBeGreaterThan(before);
  expect(world.slack.violations).toEqual([]);
  expect(errorsIn(world)).toEqual([]);
});
