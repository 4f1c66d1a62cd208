import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { startWorld, type World } from '../world.ts';
import { buttonsIn } from './at-the-wire.ts';
import { type FoundThings, foundThings } from './candidate-stage.ts';
import { closeSound } from './policy-talks.ts';
import { tracesLeft, tracesOf } from './traces.ts';

/** Each has a word that nothing else holds. */
const PATTERN_SAID =
  'We use SqlDatabase for databases because it sets up schemas, users and platypus credentials in every cloud.';
const POLICY_SAID =
  'Databases in AWS must always run in the us-east-1 region, as each platypus knows.';

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

/** Somebody says it, it is captured, and a curator takes what was found into its wizard. */
async function inWizard(text: string, label: string): Promise<Message> {
  const { slack } = world;
  const said = await slack.as('drew').say('#platform', text);
  await slack.as('ana').mention('#platform', 'capture this', { thread: said.ts });
  await slack.waitFor(() => words(said).includes('Read this thread'), { what: 'the job' });
  await world.idle();
  await press(said, label);
  return said;
}

function thread({ ts }: Message): readonly Message[] {
  return world.slack.messages('#platform', { thread: ts });
}

function words(said: Message): string {
  return thread(said)
    .map((one) => textOf(one))
    .join('\n');
}

async function press(said: Message, label: string): Promise<void> {
  const card = thread(said).findLast((one) => buttonsIn(one).includes(label));
  if (!card) throw new Error(`there is no button ${label}`);
  await world.slack.as('cleo').press(card, { label });
  await world.idle();
}

async function answer(said: Message, text: string): Promise<void> {
  await world.slack.as('cleo').say('#platform', text, { thread: said.ts });
  await world.idle();
}

async function takeBack(said: Message): Promise<void> {
  await world.slack.as('drew').delete(said);
  await world.idle();
}

describe('what somebody takes back while a wizard has it', () => {
  it('is nowhere any more, and its author makes the pattern in their own words', async () => {
    const said = await inWizard(PATTERN_SAID, 'Edit');
    expect(thread(said).flatMap(buttonsIn)).toContain('Store the pattern');
    expect(await tracesOf(world, 'platypus')).toContain('table sessions');
    await takeBack(said);

    expect(await tracesLeft(world, 'platypus')).toEqual([]);
    expect(words(said)).toContain('What it was read from is gone');
    expect(words(said)).toContain('in your own words');
    await answer(said, 'Databases of ours');
    await answer(said, 'databases');
    await answer(said, 'accept');
    await answer(said, 'One claim serves every cloud.');
    await press(said, 'Store the pattern');
    expect(await found.patterns.all()).toMatchObject([
      {
        name: 'Databases of ours',
        rationale: 'One claim serves every cloud.',
        status: 'active',
        candidates: [],
      },
    ]);
    expect(await tracesLeft(world, 'platypus')).toEqual([]);
  });

  it('is nowhere any more where the wizard was cancelled before', async () => {
    const said = await inWizard(PATTERN_SAID, 'Edit');
    await answer(said, 'cancel');
    await takeBack(said);

    expect(await tracesLeft(world, 'platypus')).toEqual([]);
    expect(await found.patterns.all()).toEqual([]);
  });

  it('is no policy either', async () => {
    const said = await inWizard(POLICY_SAID, 'Make it a policy');
    await press(said, 'Take it as it is');
    expect(await tracesOf(world, 'platypus')).toContain('table sessions');
    await takeBack(said);

    expect(await tracesLeft(world, 'platypus')).toEqual([]);
    expect(words(said)).toContain('in your own words');
  });
});
