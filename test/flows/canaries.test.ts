import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { JsonObject } from '../../src/domain/json.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { ask, atQuestions, errorsIn, INTENT, type Talk } from './at-the-wire.ts';
import { everythingThatLeft, leaks } from './everything-shown.ts';
import { startWatchedClaude, type WatchedClaude } from './watched-claude.ts';

/** One for each way in, all of them different, and each of another kind. */
const PLANTED = {
  intent: 'AKIAINTENTCANARY0001',
  talk: ['xoxb', '111111111111', 'talkcanaryabcdef'].join('-'),
  answer: 'answer-canary-9',
  wrongAnswer: 'AKIAWRONGANSWER00001',
  requirement: 'requirement-canary-7',
  written: `sk-ant-api03-${'writtencanary7'.repeat(2)}`,
  description: 'eyJhbGciOiJIUzI1NiJ9.ZGVzY3JpcHRpb25DYW5hcnk.c2lnbmF0dXJlMDE',
  fieldDescription: 'Xk29dLq0vN3pQ8sTfield',
  default: `ghp_${'defaultCanary0'.repeat(3)}`,
  example: 'example-canary-5',
  annotation: 'MIIEannotationCanaryKey0123456789',
  namespace: 'glpat-namespacecanary0000001',
  serverMessage: 'server-canary-3',
  secretData: 'SECRETDATACANARY',
} as const;

/** The demo platform with a canary in whatever the cluster tells. */
function documents(): readonly JsonObject[] {
  const text = JSON.stringify(demoPlatform())
    .replace(
      'A managed PostgreSQL database server',
      `A managed PostgreSQL database server (ask with ${PLANTED.description})`,
    )
    .replace(
      '"description":"The PostgreSQL version, such as 16.',
      `"default":"${PLANTED.default}","description":"The PostgreSQL version, such as 16.`,
    )
    .replace(
      'Where the server runs.',
      `Where the server runs. Its token, ${PLANTED.fieldDescription}, is for example password=${PLANTED.example}.`,
    )
    .replace(
      '"description":"How big the server is:',
      `"x-kubernetes-validations":[{"rule":"self != 'large'","message":"large is not served, login admin password ${PLANTED.serverMessage}"}],"description":"How big the server is:`,
    );
  const pem = `-----BEGIN PRIVATE KEY-----\n${PLANTED.annotation}\n-----END PRIVATE KEY-----`;
  return [
    ...JsonObject.array().parse(JSON.parse(text)),
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: PLANTED.namespace } },
    {
      apiVersion: 'platform.acme.example/v1beta1',
      kind: 'SqlDatabase',
      metadata: { name: 'old-db', namespace: 'a-team', annotations: { 'acme.example/key': pem } },
      spec: { size: 'small', region: 'us-east-1' },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'old-db-credentials', namespace: 'a-team' },
      data: { password: PLANTED.secretData },
    },
  ];
}

const SomeSolutions = z.object({ solutions: z.array(z.looseObject({})) });

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

/** Everything is said, typed, pressed and looked at once. */
async function wholeConversation(): Promise<Talk> {
  const { slack } = world;
  const talk = await atQuestions(world, { intent: `${INTENT}, clone it with ${PLANTED.intent}` });
  await talk.say(`by the way, the bot has ${PLANTED.talk} by now`, 'ben');
  await talk.say(`hm, by the way, ${PLANTED.talk} is the one that the bot has by now`);
  await talk.say(`namespace: ${PLANTED.wrongAnswer}`);
  await talk.say(`region: postgres://app:${PLANTED.answer}@db.example/app`);
  const form = await talk.open('Fill in');
  expect(textOf(form)).toContain('Namespace cannot be “[hidden]”');
  await talk.say('name: old-db, namespace: a-team, size: large');
  await talk.say('1. orders');
  await talk.say('skip');
  await talk.say('write a sample schema for me');
  expect(textOf(talk.newest())).toContain('written for you');
  await talk.say('skip');
  await talk.say(`create the user app with password: ${PLANTED.requirement}`);
  const refused = textOf(talk.card('Required settings'));
  expect(refused).toContain('large is not served, login admin password [hidden]');
  expect(refused).toContain('This looks like a secret. Put it into a Secret in the cluster');
  await talk.say('size: small, region: us-east-1');
  await talk.say('skip');
  await talk.say('1. [{"database": "orders", "sql": "CREATE TABLE t (k text)"}]');
  await talk.say('skip');
  await talk.say('N/A');
  await talk.press('Request approval');
  await talk.press('Approve', 'cleo');
  await talk.sees('Ready: every object says so itself');
  await slack.as('ana').home();
  await slack.as('ana').command('#platform', '/dotai capabilities show sqldatabases');
  await world.idle();
  return talk;
}

describe('what was planted', () => {
  let left: Readonly<Record<string, string>>;

  beforeAll(async () => {
    claude.answer('write-for-me', () => ({
      value: [
        {
          entries: [
            { name: 'database', value: 'orders' },
            { name: 'sql', value: `CREATE TABLE t (k text); -- ${PLANTED.written}` },
          ],
        },
      ],
      note: `It uses ${PLANTED.written}.`,
    }));
    await wholeConversation();
    left = await everythingThatLeft(world, claude);
  });

  it('leaves by no prompt, card, form, file, log line or audit entry', () => {
    for (const way of Object.values(left)) expect(way).not.toBe('');
    // An option's value is what comes back when it is chosen: the namespace's own name. Its label,
    // which people read, is hidden.
    expect(leaks(left, PLANTED)).toEqual(['views: namespace']);
  });

  it('was on its way to the model, which got a placeholder each time', () => {
    const given = claude.asked.map(({ given: text }) => text).join('\n');
    const reached = leaks({ given }, PLANTED).map((leak) => leak.replace('given: ', ''));

    expect(reached.join(' ')).toBe(
      'intent talk answer requirement description fieldDescription namespace',
    );
    for (const { user, given: text } of claude.asked) {
      const isPlanted = leaks({ text }, PLANTED).length > 0;
      expect(/⟨secret-\d+⟩/u.test(user)).toBe(isPlanted);
    }
  });

  it('was on its way to people, who see that something is hidden', () => {
    const { cards = '', files = '' } = left;

    expect(cards).toContain('clone it with [hidden]');
    expect(cards).toContain('login admin password [hidden]');
    expect(cards).toContain('CREATE TABLE t (k text); -- [hidden]');
    expect(files).toMatch(/acme\.example\/key: \|-\n\s+\[hidden\]/u);
  });

  it('is what somebody keeps in a Secret, which nobody has read', () => {
    const { cluster, config } = world;
    const urls = cluster.requests().map(({ url }) => url);
    const records = readdirSync(config.dataDirectory)
      .map((name) => readFileSync(join(config.dataDirectory, name), 'latin1'))
      .join('');

    expect(urls.length).toBeGreaterThan(50);
    expect(urls.filter((url) => /\/api\/v1\/(?:.*\/)?secrets\b/u.test(url))).toEqual([]);
    expect(records).toContain('old-db');
    expect(records).not.toContain(PLANTED.secretData);
  });

  it('has broken none of Slack’s rules, and logged no error', () => {
    expect(world.slack.violations).toEqual([]);
    expect(errorsIn(world)).toEqual([]);
  });
});

describe('a value that looks like a secret', () => {
  /** The model sees a placeholder and answers with it. */
  function answersWithPlaceholder(label: string): void {
    claude.answer('interpret-reply', ({ user }) => {
      const questionId = user.split('\n').find((one) => one.includes(` | ${label} | `));
      const value = /⟨secret-\d+⟩/u.exec(user.slice(user.indexOf('<text>')))?.[0];
      const id = questionId?.replace('<questions>', '').split(' | ', 1)[0];
      return { isAnswer: true, answers: [{ questionId: id, value }] };
    });
  }

  it('comes back from the model hidden, and stands in the manifest once it is typed by itself', async () => {
    answersWithPlaceholder('Name');
    const talk = await atQuestions(world);
    await talk.say('well, let us see, what we call our token is orders-db-7');
    expect(textOf(talk.newest())).toContain('Name: ✓ [hidden]');
    expect(claude.prompts('interpret-reply').at(-1)).not.toContain('orders-db-7');
    await talk.say('namespace: a-team, size: small, region: us-east-1');
    for (const said of ['skip', 'skip', 'N/A']) await talk.say(said);
    await talk.sees('If it is no secret, write it here by itself.');
    expect(talk.text()).not.toContain('orders-db-7');
    await talk.say('name: orders-db-7');
    expect(talk.text()).toContain('*Name*\norders-db-7');
    for (const said of ['skip', 'skip', 'N/A']) await talk.say(said);
    await talk.sees('The cluster accepted this in a dry run');
    await talk.press('Request approval');
    await talk.press('Approve', 'cleo');
    await talk.sees('Ready: every object says so itself');

    const names = world.cluster
      .objects()
      .flatMap(({ kind, metadata }) =>
        kind === 'SqlDatabase' ? [JsonObject.parse(metadata)['name']] : [],
      );
    expect(names).toContain('orders-db-7');
  });

  it('is kept as it was typed where it is one, hidden on cards and refused in manifests', async () => {
    const key = 'AKIAREVERSIBLE000001';
    answersWithPlaceholder('Region');
    const talk = await atQuestions(world);
    await talk.say(`well, let us see, somebody gave me ${key} for that`);
    expect(textOf(talk.newest())).toContain('Region: ✓ [hidden]');
    await talk.say('name: another, namespace: a-team, size: small');
    for (const said of ['skip', 'skip', 'N/A']) await talk.say(said);

    await talk.sees('This looks like a secret. Put it into a Secret in the cluster and name that');
    expect(leaks(await everythingThatLeft(world, claude), { key })).toEqual([]);
  });

  it('is hidden where the model speaks of it to people', async () => {
    claude.answer('assemble-solutions', ({ usual }) => {
      const { solutions } = SomeSolutions.parse(usual);
      const reasons = ['It can log in with ⟨secret-1⟩.'];
      return { solutions: solutions.map((one) => ({ ...one, reasons })) };
    });
    const talk = await ask(world, { intent: `${INTENT}, the password is tiger-2-lilies` });
    await talk.say('skip');

    expect(talk.text()).toContain('It can log in with [hidden].');
    const left = await everythingThatLeft(world, claude);
    expect(leaks(left, { password: 'tiger-2-lilies' })).toEqual([]);
  });

  const REQUIRED = 'name: third, namespace: a-team, size: small, region: us-east-1';
  const Fields = z.object({ values: z.array(z.unknown()), unmet: z.array(z.string()) });

  /** Claude puts the first secret of the requirements into the version, for these words of them. */
  function setsVersionFor(because: string): void {
    claude.answer('apply-open-requirements', ({ user }) => {
      const line = user.split('\n').find((one) => one.includes(' | spec.version | '));
      const id = line?.replace('<fields>', '').split(' | ', 1)[0];
      return Fields.parse({ values: [{ id, value: '⟨secret-1⟩', because }], unmet: [] });
    });
  }

  it.each([
    ['no words that ask for it', 'be fast', 'Claude’s answer could not be used'],
    ['words that hold it', 'the admin password is ⟨secret-1⟩', 'If it is no secret, write it here'],
  ])('is shown nowhere when the model sets it for %s', async (_which, because, seen) => {
    setsVersionFor(because);
    const talk = await atQuestions(world);
    await talk.say(REQUIRED);
    for (const said of ['skip', 'skip']) await talk.say(said);
    await talk.say('be fast, the admin password is hunter2secret!');

    await talk.sees(seen);
    const left = await everythingThatLeft(world, claude);
    expect(leaks(left, { password: 'hunter2secret' })).toEqual([]);
  });
});
