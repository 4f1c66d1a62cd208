import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteTaughtRecords } from '../../src/adapters/sqlite/taught-records.ts';
import { toJson } from '../../src/domain/json.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { ask, lastToldTo, type Talk } from './at-the-wire.ts';
import { articlePatterns } from './pattern-stage.ts';

const ANSWERS =
  'It should be managed PostgreSQL DB in AWS (RDS), there should be DB schema management, ' +
  'and it should be publicly accessible.';

let world: World;

beforeAll(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 1_000 } });
  await teach();
});

afterAll(() => world.close());

/** Saves the article's patterns as the wizard does, in the bot's own records. */
async function teach(): Promise<void> {
  const database = openDatabase(join(world.config.dataDirectory, 'dotai.db'));
  // The bot of this very process holds the lease on the file.
  const taught = createSqliteTaughtRecords({ database, lease: { check: () => undefined } });
  for (const pattern of articlePatterns('the-demo')) {
    const { id, version, changedAt: at } = pattern;
    await taught.save({ collection: 'patterns', id, version, at, body: toJson(pattern) });
  }
  database.close();
}

async function atChoice(): Promise<Talk> {
  const talk = await ask(world, { intent: 'Create a PostgreSQL database in AWS.' });
  await talk.sees('A few questions first');
  await talk.say(ANSWERS);
  await talk.sees('Press a button');
  return talk;
}

describe('the article’s request with its two patterns', () => {
  it('ranks by them, names them, and brings the gateway to native databases alone', async () => {
    const talk = await atChoice();
    const [, claim = '', native = ''] = textOf(talk.card('Press a button')).split(/^\*?\d\. /mu);

    expect(claim).toContain('SqlDatabase');
    expect(claim).toContain('★ Pattern: DevOps Toolkit DB');
    expect(claim).not.toContain('InternetGateway');
    expect(native).toContain('InternetGateway');
    expect(native).toContain('★ Pattern: AWS public services – It runs natively in AWS');
  });

  it('answers “Why this order?” privately, pressed or typed, and one pattern alone', async () => {
    const talk = await atChoice();
    const before = talk.cards().length;
    await talk.press('Why this order?');
    const pressed = textOf(lastToldTo(world, 'ana'));
    await talk.say('why this rank?');
    const typed = textOf(lastToldTo(world, 'ana'));
    await talk.say('why not AWS public services?');
    const one = textOf(lastToldTo(world, 'ana'));

    expect(pressed).toMatch(/match \d+, 5 more for the pattern DevOps Toolkit DB/u);
    expect(pressed).toContain('SqlDatabase is portable');
    expect(typed).toBe(pressed);
    expect(one).toContain('SqlDatabase is portable');
    expect(one).not.toContain('DevOps Toolkit DB');
    expect(talk.cards()).toHaveLength(before);
  });

  it('names the pattern at the review and on the change', async () => {
    const talk = await atChoice();
    await talk.say('1');
    await talk.sees('Required settings');
    await talk.say('name: patterned, namespace: a-team, size: small, region: us-east-1');
    await talk.say('skip');
    await talk.say('skip');
    await talk.say('N/A');
    expect(textOf(await talk.sees('The cluster accepted this in a dry run'))).toContain(
      '★ DevOps Toolkit DB',
    );
    await talk.press('Request approval');
    expect(textOf(await talk.sees('Exactly '))).toContain('Made by the pattern: DevOps Toolkit DB');
  });

  it('goes from the native solution to a review that has the gateway', async () => {
    const talk = await atChoice();
    await talk.say('2');
    const asked = textOf(await talk.sees('Required settings'));
    expect(asked.match(/\bRegion\b/gu)).toHaveLength(1);
    await talk.say(
      '1. native, 2. a-team, 3. us-east-1, 4. postgres, 5. db.t3.micro, 6. 20, ' +
        '7. CREATE SCHEMA app, 8. url, 9. postgres://native.a-team:5432/app',
    );
    await talk.say('skip');
    await talk.say('skip');
    await talk.say('N/A');
    const review = textOf(await talk.sees('The cluster accepted this in a dry run'));

    expect(review).toContain('Create InternetGateway native');
    expect(review).toContain('★ AWS public services: It runs natively in AWS');
  });

  it('names no pattern at the review that was deleted before it', async () => {
    const talk = await atChoice();
    await talk.say('1');
    await talk.sees('Required settings');
    await talk.say('name: unpatterned, namespace: a-team, size: small, region: us-east-1');
    await talk.say('skip');
    await talk.say('skip');
    const deletion = await ask(world, {
      who: 'cleo',
      command: '/dotai patterns delete DevOps Toolkit DB',
    });
    await deletion.press('Delete it');
    await deletion.sees('Deleted');
    await talk.say('N/A');

    expect(textOf(await talk.sees('The cluster accepted this in a dry run'))).not.toContain('★');
  });
});
