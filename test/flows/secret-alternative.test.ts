import { afterAll, beforeAll, expect, it } from 'vitest';
import { isJsonObject, type Json, JsonObject } from '../../src/domain/json.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { startWorld, type World } from '../world.ts';
import { atQuestions, type Talk } from './at-the-wire.ts';

const INTENT = 'apply an SQL schema to the database that we have already';
const PASSED = 'The cluster accepted this in a dry run';

let world: World;

beforeAll(async () => {
  const documents = JsonObject.array().parse(demoPlatform().map(withPassword));
  world = await startWorld({ cluster: { documents, pace: 1_000 } });
});

afterAll(() => world.close());

/** The demo platform, whose credentials demand the password itself. */
function withPassword(json: Json): Json {
  if (Array.isArray(json)) return json.map((item: Json) => withPassword(item));
  if (!isJsonObject(json)) return json;
  const { properties, required } = json;
  if (isJsonObject(properties) && 'passwordFrom' in properties && 'host' in properties) {
    const password = { type: 'string', description: 'The password of the user.' };
    const demanded = Array.isArray(required) ? required : [];
    return {
      ...json,
      properties: { ...properties, password },
      required: [...demanded, 'password'],
    };
  }
  return Object.fromEntries(Object.entries(json).map(([name, item]) => [name, withPassword(item)]));
}

async function saidUntil(talk: Talk, end: string): Promise<void> {
  for (let step = 0; step < 5 && !talk.text().includes(end); step += 1) {
    await talk.say(talk.text().includes('Other requirements') ? 'N/A' : 'skip');
  }
}

it('asks for the alternative that needs no secret, and gets there by it', async () => {
  const talk = await atQuestions(world, { intent: INTENT });
  await talk.say('name: by-url, namespace: a-team, SQL: CREATE TABLE parcels (id int)');
  await talk.sees('URL');
  expect(talk.text()).not.toMatch(/password/iu);

  await talk.say('url: postgres://app@db.example.org:5432/orders');
  await saidUntil(talk, PASSED);
  await talk.sees(PASSED);
});
