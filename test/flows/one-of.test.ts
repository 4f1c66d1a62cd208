import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject } from '../../src/domain/json.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { fieldsOf, textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { approve } from './approve.ts';
import { atQuestions, type Talk } from './at-the-wire.ts';

const INTENT = 'apply an SQL schema to the database that we have already';
const URL = 'postgres://app@db.example.org:5432/orders';
const SQL = 'CREATE TABLE parcels (id int)';

let world: World;

beforeAll(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 1_000 } });
});

afterAll(() => world.close());

function required(talk: Talk): string {
  return textOf(talk.card('Required settings'));
}

/** Past what has defaults, to the manifests. */
async function toTheEnd(talk: Talk): Promise<void> {
  for (let step = 0; step < 4; step += 1) {
    if (talk.text().includes('The cluster accepted this in a dry run')) return;
    await talk.say(talk.text().includes('Other requirements') ? 'N/A' : 'skip');
  }
}

async function specOf(talk: Talk, name: string): Promise<unknown> {
  await toTheEnd(talk);
  await talk.sees('The cluster accepted this in a dry run');
  await approve(talk);
  const made = world.cluster
    .objects()
    .find(({ metadata }) => isJsonObject(metadata) && metadata['name'] === name);
  return made?.['spec'];
}

describe('a kind that wants exactly one of two fields', () => {
  it('asks which one, and for the simpler one at once', async () => {
    const talk = await atQuestions(world, { intent: INTENT });

    expect(required(talk)).toMatch(/URL or credentials: .*Options: URL, Credentials\./u);
    expect(required(talk)).toMatch(/URL: The database's address/u);
    expect(required(talk)).not.toContain('Host:');
  });

  it('is answered in the thread with what is suggested', async () => {
    const talk = await atQuestions(world, { intent: INTENT });
    await talk.say(`name: by-url, namespace: a-team, SQL: ${SQL}`);
    await talk.say(`url: ${URL}`);
    await talk.say('all');

    expect(await specOf(talk, 'by-url')).toMatchObject({ url: URL, sql: SQL });
  });

  it('is answered in the thread with the other one', async () => {
    const talk = await atQuestions(world, { intent: INTENT });
    await talk.say(`1. by-parts, 2. a-team, 3. ${SQL}`);
    await talk.say('credentials');

    expect(required(talk)).toContain('Host: The host.');
    expect(required(talk)).not.toContain("The database's address");
    await talk.say('host: db.example.org, database: orders');
    await talk.say('skip');

    const spec = await specOf(talk, 'by-parts');
    expect(spec).toMatchObject({ credentials: { host: 'db.example.org', database: 'orders' } });
    expect(spec).not.toHaveProperty('url');
  });

  it('is answered in a form, and a form shows what another choice needs', async () => {
    const talk = await atQuestions(world, { intent: INTENT });
    const ana = world.slack.as('ana');
    const first = await talk.open('Fill in');
    const chosen = await ana.fillAndSubmit(first, {
      Name: 'by-form',
      Namespace: 'a-team',
      SQL,
      'URL or credentials': 'Credentials',
    });
    await world.idle();

    expect(chosen.outcome).toBe('cleared');
    expect(required(talk)).toContain('Host: The host.');
    expect(required(talk)).not.toContain('⚠️');
    const second = await talk.open('Fill in');
    expect(fieldsOf(second).map(({ label }) => label)).toContain('Host');
    await ana.fillAndSubmit(second, { Host: 'db.example.org', Scheme: 'postgres' });
    await world.idle();

    expect(await specOf(talk, 'by-form')).toMatchObject({
      credentials: { host: 'db.example.org', scheme: 'postgres' },
    });
  });

  it('says in the form what the chosen one lacks', async () => {
    const talk = await atQuestions(world, { intent: INTENT });
    const form = await talk.open('Fill in');
    const outcome = await world.slack
      .as('ana')
      .fillAndSubmit(form, { Name: 'lacking', Namespace: 'a-team', SQL });

    if (outcome.outcome !== 'errors') throw new Error(outcome.outcome);
    expect(Object.values(outcome.errors)).toEqual(['URL is needed before we can go on.']);
  });

  it('takes back the first choice, and writes nothing of it', async () => {
    const talk = await atQuestions(world, { intent: INTENT });
    await talk.say(`name: changed, namespace: a-team, SQL: ${SQL}`);
    await talk.say('credentials');
    await talk.say('host: db.example.org');
    await talk.say('url or credentials: url');
    await talk.say(`url: ${URL}`);

    const spec = await specOf(talk, 'changed');
    expect(spec).toMatchObject({ url: URL });
    expect(spec).not.toHaveProperty('credentials');
  });
});
