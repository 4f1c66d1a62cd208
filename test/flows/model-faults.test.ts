import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { CLAUDE_KEY, type ClaudeAnswer } from '../claude/claude-server.ts';
import { approve } from './approve.ts';
import { answersFor } from './copies.ts';
import { ask, errorsIn, type Talk } from './at-the-wire.ts';
import { type ClaudeWorld, type Scripted, startClaudeWorld } from './claude-world.ts';

const BY_RULES = 'Go on with built-in rules';
/** After so long nothing is held against the service any more. */
const FORGIVEN_MS = 60_000;

let one: ClaudeWorld;

beforeAll(async () => {
  one = await startClaudeWorld();
});

afterEach(() => {
  one.always('assemble-solutions', undefined);
  one.clock.advance(FORGIVEN_MS);
});

afterAll(() => one.close());

const Ranked = z.object({
  solutions: z.array(z.looseObject({ capabilityIds: z.array(z.string()) })),
});

/** As the rules rank, with a resource first that nobody offered. */
function madeUp(rules: unknown): ClaudeAnswer {
  const [first, ...others] = Ranked.parse(rules).solutions;
  const solutions = [{ ...first, capabilityIds: ['quantum-database'] }, ...others];
  return { type: 'output', output: { solutions } };
}

function down(status: number, retryAfterSeconds: number): ClaudeAnswer {
  return { type: 'error', status, retryAfterSeconds };
}

const WRONG_SHAPE: ClaudeAnswer = { type: 'text', text: '{"solutions":[{"title":7}]}' };
const NOT_JSON: ClaudeAnswer = { type: 'text', text: 'Here are your solutions: {' };

/** From the solutions to an object that the cluster runs. */
async function toTheEnd(talk: Talk, name: string): Promise<void> {
  await talk.say('1');
  await talk.sees('Required settings');
  await talk.say(answersFor(name));
  await talk.say('skip');
  await talk.say('skip');
  await talk.say('N/A');
  await approve(talk);
  expect(JSON.stringify(one.world.cluster.objects())).toContain(`"name":"${name}"`);
}

describe('while solutions are ranked', () => {
  it.each<[string, Scripted, RegExp, string]>([
    ['limits requests', down(429, 60), /takes no more requests/u, 'Claude took no more requests'],
    ['is overloaded', down(529, 30), /is overloaded/u, 'Claude was away'],
    ['has a fault', down(500, 20), /has a fault of its own/u, 'Claude was away'],
    [
      'refuses the key',
      { type: 'error', status: 401 },
      /Claude is not set up right\. Tell an operator/u,
      'Claude cannot be asked before an operator',
    ],
    ['breaks off', { type: 'truncated' }, /broke off on its way/u, 'Claude was away'],
    ['is no service at all', { type: 'not-json' }, /broke off on its way/u, 'Claude was away'],
    ['cuts the line', { type: 'reset' }, /cannot be reached/u, 'Claude was away'],
    ['declines', { type: 'stopped', reason: 'refusal' }, /declined/u, 'Claude declined'],
    ['writes no JSON, twice', NOT_JSON, /could not be used/u, 'Claude gave no answer'],
    ['writes another shape, twice', WRONG_SHAPE, /could not be used/u, 'Claude gave no answer'],
    ['makes a resource up, twice', madeUp, /could not be used/u, 'Claude gave no answer'],
  ])('and Claude %s, the person goes on with built-in rules', async (how, fault, words, why) => {
    one.always('assemble-solutions', fault);
    const talk = await ask(one.world);
    await talk.say('skip');
    const stopped = textOf(talk.newest());

    expect(stopped).toMatch(words);
    expect(talk.text()).not.toContain('Solutions\n');
    await talk.press(BY_RULES);
    expect(textOf(talk.newest())).toContain(`Ranked by built-in rules: ${why}`);
    one.asked();
    await toTheEnd(talk, nameOf(how));
    expect(one.asked()).toEqual([]);
  });

  it.each<[string, Scripted]>([
    ['JSON', NOT_JSON],
    ['the right shape', WRONG_SHAPE],
    ['what was offered', madeUp],
  ])('and Claude gives %s the second time only, nobody notices', async (what, fault) => {
    one.asked();
    one.next('assemble-solutions', fault);
    const talk = await ask(one.world);
    await talk.say('skip');

    expect(textOf(talk.newest())).toContain('Solutions');
    expect(talk.text()).not.toMatch(/built-in rules|Claude/u);
    expect(one.asked()).toEqual(['clarify-intent', 'assemble-solutions', 'assemble-solutions']);
    expect(one.claude.requests.at(-1)?.repair?.reason).toContain('cannot be used');
    await toTheEnd(talk, nameOf(`second ${what}`));
  });

  it('and an answer is cut off, it is asked for with more room', async () => {
    one.next('assemble-solutions', { type: 'stopped', reason: 'max_tokens' });
    const talk = await ask(one.world);
    await talk.say('skip');
    const [cut, whole] = one.claude.requests.slice(-2);

    expect(textOf(talk.newest())).toContain('Solutions');
    expect(whole?.maxTokens).toBeGreaterThan(cut?.maxTokens ?? Infinity);
  });
});

it('stops at the first step, too, and ranks by Claude when a second try succeeds', async () => {
  one.next('clarify-intent', down(529, 30));
  const talk = await ask(one.world);
  expect(talk.cards()).toHaveLength(1);
  expect(textOf(talk.newest())).toContain('is overloaded');

  await talk.press('Try again');
  await talk.say('skip');
  await talk.sees('Solutions');
  expect(talk.text()).not.toContain('built-in rules');
  await toTheEnd(talk, 'after-a-second-try');
});

it('asks by built-in rules, and says so, where they read the intent', async () => {
  one.next('clarify-intent', down(529, 30));
  const talk = await ask(one.world);
  await talk.say('go on without Claude');

  expect(textOf(talk.newest())).toContain('Asked by built-in rules: Claude was away.');
});

it('breaks no rule of Slack or of the service, and shows the key to nobody', () => {
  const log = JSON.stringify(one.world.log);
  const shown = JSON.stringify(one.world.slack.messages('#platform'));

  expect([...one.world.slack.violations, ...one.claude.violations]).toEqual([]);
  expect(log + shown).not.toContain(CLAUDE_KEY);
  // The key that was refused is the operator's to mend; nothing else is an error of ours.
  const errors = errorsIn(one.world).map((error) => JSON.stringify(error));
  expect(errors.filter((error) => !error.includes('claude refuses this bot'))).toEqual([]);
});

function nameOf(words: string): string {
  return words.toLowerCase().replaceAll(/[^a-z]+/gu, '-');
}
