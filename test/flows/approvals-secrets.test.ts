import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { startWorld, type World } from '../world.ts';
import { ask, atQuestions, errorsIn, INTENT } from './at-the-wire.ts';

const ACCESS_KEY = 'AKIAIOSFODNN7EXAMPLE';
const PASSWORD = 'c0rrect-h0rse';
const TOKEN = `ghp_${'a1B2'.repeat(9)}`;

let world: World;

beforeAll(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 1_000 } });
});

afterAll(() => world.close());

/** Whatever the bot has sent to Slack or written into its log. */
function everythingShown(): string {
  const sent = world.slack.calls
    .filter(({ method }) => method.startsWith('chat.') || method.startsWith('files.'))
    .map((call) => JSON.stringify(call));
  const files = world.slack.files().map(({ text }) => text);
  return [...sent, ...files, JSON.stringify(world.log)].join('\n');
}

it('offers no secret for approval: the question asks for a Secret instead, and shows nothing', async () => {
  const talk = await atQuestions(world, { intent: `${INTENT}, clone it with ${TOKEN}` });
  await talk.say(`name: my-db, namespace: a-team, size: small, region: ${ACCESS_KEY}`);
  for (const said of ['skip', 'skip', 'N/A']) await talk.say(said);

  await talk.sees('This looks like a secret. Put it into a Secret in the cluster and name that');
  expect(talk.text()).not.toContain('The cluster accepted this in a dry run');
  await talk.say('region: us-east-1');
  for (const said of ['skip', 'skip', 'N/A']) await talk.say(said);
  await talk.sees('The cluster accepted this in a dry run');
  await talk.press('Request approval');
  await talk.press('Approve', 'cleo');
  await talk.sees('Ready: every object says so itself');

  const stored = world.cluster.objects().find(({ kind }) => kind === 'SqlDatabase');
  expect(stored).toMatchObject({ spec: { region: 'us-east-1' } });
  const files = world.slack.files().map(({ text }) => text);
  expect(files.join()).toContain('region: us-east-1');
  expect(files.join()).not.toContain('[hidden]');
  const shown = everythingShown();
  expect(shown).not.toContain(ACCESS_KEY);
  expect(shown).not.toContain(TOKEN);
});

it('shows no secret of a wrong answer, nor of further requirements', async () => {
  const talk = await ask(world);
  for (const said of ['skip', '1', `2. ${ACCESS_KEY}`]) await talk.say(said);
  expect(talk.text()).toContain('Namespace cannot be “[hidden]”');
  for (const said of [
    'name: other, namespace: a-team, size: small, region: us-east-1',
    'skip',
    'skip',
  ]) {
    await talk.say(said);
  }
  await talk.say(`create the user app with password: ${PASSWORD}`);
  await talk.sees('The cluster accepted this in a dry run');

  expect(everythingShown()).not.toContain(PASSWORD);
  expect(everythingShown()).not.toContain(ACCESS_KEY);
  expect(world.slack.violations).toEqual([]);
  expect(errorsIn(world)).toEqual([]);
});
