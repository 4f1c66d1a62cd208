import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { settled } from '../fakes/clock.ts';
import { createMovingClock } from '../fakes/moving-clock.ts';
import { startWorld, type World } from '../world.ts';
import {
  aDatabase,
  ANSWERS,
  appliesIn,
  ask,
  atApproval,
  atQuestions,
  errorsIn,
  type Talk,
  writeAs,
} from './at-the-wire.ts';

const clock = createMovingClock();
let world: World;
let count = 0;
let name = '';

beforeAll(async () => {
  const cluster = { documents: demoPlatform(), pace: 1_000 };
  world = await startWorld({ cluster, clock, clusterTimeoutMs: 300 });
});

beforeEach(() => {
  world.cluster.faults.clear();
  count += 1;
  name = `db-${count}`;
});

afterAll(() => world.close());

/** Lets the bot try again as often as it does by itself. */
async function patience(): Promise<void> {
  for (let tries = 0; tries < 6; tries += 1) {
    await world.idle();
    clock.advance(65_000);
    await settled();
  }
  await world.idle();
}

/** On a busy machine an answer may come too late even now: the bot then asks once more by itself. */
async function tryAgain(talk: Talk): Promise<void> {
  await talk.press('Try again');
  await patience();
}

function answers(): string {
  return ANSWERS.replace('my-db', name);
}

/** Answers everything up to the dry run, which is then tried. */
async function tryManifests(talk: Talk): Promise<void> {
  for (const said of [answers(), 'skip', 'skip', 'N/A']) await talk.say(said);
}

const MANY = 100;
const CLOSED = [
  'refuses the credentials',
  { status: 401 },
  'An operator must renew its kubeconfig',
] as const;
const BROKEN = [
  'has an error of its own',
  { status: 500 },
  'cannot answer right now (HTTP 500)',
] as const;
const SILENT = ['never answers', 'hang', 'The cluster is not answering'] as const;
const faults = [
  CLOSED,
  BROKEN,
  SILENT,
  ['cuts the connection', 'reset', 'The cluster is not answering'],
] as const;

describe('a cluster that', () => {
  it.each(faults)(
    '%s while questions are made: says so, and Try again works',
    async (_what, does, sentence) => {
      const talk = await ask(world);
      await talk.say('skip');
      world.cluster.faults.next({ does, path: '/api/v1/namespaces', times: MANY });
      await talk.say('1');
      await patience();

      const card = await talk.sees(sentence);
      expect(buttonsOf(card).map(({ label }) => label)).toContain('Try again');
      world.cluster.faults.clear();
      await tryAgain(talk);
      await talk.sees('Required settings');
      expect(talk.text()).not.toContain(sentence);
    },
  );

  it('forbids to list namespaces: they are typed, and the dry run tells whether they exist', async () => {
    const talk = await ask(world);
    await talk.say('skip');
    world.cluster.faults.next({ does: { status: 403 }, path: '/api/v1/namespaces', times: MANY });
    await talk.say('1');
    await talk.sees('Required settings');
    for (const said of [answers().replace('a-team', 'nowhere'), 'skip', 'skip', 'N/A']) {
      await talk.say(said);
    }

    await talk.sees('namespaces "nowhere" not found');
    for (const said of ['namespace: a-team', 'skip', 'skip', 'N/A']) await talk.say(said);
    await talk.press('Request approval');
    expect(textOf(await talk.sees('Exactly '))).toContain(name);
  });

  it.each([BROKEN, SILENT])(
    '%s during the dry run: says so, keeps the answers, and Try again works',
    async (_what, does, sentence) => {
      const talk = await atQuestions(world);
      world.cluster.faults.next({ does, method: 'PATCH', times: MANY });
      await tryManifests(talk);
      await patience();

      await talk.sees(sentence);
      expect(talk.text()).toContain(name);
      world.cluster.faults.clear();
      await tryAgain(talk);
      await talk.sees('The cluster accepted this in a dry run');
    },
  );

  it.each([CLOSED, SILENT])(
    '%s during the apply: says so, keeps the approval, and applies once on Try again',
    async (_what, does, sentence) => {
      const talk = await atApproval(world, { answers: answers() });
      world.cluster.faults.next({ does, method: 'PATCH', times: MANY });
      await talk.press('Approve', 'cleo');
      await patience();

      const card = await talk.sees(sentence);
      expect(textOf(card)).toContain('Approved by');
      expect(appliesIn(world, name)).toBe(0);
      world.cluster.faults.clear();
      await tryAgain(talk);
      await talk.sees('Ready: every object says so itself');
      expect(appliesIn(world, name)).toBe(1);
    },
  );

  it('carries the apply out and loses the answer: it is not sent again', async () => {
    const talk = await atApproval(world, { answers: answers() });
    const path = `/${name}?fieldManager`;
    world.cluster.faults.next({ does: 'reset', when: 'after', method: 'PATCH', path });
    await talk.press('Approve', 'cleo');
    await patience();

    await talk.sees('Ready: every object says so itself');
    expect(appliesIn(world, name)).toBeLessThanOrEqual(1);
  });
});

describe('an applied object', () => {
  it('that fails is called failed, in its own words, and never ready', async () => {
    await writeAs(world, 'ops', aDatabase(name, SMALL, FAILING));
    const talk = await atApproval(world, { answers: answers() });
    const seen: string[] = [];
    const stop = world.slack.onChange(() => seen.push(talk.text()));
    await approved(talk, 'Applied, not ready yet: 0 of 1 ready. Synced is false');
    clock.advance(61_000);
    const card = await talk.sees('Applied, but it failed: ');
    stop();

    expect(textOf(card)).toContain('The account has no quota left.');
    expect(seen.join('\n')).not.toContain('Ready: every object');
  });

  it('that takes its time is shown as waiting, with what it waits for, until it is ready', async () => {
    await writeAs(world, 'ops', aDatabase(name, SMALL, STUCK));
    const talk = await atApproval(world, { answers: answers() });
    const settling = await approved(talk, `⏳ SqlDatabase ${name} in a-team: `);
    expect(textOf(settling)).toContain('Applied, not ready yet: 0 of 1 ready. ');

    await world.restartBot();
    await world.slack.connected();
    clock.advance(31 * 60_000);
    const late = await talk.sees('Applied, but still not ready after the time we watch');
    expect(buttonsOf(late).map(({ label }) => label)).toEqual(['Look again']);
    await writeAs(world, 'ops', aDatabase(name, SMALL, {}));
    await world.slack.as('ana').press(late, { label: 'Look again' });
    await talk.sees('Ready: every object says so itself');
  });
});

it('has broken none of Slack’s rules by all this, and logged no error', () => {
  expect(world.slack.violations).toEqual([]);
  expect(errorsIn(world)).toEqual([]);
});

const SMALL = { size: 'small', region: 'us-east-1' };
const FAILING = {
  'demo.dotai/outcome': 'fail',
  'demo.dotai/message': 'The account has no quota left.',
};
const STUCK = { 'demo.dotai/outcome': 'stick' };

/** Approves without waiting for the end, which an object may put off for long. */
async function approved(talk: Talk, saying: string): Promise<Message> {
  await world.slack.as('cleo').press(talk.card('Waits for approval'), { label: 'Approve' });
  return talk.sees(saying);
}
