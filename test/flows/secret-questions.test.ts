import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { isJsonObject, type Json, JsonObject } from '../../src/domain/json.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { atQuestions, errorsIn } from './at-the-wire.ts';
import { everythingThatLeft, leaks } from './everything-shown.ts';
import { startWatchedClaude, type WatchedClaude } from './watched-claude.ts';

/** Neither its shape nor, under another name, what stands before it gives one of these away. */
const PLANTED = { password: 'horsebatterystaple', phrase: 'correctponyglue' } as const;

/** What the schemas call them, and how Claude words that. */
const REWORDED = new Map([
  ['Admin password', 'Admin sign-in phrase'],
  ['Unlock', 'How it is unlocked'],
]);
const SECRETS = {
  adminPassword: { type: 'string', description: 'How the admin signs in.' },
  unlock: { type: 'string', format: 'password', description: 'What the server is unlocked with.' },
};

/** The demo platform, whose databases demand two secrets. */
function documents(): readonly JsonObject[] {
  return JsonObject.array().parse(demoPlatform().map(withSecrets));
}

function withSecrets(json: Json): Json {
  if (Array.isArray(json)) return json.map((item: Json) => withSecrets(item));
  if (!isJsonObject(json)) return json;
  const { properties, required } = json;
  if (isJsonObject(properties) && 'publiclyAccessible' in properties && Array.isArray(required)) {
    const all = { ...properties, ...SECRETS };
    return { ...json, properties: all, required: [...required, ...Object.keys(SECRETS)] };
  }
  return Object.fromEntries(Object.entries(json).map(([name, item]) => [name, withSecrets(item)]));
}

const Worded = z.object({
  questions: z.array(z.object({ id: z.string(), label: z.string(), text: z.string() })),
});

let world: World;
let claude: WatchedClaude;

beforeAll(async () => {
  claude = await startWatchedClaude();
  const cluster = { documents: documents(), pace: 1_000 };
  world = await startWorld({ cluster, watchModel: claude.watchModel });
});

afterAll(async () => {
  await world.close();
  await claude.close();
});

it('tells nobody the answers to questions for secrets, whatever a model calls them', async () => {
  claude.answer('word-questions', ({ user }) => {
    const questions = [...REWORDED].flatMap(([label, other]) => {
      const line = user.split('\n').find((one) => one.includes(` | ${label}`));
      const id = line?.replace('<fields>', '').split(' | ', 1)[0];
      return id === undefined ? [] : [{ id, label: other, text: `${other}?` }];
    });
    return Worded.parse({ questions });
  });
  const talk = await atQuestions(world);
  for (const label of REWORDED.values()) expect(talk.text()).toContain(`${label}: `);

  await talk.say('name: my-db, namespace: a-team, region: us-east-1');
  await talk.say(`well, let us take ${PLANTED.phrase} for how it is unlocked`);
  expect(claude.prompts('interpret-reply')).toEqual([]);
  await talk.say(`admin sign-in phrase: ${PLANTED.password}`);
  await talk.say(`how it is unlocked: ${PLANTED.phrase}`);
  const required = textOf(talk.card('Required settings'));
  for (const label of REWORDED.values()) expect(required).toContain(`${label}: ✓ [hidden]`);
  await talk.open('Fill in');
  await talk.say('size: small');
  await talk.say('write a sample schema for me');
  expect(claude.prompts('write-for-me').at(-1)).toContain('Admin sign-in phrase: "[hidden]"');
  for (const said of ['skip', 'skip', 'N/A']) await talk.say(said);
  await talk.sees('This looks like a secret. Put it into a Secret in the cluster and name that');

  const left = await everythingThatLeft(world, claude);
  for (const way of ['prompts', 'cards', 'views', 'log', 'audit']) expect(left[way]).not.toBe('');
  expect(leaks(left, PLANTED)).toEqual([]);
  expect(errorsIn(world)).toEqual([]);
});
