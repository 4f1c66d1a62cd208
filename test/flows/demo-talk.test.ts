import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { startWorld, type World } from '../world.ts';
import { ask } from './at-the-wire.ts';
import { type FoundThings, foundThings } from './candidate-stage.ts';
import { closeSound } from './policy-talks.ts';

const TALK = '#platform-talk';
const TOKEN = 'AKIAIOSFODNN7EXAMPLE';

let world: World;
let found: FoundThings;
beforeAll(async () => {
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 1_000 },
    hasPastTalk: true,
    organisation: { roles: { curators: { people: ['U000000CLEO'] } } },
  });
  found = foundThings(world);
});
afterAll(async () => {
  found.close();
  await closeSound(world);
});

function saying(words: string): Message {
  const said = world.slack.state().messages.find(({ text }) => text.includes(words));
  if (!said) throw new Error(`nobody said “${words}”`);
  return said;
}

it('the talk of the demo gives, by a reaction, what one thread of it lays down', async () => {
  const { slack } = world;
  const head = saying('How do teams get a database');
  await slack.as('ana').react(head, 'pushpin');
  const cards = (): string =>
    slack
      .messages(TALK, { thread: head.ts })
      .map((one) => textOf(one))
      .join('\n');
  await slack.waitFor(() => cards().includes('Read this thread'), { what: 'the end of the job' });
  await world.idle();

  expect(cards()).toContain('Found 1 pattern');
  const [candidate] = await found.candidates.all();
  expect(candidate?.resources.map(({ kind }) => kind)).toEqual(['SqlDatabase']);
});

it('and as a whole the two patterns and the policy that are in it, and no chatter', async () => {
  const talk = await ask(world, { who: 'cleo', command: `/dotai patterns mine ${TALK}` });
  await talk.press('Open it and read', 'cleo');
  await talk.sees(`Read ${TALK}`);
  await world.idle();
  const all = await found.candidates.all();

  expect(all.map(({ type }) => type).toSorted()).toEqual(['pattern', 'pattern', 'policy']);
  const gateway = all.find(({ resources }) =>
    resources.some(({ kind }) => kind === 'InternetGateway'),
  );
  expect(gateway?.type).toBe('pattern');
  expect(all.find(({ type }) => type === 'policy')?.title).toContain('us-east-1');
});

it('shows the key that somebody posted there in no card', () => {
  const { slack } = world;
  const shown = slack
    .state()
    .messages.filter(({ user }) => user === slack.identity.botUserId)
    .map((one) => JSON.stringify(one))
    .join('\n');

  expect(saying(TOKEN).user).toBe('U0000000BEN');
  expect(shown).toContain('Found');
  expect(shown).not.toContain(TOKEN);
});
