import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { ask, errorsIn, lastToldTo, toldTo } from './at-the-wire.ts';
import { type ClaudeWorld, startClaudeWorld } from './claude-world.ts';

let one: ClaudeWorld;

beforeAll(async () => {
  one = await startClaudeWorld({
    organisation: {
      roles: { approvers: { people: ['U000000CLEO'] }, curators: { people: ['U000000DREW'] } },
      model: { prices: { 'claude-sonnet-5-5': { inputPerMillion: 3, outputPerMillion: 15 } } },
    },
  });
});

afterAll(() => one.close());

/** What `/dotai status` tells a person. */
async function statusFor(who: string): Promise<string> {
  const { world } = one;
  const before = world.slack.ephemerals(who).length;
  await world.slack.as(who).command('#platform', '/dotai status');
  await world.idle();
  await world.slack.waitFor(() => world.slack.ephemerals(who).length > before, {
    what: `the status for ${who}`,
  });
  return textOf(lastToldTo(world, who));
}

const SPENT = /The language model[\s\S]*Left today[\s\S]*assemble-solutions/u;

describe('/dotai status', () => {
  it('tells everybody what the bot works with', async () => {
    const status = await statusFor('ana');

    expect(status).toContain('Claude: claude-sonnet-5-5');
    expect(status).toContain('Cluster');
    expect(status).not.toContain('Left today');
  });

  it('tells curators and approvers, and nobody else, what a conversation cost', async () => {
    const talk = await ask(one.world);
    await talk.say('skip');
    await talk.sees('Solutions');

    expect(await statusFor('drew')).toMatch(SPENT);
    expect(await statusFor('cleo')).toMatch(SPENT);
    expect(await statusFor('ana')).not.toMatch(/Left today|assemble-solutions/u);
  });

  it('spends from the budget of whoever asked, and still knows it after a restart', async () => {
    expect(await statusFor('cleo')).toContain('300,000 of 300,000 tokens');
    const before = await statusFor('drew');
    expect(before).not.toContain('3,000,000 of 3,000,000 tokens');

    await one.world.restartBot();
    const left = /[\d,]+ of 3,000,000/u;
    expect(left.exec(await statusFor('drew'))?.[0]).toBe(left.exec(before)?.[0]);
  });

  it('that is asked for aloud tells everybody no more than everybody may know', async () => {
    const { slack } = one.world;
    const told = toldTo(one.world, 'drew').length;
    await slack.as('drew').say('#platform', '@dotai status');
    await one.world.idle();
    await slack.waitFor(() => toldTo(one.world, 'drew').length > told, { what: 'the status' });
    const aloud = slack.messages('#platform').map((message) => textOf(message));
    expect(aloud.join('\n')).not.toContain('Left today');
    expect(textOf(lastToldTo(one.world, 'drew'))).toMatch(SPENT);
  });

  it('says when Claude is left alone, and when it is asked again', async () => {
    expect(await statusFor('drew')).toContain('asked as usual');
    one.always('clarify-intent', { type: 'error', status: 500, retryAfterSeconds: 0.01 });
    for (let turn = 0; turn < 3; turn += 1) await ask(one.world, { who: 'ben' });

    expect(await statusFor('drew')).toContain('left alone');
    one.clock.advance(30_000);
    const failing = await statusFor('drew');
    expect(failing).not.toContain('left alone');
    expect(failing).toMatch(/Since .*Claude does not answer as claude-haiku-5-5/u);
    one.always('clarify-intent', undefined);
    await ask(one.world, { who: 'ben' });
    expect(await statusFor('drew')).toContain('asked as usual');
  });

  it('says so where Claude refuses the key, in the log and to those who may mend it', async () => {
    one.always('clarify-intent', { type: 'error', status: 401 });
    const talk = await ask(one.world, { who: 'ben' });

    expect(talk.text()).toContain('Claude is not set up right. Tell an operator.');
    expect(talk.text()).not.toContain('ANTHROPIC');
    expect(await statusFor('cleo')).toMatch(/Since .*refuses the key: ANTHROPIC_API_KEY/u);
    expect(await statusFor('ana')).not.toContain('ANTHROPIC');
    // Conversations that Claude failed before may have tried again by themselves meanwhile.
    const said = { msg: 'claude refuses this bot', outcome: 'key-refused' };
    expect(errorsIn(one.world)).toContainEqual(expect.objectContaining(said));
    for (const error of errorsIn(one.world)) {
      expect(error).toMatchObject({ ...said, setting: 'ANTHROPIC_API_KEY' });
    }
  });

  it('is named by the Home, and by the help', async () => {
    const { slack } = one.world;
    await slack.as('ana').home();
    await slack.waitFor(() => slack.homeOf('ana'), { what: 'the Home' });
    expect(textOf({ blocks: slack.homeOf('ana')?.blocks ?? [] })).toContain('claude-haiku-5-5');

    await slack.as('ana').command('#platform', '/dotai help');
    await one.world.idle();
    expect(toldTo(one.world, 'ana')).toContain('/dotai status');
  });
});

it('broke none of the rules of Slack and Claude by all this, and logged the model', () => {
  const { slack, log } = one.world;

  expect(slack.violations).toEqual([]);
  expect(one.claude.violations).toEqual([]);
  for (const error of errorsIn(one.world)) {
    expect(error).toMatchObject({ msg: 'claude refuses this bot' });
  }
  expect(log).toContainEqual(
    expect.objectContaining({ msg: 'language model chosen', model: 'Claude (claude-sonnet-5-5)' }),
  );
});
