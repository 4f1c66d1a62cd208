import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/domain/json.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { loadPrompts, renderPrompt } from '../../src/prompts/prompt-file.ts';
import { TASKS } from '../../src/prompts/tasks.ts';
import { createNotedModel, type NotedCall } from '../fakes/noted-model.ts';
import { startWorld, type World } from '../world.ts';
import { ask, type Talk } from './at-the-wire.ts';

/** Words that stand in one place each, and the tasks that declare that place as their input. */
const CANARIES: readonly (readonly [word: string, where: string, tasks: readonly string[]])[] = [
  ['kestrel', 'another session’s intent', []],
  ['bullfinch', 'another session’s name', []],
  ['nuthatch', 'talk in the thread', []],
  ['goldcrest', 'the organisation’s identities', []],
  ['wheatear', 'an object’s data', []],
  ['redstart', 'an object’s annotation', []],
  ['U0000000ANA', 'who asks', []],
  [
    'dunnock',
    'the intent',
    ['clarify-intent', 'assemble-solutions', 'word-questions', 'write-for-me'],
  ],
  ['fieldfare', 'a clarification', ['assemble-solutions']],
  ['siskin', 'an earlier answer', ['write-for-me']],
  ['brambling', 'a reply that only a model reads', ['interpret-reply']],
  ['chiffchaff', 'a wish at the end', ['apply-open-requirements']],
];

const noted: JsonObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'notes', namespace: 'a-team', annotations: { note: 'redstart' } },
  data: { text: 'wheatear' },
};

describe('the context of every call', () => {
  const calls: NotedCall[] = [];
  let world: World;
  let own: readonly NotedCall[];
  let shown: string;

  beforeAll(async () => {
    world = await startWorld({
      cluster: { documents: [...demoPlatform(), noted], pace: 1_000 },
      organisation: { identities: [{ name: 'goldcrest', accounts: ['U0000000ANA'] }] },
      watchModel: (model) => createNotedModel(model, calls),
    });
    await converse(world, {
      intent: 'a kestrel PostgreSQL database in AWS',
      name: 'bullfinch',
      who: 'ben',
    });
    const before = calls.length;
    const talk = await converse(world, {
      intent: 'a dunnock PostgreSQL database in AWS',
      name: 'siskin',
      who: 'ana',
    });
    shown = talk.text();
    own = calls.slice(before);
  });

  afterAll(() => world.close());

  it('is asked of every task, so that the canaries below could have been seen', () => {
    expect(shown).toContain('chiffchaff');
    const tasks = new Set(own.map(({ task }) => task));
    const expected = CANARIES.flatMap(([, , declared]) => declared);

    expect(tasks).toEqual(new Set(expected));
  });

  it.each(CANARIES)('holds “%s” (%s) only where it is declared', (word, _, declared) => {
    const seen = own
      .filter(({ system, user }) => `${system}\n${user}`.includes(word))
      .map(({ task }) => task);

    expect(new Set(seen)).toEqual(new Set(declared));
  });

  it('is its input and nothing else: a call made alone has the same prompt', () => {
    const prompts = loadPrompts(new URL('../../prompts/', import.meta.url).pathname, TASKS);
    const again = own.toReversed().map(({ task, input }) => {
      const contract = TASKS.find(({ id }) => id === task);
      const prompt = prompts.get(task);
      if (!contract || !prompt) throw new Error(`no task ${task}`);
      return renderPrompt(prompt, contract.values(contract.input.parse(input))).user;
    });

    expect(again).toEqual(own.toReversed().map(({ user }) => user));
  });

  it('shares nothing with the call before: no prompt holds an earlier prompt or answer', () => {
    for (const [place, call] of own.entries()) {
      for (const earlier of own.slice(0, place)) {
        expect(call.user).not.toContain(earlier.user);
        expect(call.user).not.toContain(JSON.stringify(earlier.output));
      }
    }
  });

  it('has a system part that is the same for every call of a task', () => {
    for (const task of new Set(calls.map((call) => call.task))) {
      const systems = calls.filter((call) => call.task === task).map(({ system }) => system);
      expect(new Set(systems).size).toBe(1);
    }
  });
});

/** Through every task, with a word of its own in each place. */
async function converse(
  world: World,
  { intent, name, who }: { intent: string; name: string; who: string },
): Promise<Talk> {
  const talk = await ask(world, { intent, who });
  await talk.sees('A few questions first');
  await talk.say('a managed fieldfare, publicly accessible, with schema management');
  await talk.say('1');
  await talk.sees('Required settings');
  await talk.say('what a lovely nuthatch', 'cleo');
  await talk.say(`name: ${name}, namespace: a-team, size: small, region: us-east-1`);
  const basic = textOf(await talk.sees('Basic settings'));
  await talk.say('the brambling should decide about all of that');
  const databases = /^(\d+)\. \*?Databases/mu.exec(basic)?.[1];
  await talk.say(`${databases}. ${name}, db-02`);
  await talk.say('Write a sample schema for me');
  await talk.sees('written for you: look it over');
  await talk.say('skip');
  await talk.say('skip');
  await talk.say('it must sing like a chiffchaff');
  return talk;
}
