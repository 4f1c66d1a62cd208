import { afterEach, beforeEach, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { minePatterns } from '../../src/prompts/mine-patterns.ts';
import { startWorld, type World } from '../world.ts';
import { type FoundThings, foundThings } from './candidate-stage.ts';
import { closeSound } from './policy-talks.ts';
import { tracesLeft } from './traces.ts';

const RESOURCE_SAID =
  'For databases we always use SqlDatabase, as every wombat here knows by heart.';
const REASON_SAID =
  'We use SqlDatabase for databases because it sets up schemas, users and platypus credentials in every cloud.';
const content = `# Runbook\n\n## Databases\n\n${REASON_SAID}\n`;

let world: World;
let found: FoundThings;
/** What people do while the model reads what they said. */
let meanwhile: () => Promise<void>;
beforeEach(async () => {
  meanwhile = async () => undefined;
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 1_000 },
    organisation: { roles: { curators: { people: ['U000000CLEO'] } } },
    watchModel: (model) => ({
      ...model,
      async ask(task, input, context) {
        if (task.id === minePatterns.id) await meanwhile();
        return model.ask(task, input, context);
      },
    }),
  });
  found = foundThings(world);
});
afterEach(async () => {
  found.close();
  await closeSound(world);
});

/** A thread in which somebody says each of these, captured. */
async function captured(
  said: readonly string[],
  act: (answers: readonly Message[]) => Promise<void>,
): Promise<void> {
  const { slack } = world;
  const head = await slack.as('ben').say('#a-team', 'How do teams get a database?');
  const answers: Message[] = [];
  for (const text of said) {
    answers.push(await slack.as('drew').say('#a-team', text, { thread: head.ts }));
  }
  meanwhile = () => act(answers);
  await slack.as('ana').mention('#a-team', 'capture this', { thread: head.ts });
  const isRead = (): boolean =>
    slack
      .messages('#a-team', { thread: head.ts })
      .some((one) => textOf(one).includes('Read this thread'));
  await slack.waitFor(isRead, { what: 'the end of the job' });
  await world.idle();
}

it('what is deleted while it is read is stored nowhere', async () => {
  await captured([REASON_SAID], async ([said]) => {
    if (said) await world.slack.as('drew').delete(said);
  });

  expect(await found.candidates.all()).toEqual([]);
  expect(await tracesLeft(world, 'platypus')).toEqual([]);
});

it('what is edited while it is read is stored nowhere, and what others say is', async () => {
  await captured([RESOURCE_SAID, REASON_SAID], async ([, said]) => {
    if (said) await world.slack.as('drew').edit(said, 'I take that back.');
  });

  const [left] = await found.candidates.all();
  const quotes = await found.candidates.evidence(left?.id ?? '');
  expect(quotes.map(({ quote }) => quote)).toEqual([RESOURCE_SAID]);
  expect(await tracesLeft(world, 'platypus')).toEqual([]);
});

it('what a file says that is deleted while it is read is stored nowhere', async () => {
  const { slack } = world;
  meanwhile = async () => {
    const carrier = slack.messages('#platform').find(({ files }) => files.length > 0);
    if (carrier) await slack.as('ana').deleteFiles(carrier);
  };
  const words = { text: '<@U000DOTAI> learn from this' };
  await slack.as('ana').share('#platform', { name: 'runbook.md', content }, words);
  const isRead = (): boolean =>
    slack.messages('#platform').some((one) => textOf(one).includes('Read runbook.md'));
  await slack.waitFor(isRead, { what: 'the end of the job' });
  await world.idle();

  expect(await found.candidates.all()).toEqual([]);
  expect(await tracesLeft(world, 'platypus')).toEqual([]);
});

it('what a file says whose message is deleted while it is read is stored nowhere', async () => {
  const { slack } = world;
  const words = { text: '<@U000DOTAI> learn from this' };
  const carrier = slack.as('ana').share('#platform', { name: 'runbook.md', content }, words);
  meanwhile = async () => slack.as('ana').delete(await carrier);
  await carrier;
  const isRead = (): boolean =>
    slack.messages('#platform').some((one) => textOf(one).includes('Read runbook.md'));
  await slack.waitFor(isRead, { what: 'the end of the job' });
  await world.idle();

  expect(await found.candidates.all()).toEqual([]);
});
