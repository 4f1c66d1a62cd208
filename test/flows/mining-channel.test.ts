import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { ask, buttonsIn, type Talk } from './at-the-wire.ts';
import { type FoundThings, foundThings } from './candidate-stage.ts';
import { closeSound } from './policy-talks.ts';

const GATEWAY_SAID =
  'Everything that must be public in AWS needs an InternetGateway, because without one nothing is reachable from the internet.';
const DATABASE_SAID =
  'For databases we always use SqlDatabase, because it sets up schemas and credentials in every cloud.';

let world: World;
let found: FoundThings;
beforeEach(async () => {
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 1_000 },
    organisation: { roles: { curators: { people: ['U000000CLEO'] } } },
  });
  found = foundThings(world);
  const { slack } = world;
  await slack.as('ben').say('#a-team', 'Lunch, anybody?');
  await slack.as('drew').say('#a-team', GATEWAY_SAID);
  const question = await slack.as('ben').say('#a-team', 'How do teams get a database?');
  await slack.as('drew').say('#a-team', DATABASE_SAID, { thread: question.ts });
});
afterEach(async () => {
  found.close();
  await closeSound(world);
});

async function restart(): Promise<void> {
  await world.restartBot();
  await world.slack.connected();
  await world.idle();
}

function mine(channel = '#a-team', who = 'cleo'): Promise<Talk> {
  return ask(world, { who, command: `/dotai patterns mine ${channel} since 90d` });
}

function notices(): readonly string[] {
  const { slack } = world;
  return slack
    .messages('#a-team')
    .filter(({ user }) => user === slack.identity.botUserId)
    .map((one) => textOf(one))
    .filter((text) => text.includes('I read this channel for patterns and policies'));
}

async function mined(talk: Talk): Promise<void> {
  await talk.press('Open it and read', 'cleo');
  await talk.sees('Read #a-team');
  await world.idle();
}

describe('a channel', () => {
  it('is opened by a curator, with a notice there, and read through restarts', async () => {
    const talk = await mine();
    await talk.sees('Open #a-team for mining?');
    expect(notices()).toEqual([]);
    await restart();
    await talk.press('Open it and read', 'ana');
    expect(talk.told('ana')).toContain('Only curators can');
    expect(notices()).toEqual([]);
    await talk.press('Open it and read', 'cleo');
    await restart();
    await talk.sees('Read #a-team');
    await restart();

    expect(notices()).toHaveLength(1);
    expect(talk.text()).toContain('Found 2 patterns in');
    expect(await found.candidates.all()).toHaveLength(2);
    expect(await found.patterns.all()).toEqual([]);
  });

  it('is read again for what is new alone, without another notice', async () => {
    await mined(await mine());
    const before = await found.candidates.all();
    const again = await mine();
    await again.sees('Read #a-team');
    await world.idle();

    expect(again.text()).toContain('Nothing new since');
    expect(notices()).toHaveLength(1);
    expect(await found.candidates.all()).toEqual(before);
  });

  it('waits as long as Slack asks for, and then goes on', async () => {
    world.slack.faults.next({
      method: 'conversations.replies',
      error: 'ratelimited',
      retryAfter: 1,
      times: 2,
    });
    const talk = await mine();
    await mined(talk);

    expect(talk.text()).toContain('Found 2 patterns in');
  });

  it('loses the quotes of messages of whose deletion the bot never heard', async () => {
    const { slack } = world;
    await mined(await mine());
    const said = slack.messages('#a-team').find((one) => textOf(one).includes('InternetGateway'));
    if (!said) throw new Error('nobody said it');
    slack.faults.nextDelivery({ type: 'message', lose: true });
    await slack.as('drew').delete(said);
    await world.idle();
    expect(await found.candidates.all()).toHaveLength(2);
    const again = await mine();
    await again.sees('Read #a-team');
    await world.idle();

    const left = await found.candidates.all();
    expect(left.map(({ resources }) => resources[0]?.kind)).toEqual(['SqlDatabase']);
  });

  it('is not read for whoever is no curator, nor where the bot is no member', async () => {
    const { slack } = world;
    await slack.as('ana').command('#platform', '/dotai patterns mine #a-team');
    await slack.as('cleo').command('#platform', '/dotai patterns mine #random');
    await world.idle();
    const told = ['ana', 'cleo'].map((who) => slack.ephemerals(who).map((one) => textOf(one)));

    expect(told[0]?.join('\n')).toContain('Only curators can');
    expect(told[1]?.join('\n')).toContain('/invite @dotai');
    expect(notices()).toEqual([]);
  });

  it('is closed again by a curator', async () => {
    await mined(await mine());
    const closing = await ask(world, { who: 'cleo', command: '/dotai patterns unmine #a-team' });
    await closing.sees('#a-team is not read any more');
    await world.idle();
    expect(
      world.slack
        .messages('#a-team')
        .map((one) => textOf(one))
        .join('\n'),
    ).toContain('I do not read this channel any more');
    const again = await mine();

    expect(buttonsIn(await again.sees('Open #a-team for mining?'))).toContain('Open it and read');
  });
});

it('a shared document gives candidates with the heading under which it stands', async () => {
  const { slack } = world;
  const content = `# Runbook\n\n## Public services\n\n${GATEWAY_SAID}\n`;
  await slack
    .as('ana')
    .share('#platform', { name: 'runbook.md', content }, { text: '<@U000DOTAI> learn from this' });
  await slack.waitFor(
    () => slack.messages('#platform').some((one) => textOf(one).includes('Read runbook.md')),
    { what: 'the end of the job' },
  );
  await world.idle();
  const [candidate] = await found.candidates.all();
  const evidence = await found.candidates.evidence(candidate?.id ?? '');

  expect(candidate?.origins).toMatchObject([{ type: 'document', label: 'runbook.md' }]);
  expect(evidence[0]?.source).toMatchObject({ anchor: '#public-services' });
});
