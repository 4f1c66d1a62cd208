import { afterEach, beforeEach, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { startWorld, type World } from '../world.ts';
import { type FoundThings, foundThings } from './candidate-stage.ts';
import { closeSound } from './policy-talks.ts';

const SAID = 'Databases in AWS must always run in the us-east-1 region, as each platypus knows.';
const content = `# Runbook\n\n## Databases\n\n${SAID}\n`;

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

/** The message that carried a document from which something was learnt. */
async function learnt(): Promise<Message> {
  const { slack } = world;
  const file = { name: 'runbook.md', content };
  const words = { text: '<@U000DOTAI> learn from this' };
  const carrier = await slack.as('ana').share('#platform', file, words);
  const isRead = (): boolean =>
    slack.messages('#platform').some((one) => textOf(one).includes('Read runbook.md'));
  await slack.waitFor(isRead, { what: 'the end of the job' });
  await world.idle();
  const [candidate] = await found.candidates.all();
  const quotes = await found.candidates.evidence(candidate?.id ?? '');
  expect(quotes.map(({ source }) => source)).toMatchObject([
    { fileId: carrier.files[0], carrier: { message: carrier.ts } },
  ]);
  return carrier;
}

it('what was learnt from a file goes when the file is deleted', async () => {
  const carrier = await learnt();
  await world.slack.as('ana').deleteFiles(carrier);
  await world.idle();

  expect(await found.candidates.all()).toEqual([]);
  expect(world.slack.messages('#platform').some(({ ts }) => ts === carrier.ts)).toBe(true);
});

it('what was learnt from a file goes with the message that carried it', async () => {
  const carrier = await learnt();
  await world.slack.as('ana').delete(carrier);
  await world.idle();

  expect(await found.candidates.all()).toEqual([]);
});
