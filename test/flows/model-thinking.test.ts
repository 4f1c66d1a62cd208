import { afterEach, beforeEach, expect, it } from 'vitest';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import type { ClaudeAnswer } from '../claude/claude-server.ts';
import { approve } from './approve.ts';
import { ANSWERS, ask, errorsIn, INTENT, type Talk } from './at-the-wire.ts';
import { type ClaudeWorld, startClaudeWorld } from './claude-world.ts';

const BY_RULES = 'Go on with built-in rules';
/** After so long the card offers to go on without Claude. */
const LONG_MS = 10_000;
const HANGING: ClaudeAnswer = { type: 'hang' };

let one: ClaudeWorld;

/** What none of these conversations may leave behind. */
const faults: unknown[] = [];

beforeEach(async () => {
  one = await startClaudeWorld();
  await ask(one.world); // the cluster is known from then on, and no scan is waited for
});

afterEach(async () => {
  faults.push(...one.world.slack.violations, ...one.claude.violations, ...errorsIn(one.world));
  await one.close();
});

/** A conversation whose first step Claude is asked for, and may never answer. */
async function thinkingAtOnce(intent = INTENT): Promise<Talk> {
  const before = one.claude.requests.length;
  const talk = await ask(one.world, { intent, isAnswered: false });
  await expect.poll(() => one.claude.requests.length).toBeGreaterThan(before);
  return talk;
}

function labels(talk: Talk): string[] {
  return buttonsOf(talk.newest()).map(({ label }) => label);
}

async function toTheEnd(talk: Talk): Promise<void> {
  await talk.say(ANSWERS);
  await talk.say('skip');
  await talk.say('skip');
  await talk.say('N/A');
  await approve(talk);
}

it('ends the request when the person cancels in the first step, too', async () => {
  one.next('clarify-intent', HANGING);
  const talk = await thinkingAtOnce();
  expect(one.claude.givenUp).toBe(0);

  await talk.press('Cancel');
  await expect.poll(() => one.claude.givenUp).toBe(1);
  expect(talk.text()).toContain('Cancelled. Nothing was applied.');
  expect(talk.text()).not.toContain('Try again');
  // Nobody holds it against the service: the next three are asked as ever.
  for (const how of ['once', 'twice', 'thrice']) {
    one.next('clarify-intent', HANGING);
    await (await thinkingAtOnce(`${INTENT}, ${how}`)).press('Cancel');
  }
  const after = await ask(one.world);
  await after.sees('A few questions first');
});

it('shows that Claude thinks, and goes on without it when the person says so', async () => {
  one.next('clarify-intent', HANGING);
  const talk = await thinkingAtOnce();
  await talk.sees('Claude is reading your request…');
  expect(labels(talk)).not.toContain(BY_RULES);
  one.clock.advance(LONG_MS);
  await expect.poll(() => labels(talk)).toContain(BY_RULES);

  await talk.say('go on without Claude');
  await talk.sees('Asked by built-in rules: Claude was not waited for.');
  await expect.poll(() => one.claude.givenUp).toBe(1);
  one.asked();
  await talk.say('skip');
  await talk.say('1');
  await talk.sees('Required settings');
  await toTheEnd(talk);
  expect(one.asked()).toEqual([]);
});

it('takes other words in the thread for a request that Claude declined', async () => {
  one.next('clarify-intent', { type: 'stopped', reason: 'refusal' });
  const talk = await ask(one.world, { intent: 'a database for things nobody should do' });
  expect(textOf(talk.newest())).toContain('Say it in other words in a reply to this message');

  await talk.say(INTENT);
  await talk.sees('A few questions first');
  await talk.say('skip');
  await talk.say('1');
  await talk.sees('Required settings');
  await toTheEnd(talk);
  expect(talk.text()).not.toContain('nobody should do');
  expect(talk.text()).not.toContain('built-in rules');
});

it('broke no rule of Slack or of the service, and logged no error', () => {
  expect(faults).toEqual([]);
});
