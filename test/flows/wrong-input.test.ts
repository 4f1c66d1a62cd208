import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { buttonsOf, fieldsOf, textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { ask, atQuestions, errorsIn, lastToldTo, toldTo } from './at-the-wire.ts';

let world: World;
let toldBefore = '';

beforeAll(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 100 } });
});

beforeEach(() => {
  toldBefore = toldTo(world, 'ana');
});

/** What Ana alone was told since the test began. */
function told(): string {
  return toldTo(world, 'ana').slice(toldBefore.length);
}

afterAll(async () => {
  await world.close();
});

async function command(text: string): Promise<void> {
  await world.slack.as('ana').command('#platform', text);
  await world.idle();
}

describe('a command that cannot be followed', () => {
  it('says what an empty request lacks, with an example', async () => {
    await command('/dotai recommend   ');

    expect(told()).toContain('Say what you need after it');
    expect(told()).toContain('/dotai recommend create a PostgreSQL database in AWS');
  });

  it('takes a request of 4,000 characters whole', async () => {
    const intent = 'create a PostgreSQL database in AWS '.padEnd(4_000, 'x ');
    const talk = await ask(world, { intent });

    await talk.sees('A few questions first');
    expect(textOf(talk.card('asks:'))).toContain('create a PostgreSQL database in AWS');
  });

  it('says how long a longer request may be, and opens nothing', async () => {
    const before = world.slack.messages('#platform').length;
    await command(`/dotai recommend ${'database '.repeat(500)}`);

    expect(told()).toContain('in at most 4000');
    expect(world.slack.messages('#platform')).toHaveLength(before);
  });

  it('names the nearest command, which is a press away', async () => {
    await command('/dotai capabilites lst');
    const answer = lastToldTo(world, 'ana');

    expect(told()).toContain('Did you mean /dotai capabilities list?');
    expect(buttonsOf(answer).map(({ label }) => label)).toContain('Yes, list capabilities');
    await world.slack.as('ana').press(answer, { label: 'Yes, list capabilities' });
    await world.idle();
    expect(told()).toMatch(/Capabilities 1–10 of \d+/u);
  });

  it('quotes the word that was mistyped, and keeps what was asked for', async () => {
    await command('/dotai recommned a database');

    expect(told()).toContain(
      'I do not know “recommned”. Did you mean /dotai recommend a database?',
    );
    const labels = buttonsOf(lastToldTo(world, 'ana')).map(({ label }) => label);
    expect(labels).toEqual(['Yes, recommend a database', 'Help']);
  });

  it('shows what it knows where nothing is near', async () => {
    await command('/dotai xyzzy');

    expect(told()).toContain('I do not know “xyzzy”');
    expect(told()).toContain('/dotai recommend WHAT YOU NEED');
  });
});

describe('typed answers that cannot be', () => {
  const wrong = [
    ['a name that is no DNS label', '1. My_Database!', /Name: .*\n⚠️ .*lower-?case/iu],
    ['a namespace that is not there', '2. no-such-team', /Namespace: [\s\S]*⚠️ .*no-such-team/u],
    ['a value outside an enum', '3. gigantic', /Size: [\s\S]*⚠️ .*small, medium/u],
  ] as const;

  it.each(wrong)('%s: says why, and keeps the other answers', async (_what, said, problem) => {
    const talk = await atQuestions(world);
    await talk.say('4. eu-north-1');
    await talk.say(said);

    const card = textOf(talk.card('Required settings'));
    expect(card).toMatch(problem);
    expect(card).toContain('✓ eu-north-1');
    await talk.say('1. my-db, 2. a-team, 3. small');
    await talk.sees('Basic settings');
  });

  it('keeps the right ones of one message', async () => {
    const talk = await atQuestions(world);
    await talk.say('1. right-name, 2. nowhere, 3. medium');

    const card = textOf(talk.card('Required settings'));
    expect(card).toContain('✓ right-name');
    expect(card).toContain('✓ medium');
    expect(card).toMatch(/⚠️ .*nowhere/u);
  });

  it('refuses another type than the field has', async () => {
    const talk = await atQuestions(world);
    await talk.say('name: my-db, namespace: a-team, size: small, region: us-east-1');
    await talk.sees('Publicly accessible');
    await talk.say('1. orders, 3. perhaps');

    const card = textOf(talk.card('Basic settings'));
    expect(card).toMatch(/Publicly accessible: .*\n⚠️ .*(?:yes or no|true or false)/iu);
    expect(card).toContain('✓ orders');
  });

  it('refuses text where a number is due', async () => {
    const talk = await atQuestions(world, { choice: '2' });
    await talk.say('1. my-db, 6. plenty');

    const card = textOf(talk.card('Required settings'));
    expect(card).toMatch(/Allocated storage: .*\n⚠️ .*number/iu);
    expect(card).toContain('✓ my-db');
  });

  it('says which numbers the card has', async () => {
    const talk = await atQuestions(world);
    await talk.say('17. small');

    expect(told()).toContain('The card has questions 1 to 4');
  });
});

describe('forms', () => {
  it('shows each error at its field and keeps the rest', async () => {
    const talk = await atQuestions(world);
    const ana = world.slack.as('ana');
    const form = await talk.open('Fill in');
    const outcome = await ana.fillAndSubmit(form, {
      Name: 'Not A Name',
      Namespace: 'b-team',
      Size: 'small',
      Region: 'us-west-2',
    });

    if (outcome.outcome !== 'errors') throw new Error(outcome.outcome);
    const nameBlock = fieldsOf(form).find(({ label }) => label === 'Name')?.placed.block.block_id;
    expect(Object.keys(outcome.errors)).toEqual([nameBlock]);
    await world.idle();
    expect(textOf(talk.card('Required settings'))).toContain('✓ us-west-2');

    const again = await ana.fillAndSubmit(form, { Name: 'a-name' });
    expect(again.outcome).toBe('cleared');
    await talk.sees('Basic settings');
  });

  it('submitted twice counts once', async () => {
    const talk = await atQuestions(world);
    const ana = world.slack.as('ana');
    const form = await talk.open('Fill in');
    const values = { Name: 'twice', Namespace: 'a-team', Size: 'small', Region: 'r1' };
    const outcomes = await Promise.all([
      ana.fillAndSubmit(form, values),
      ana.fillAndSubmit(form, values),
    ]);
    await world.idle();

    expect(outcomes.map(({ outcome }) => outcome)).not.toContain('failed');
    await talk.sees('Basic settings');
    expect(talk.text()).not.toContain('Anything else?');
  });

  it('submitted after the stage moved on changes nothing and says so', async () => {
    const talk = await atQuestions(world);
    const ana = world.slack.as('ana');
    const form = await talk.open('Fill in');
    await talk.say('name: typed-name, namespace: a-team, size: small, region: us-east-1');
    await talk.sees('Basic settings');
    await ana.fillAndSubmit(form, {
      Name: 'late',
      Namespace: 'b-team',
      Size: 'large',
      Region: 'x',
    });
    await world.idle();

    expect(told()).toContain('That step is behind us');
    expect(talk.text()).toContain('typed-name');
    expect(talk.text()).not.toContain('late');
  });

  it('left open over a restart is still good', async () => {
    const talk = await atQuestions(world);
    const ana = world.slack.as('ana');
    const form = await talk.open('Fill in');
    await world.restartBot();
    await world.slack.connected();
    await ana.fillAndSubmit(form, {
      Name: 'kept',
      Namespace: 'a-team',
      Size: 'small',
      Region: 'r',
    });
    await world.idle();

    await talk.sees('Basic settings');
    expect(talk.text()).toContain('kept');
  });
});

it('has broken none of Slack’s rules by all this, and logged no error', () => {
  expect(world.slack.violations).toEqual([]);
  expect(errorsIn(world)).toEqual([]);
});
