import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../../src/playground/slack/read-message.ts';
import type { ClaudeAnswer } from '../claude/claude-server.ts';
import { ANSWERS, ask, atQuestions, errorsIn, type Talk } from './at-the-wire.ts';
import { approve } from './approve.ts';
import { type ClaudeWorld, startClaudeWorld } from './claude-world.ts';

const BY_RULES = 'Go on with built-in rules';
/** Why, where the service limits requests. */
const LIMITED_WHY = 'by built-in rules: Claude took no more requests.';
const MINUTE_MS = 60_000;
const LIMITED: ClaudeAnswer = { type: 'error', status: 429, retryAfterSeconds: 60 };
const HANGING: ClaudeAnswer = { type: 'hang' };

let one: ClaudeWorld;

/** What none of these conversations may leave behind. */
const faults: unknown[] = [];

async function endOfOne(): Promise<void> {
  faults.push(...one.world.slack.violations, ...one.claude.violations, ...errorsIn(one.world));
  await one.close();
}

/** A conversation whose solutions Claude does not rank. */
async function stoppedAtRanking(): Promise<Talk> {
  one.next('assemble-solutions', LIMITED);
  const talk = await ask(one.world);
  await talk.say('skip');
  return talk;
}

async function toTheEnd(talk: Talk): Promise<void> {
  await talk.say(ANSWERS);
  await talk.say('skip');
  await talk.say('skip');
  await talk.say('N/A');
  await approve(talk);
}

describe('what a conversation keeps while Claude is away', () => {
  beforeEach(async () => {
    one = await startClaudeWorld();
  });

  afterEach(endOfOne);

  it('tries again by itself at the time that the service named, and not before', async () => {
    const talk = await stoppedAtRanking();
    expect(textOf(talk.newest())).toContain('I try again by myself');
    one.asked();
    one.clock.advance(MINUTE_MS / 2);
    await one.world.idle();
    expect(one.asked()).toEqual([]);

    one.clock.advance(MINUTE_MS);
    await talk.sees('Solutions');
    expect(talk.text()).not.toContain('built-in rules');
  });

  it('leaves it to the person where that fails, too', async () => {
    const talk = await stoppedAtRanking();
    one.next('assemble-solutions', LIMITED);
    one.clock.advance(2 * MINUTE_MS);
    await talk.sees('The next try makes sense');
    one.asked();
    one.clock.advance(60 * MINUTE_MS);
    await one.world.idle();

    expect(one.asked()).toEqual([]);
    await talk.say('try again');
    await talk.sees('Solutions');
  });

  it('goes on once, whoever was first', async () => {
    const talk = await stoppedAtRanking();
    await talk.press(BY_RULES);
    await talk.sees(`Ranked ${LIMITED_WHY}`);
    one.asked();
    one.clock.advance(60 * MINUTE_MS);
    await one.world.idle();

    expect(one.asked()).toEqual([]);
    expect(textOf(talk.newest())).toContain('Solutions');
  });

  it('goes back to Claude when the person would rather, and stays there', async () => {
    const talk = await stoppedAtRanking();
    await talk.press(BY_RULES);
    await talk.sees(`Ranked ${LIMITED_WHY}`);
    one.asked();

    await talk.press('Rank with Claude');
    expect(textOf(talk.newest())).not.toMatch(/built-in rules|Rank with Claude/u);
    await talk.say('1');
    await talk.sees('Required settings');
    expect(one.asked()).toEqual(['assemble-solutions', 'word-questions']);
  });

  it('stands after a restart, and both ways on still lead on', async () => {
    const first = await stoppedAtRanking();
    const second = await stoppedAtRanking();
    await one.world.restartBot();
    await one.world.slack.connected();
    await first.press(BY_RULES);
    await first.sees(`Ranked ${LIMITED_WHY}`);

    one.clock.advance(2 * MINUTE_MS);
    await second.sees('Solutions');
    await second.say('1');
    await second.sees('Required settings');
    await one.world.restartBot();
    await one.world.slack.connected();
    await toTheEnd(second);
    expect(second.text()).not.toContain('built-in rules');
  });

  it('asks again after a restart in the middle of a thought', async () => {
    one.next('assemble-solutions', HANGING);
    const talk = await ask(one.world);
    await say(talk, 'skip');
    const restarted = one.world.restartBot();
    await expect
      .poll(() => {
        one.clock.advance(MINUTE_MS);
        return one.claude.givenUp;
      })
      .toBe(1);
    await restarted;

    await talk.sees('Solutions');
    expect(talk.text()).not.toContain('built-in rules');
  });

  it('ends the request when the person cancels while Claude thinks', async () => {
    one.next('assemble-solutions', HANGING);
    const talk = await ask(one.world);
    await say(talk, 'skip');
    expect(one.claude.givenUp).toBe(0);

    await endedByCancelling(talk);
  });
});

describe('a step that Claude fails after the solution was chosen', () => {
  beforeEach(async () => {
    one = await startClaudeWorld();
  });

  afterEach(endOfOne);

  it('asks in the words that code built, and says so', async () => {
    one.next('word-questions', LIMITED);
    const talk = await atQuestions(one.world);

    expect(textOf(talk.newest())).toContain(`Worded ${LIMITED_WHY}`);
    expect(talk.text()).not.toContain('Try again');
    await toTheEnd(talk);
  });

  it('reads a reply by built-in rules, and tells its writer alone where they cannot', async () => {
    const talk = await atQuestions(one.world);
    one.always('interpret-reply', LIMITED);
    await talk.say('call it orders');
    expect(textOf(talk.newest())).toMatch(/Name\W*: ✓ orders/u);
    expect(talk.told()).toBe('');

    await talk.say('the least that money can buy');
    await expect.poll(() => talk.told()).toContain('Claude took no more requests, so I');
    expect(talk.text()).not.toContain('Try again');
    await talk.say('namespace: a-team, size: small, region: us-east-1');
    await talk.say('skip');
    await talk.say('skip');
    await talk.say('N/A');
    await approve(talk);
  });

  it('writes by built-in rules what Claude did not, when the person says so', async () => {
    const talk = await atQuestions(one.world);
    await talk.say('namespace: a-team, size: small');
    one.next('write-for-me', LIMITED);
    await talk.press('Write Name for me');
    const stopped = textOf(talk.newest());
    expect(stopped).toContain('takes no more requests');
    expect(stopped).toMatch(/Size\W*: ✓ small/u);

    await talk.press(BY_RULES);
    expect(textOf(talk.newest())).toMatch(/Name\W*: ✓ .*\(written for you: look it over\)/u);
    expect(textOf(talk.newest())).toContain(`Written ${LIMITED_WHY}`);
    await talk.say('name: my-db, region: us-east-1');
    await talk.say('skip');
    await talk.say('skip');
    await talk.say('N/A');
    await approve(talk);
  });

  it('keeps what was asked for at the end, and applies it by built-in rules', async () => {
    const talk = await atQuestions(one.world);
    await talk.say(ANSWERS);
    await talk.say('skip');
    await talk.say('skip');
    one.always('apply-open-requirements', LIMITED);
    await talk.say('version 16 of it please, and unicorns');
    expect(textOf(talk.newest())).toContain('takes no more requests');

    await talk.say('use built-in rules');
    await talk.sees('The cluster accepted this in a dry run');
    expect(textOf(talk.card('Anything else?'))).toContain(`Read ${LIMITED_WHY}`);
    expect(textOf(talk.card('Anything else?'))).toContain('version 16 of it please');
    await approve(talk);
  });
});

describe('a limit of ours', () => {
  afterEach(endOfOne);

  it('is the time that an answer may take, and the person goes on', async () => {
    one = await startClaudeWorld({ modelTimeoutMs: 700 });
    one.next('assemble-solutions', HANGING);
    const talk = await ask(one.world);
    await talk.say('skip');

    expect(textOf(talk.newest())).toContain('did not answer within');
    expect(one.claude.givenUp).toBe(1);
    await talk.press(BY_RULES);
    await talk.say('1');
    await talk.sees('Required settings');
    await toTheEnd(talk);
  });

  it('is a budget: the card says which, and Claude is not asked', async () => {
    one = await startClaudeWorld({
      organisation: { model: { budgets: { dayTokens: 100 } } },
    });
    const talk = await ask(one.world);

    expect(textOf(talk.newest())).toMatch(/today’s budget for the language model .*midnight UTC/u);
    expect(talk.text()).not.toContain('model.budgets');
    expect(one.world.log).toContainEqual(
      expect.objectContaining({
        msg: 'effect failed',
        reason: 'budget',
        cause: expect.stringMatching(/^model\.budgets\.dayTokens is 100, 0 are spent/u),
      }),
    );
    await talk.press(BY_RULES);
    expect(textOf(talk.newest())).toContain(
      'Asked by built-in rules: the budget for Claude did not last.',
    );
    await talk.say('skip');
    await talk.say('1');
    await talk.sees('Required settings');
    await toTheEnd(talk);
    expect(one.asked()).toEqual([]);
  });
});

it('broke no rule of Slack or of the service, and logged no error', () => {
  expect(faults).toEqual([]);
});

async function endedByCancelling(talk: Talk): Promise<void> {
  await talk.press('Cancel');
  await expect.poll(() => one.claude.givenUp).toBe(1);
  expect(talk.text()).toContain('Cancelled. Nothing was applied.');
  expect(talk.text()).not.toContain('Try again');
}

/** Says it and waits until Claude was asked because of it, since an answer may never come. */
async function say({ channel, thread }: Talk, text: string): Promise<void> {
  const before = one.claude.requests.length;
  await one.world.slack.as('ana').say(channel, text, { thread });
  await expect.poll(() => one.claude.requests.length).toBeGreaterThan(before);
}
