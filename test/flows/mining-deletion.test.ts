import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { startWorld, type World } from '../world.ts';
import { ask } from './at-the-wire.ts';
import { type FoundThings, foundThings } from './candidate-stage.ts';
import { closeSound } from './policy-talks.ts';
import { tracesLeft, tracesOf } from './traces.ts';

/** Each has a word that nothing else holds. */
const RESOURCE_SAID =
  'For databases we always use SqlDatabase, as every wombat here knows by heart.';
const REASON_SAID =
  'We use SqlDatabase for databases because it sets up schemas, users and platypus credentials in every cloud.';

const REGION_SAID =
  'Databases in AWS must always run in the us-east-1 region, as each platypus knows.';
const OTHER_REGION_SAID = 'Databases in AWS must always run in the eu-west-1 region.';

let world: World;
let found: FoundThings;
beforeEach(async () => {
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 1_000 },
    organisation: { roles: { curators: { people: ['U000000CLEO'] } } },
  });
  found = foundThings(world);
});
afterEach(async () => {
  found.close();
  await closeSound(world);
});

async function threadWith(...said: readonly string[]): Promise<readonly Message[]> {
  const { slack } = world;
  const head = await slack.as('ben').say('#a-team', 'How do teams get a database?');
  const answers: Message[] = [];
  for (const text of said) {
    answers.push(await slack.as('drew').say('#a-team', text, { thread: head.ts }));
  }
  return [head, ...answers];
}

async function capture(head: Message | undefined): Promise<void> {
  if (!head) throw new Error('there is no thread');
  const { slack } = world;
  await slack.as('ana').mention('#a-team', 'capture this', { thread: head.ts });
  await slack.waitFor(() => botsWords(head).includes('Read this thread'), {
    what: 'the end of the job',
  });
  await world.idle();
}

function botsWords({ ts }: Message): string {
  const { slack } = world;
  return slack
    .messages('#a-team', { thread: ts })
    .filter(({ user }) => user === slack.identity.botUserId)
    .map((one) => textOf(one))
    .join('\n');
}

async function mine(): Promise<void> {
  const talk = await ask(world, { who: 'cleo', command: '/dotai patterns mine #a-team since 30d' });
  const isClosed = talk.text().includes('Open #a-team for mining?');
  if (isClosed) await talk.press('Open it and read', 'cleo');
  await talk.sees('Read #a-team');
  await world.idle();
}

async function restartAfter(away: () => Promise<void>): Promise<void> {
  const { slack } = world;
  slack.faults.nextDelivery({ type: 'message', lose: true });
  await away();
  await world.restartBot();
  await slack.connected();
  await world.idle();
}

function given(message: Message | undefined): Message {
  if (!message) throw new Error('nobody said it');
  return message;
}

describe('what somebody takes back', () => {
  it('is nowhere any more once the only message that was quoted is deleted', async () => {
    const [head, said] = await threadWith(REASON_SAID);
    await capture(head);
    expect(await tracesOf(world, 'platypus')).toEqual(
      expect.arrayContaining(['table evidence', 'table taught_records', 'messages']),
    );
    await world.slack.as('drew').delete(given(said));
    await world.idle();

    expect(await tracesLeft(world, 'platypus')).toEqual([]);
    expect(await found.candidates.all()).toEqual([]);
  });

  it('is nowhere any more where other messages still lay the same down', async () => {
    const [head, , said] = await threadWith(RESOURCE_SAID, REASON_SAID);
    await capture(head);
    expect(await tracesOf(world, 'platypus')).toContain('table taught_records');
    await world.slack.as('drew').delete(given(said));
    await world.idle();

    expect(await tracesLeft(world, 'platypus')).toEqual([]);
    const [left] = await found.candidates.all();
    expect(left?.status).toBe('open');
    expect(left?.rationale).toContain('wombat');
    expect(left?.rationale).not.toContain('platypus');
    expect(botsWords(given(head))).toContain('wombat');
  });

  it('is nowhere any more once an edit takes it out of its message', async () => {
    const [head, , said] = await threadWith(RESOURCE_SAID, REASON_SAID);
    await capture(head);
    await world.slack.as('drew').edit(given(said), 'I take that back.');
    await world.idle();

    expect(await tracesLeft(world, 'platypus')).toEqual([]);
    expect(botsWords(given(head))).toContain('wombat');
  });

  it('is nowhere any more however long it was', async () => {
    const padding = 'and so it goes on and on for everybody here, '.repeat(60);
    const [head, one, other] = await threadWith(
      `${RESOURCE_SAID} ${padding}`,
      `${REASON_SAID} ${padding}`,
    );
    await capture(head);
    await world.slack.as('drew').delete(given(other));
    await world.slack.as('drew').delete(given(one));
    await world.idle();

    expect(await tracesLeft(world, 'platypus')).toEqual([]);
    expect(await tracesLeft(world, 'wombat')).toEqual([]);
  });

  it('is not named by what it contradicted any more', async () => {
    const { slack } = world;
    const one = await slack.as('drew').say('#a-team', REGION_SAID);
    const other = await slack.as('ben').say('#a-team', OTHER_REGION_SAID);
    await capture(one);
    await capture(other);
    const both = await found.candidates.all();
    expect(both.map(({ contradictions }) => contradictions.length)).toEqual([1, 1]);
    expect(botsWords(other)).toContain('platypus');
    await slack.as('drew').delete(one);
    await world.idle();

    expect(await tracesLeft(world, 'platypus')).toEqual([]);
    expect(await found.candidates.all()).toMatchObject([{ contradictions: [] }]);
  });

  it('stands in no quote of the pattern that somebody made of it', async () => {
    const { slack } = world;
    const [head, said] = await threadWith(`${REASON_SAID} Ask the wombat.`);
    await capture(head);
    const [candidate] = await found.candidates.all();
    await slack.as('cleo').command('#platform', `/dotai candidates review ${candidate?.id ?? ''}`);
    await world.idle();
    const card = slack
      .messages('#a-team', { thread: given(head).ts })
      .find((one) => textOf(one).includes('Pattern:'));
    await slack.as('cleo').press(given(card), { label: 'Accept' });
    await world.idle();
    const [pattern] = await found.patterns.all();
    const shown = async (): Promise<string> => {
      const before = slack.ephemerals('cleo').length;
      await slack.as('cleo').command('#platform', `/dotai patterns show ${pattern?.id ?? ''}`);
      await world.idle();
      const told = slack.ephemerals('cleo').slice(before);
      return told.map((one) => textOf(one)).join('\n');
    };
    expect(await shown()).toContain('We use SqlDatabase for databases because');
    await slack.as('drew').delete(given(said));
    await world.idle();

    expect(await shown()).not.toContain('We use SqlDatabase for databases because');
    expect(await found.candidates.evidence(candidate?.id ?? '')).toEqual([]);
    expect(pattern?.rationale).toContain('platypus');
    expect(await found.patterns.all()).toEqual([pattern]);
  });
});

describe('what somebody takes back while the bot is away', () => {
  it('is nowhere any more once the channel is read again', async () => {
    const { slack } = world;
    const [, reply] = await threadWith(REASON_SAID);
    const said = await slack.as('drew').say('#a-team', REGION_SAID);
    await mine();
    expect(await found.candidates.all()).toHaveLength(2);
    await restartAfter(() => slack.as('drew').delete(given(reply)));
    await restartAfter(() => slack.as('drew').edit(said, 'I take that back.'));
    expect(await tracesOf(world, 'platypus')).toContain('table evidence');
    await mine();

    expect(await tracesLeft(world, 'platypus')).toEqual([]);
    expect(await found.candidates.all()).toEqual([]);
  });
});
