import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRecordings } from '../../src/playground/cluster/recordings.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { createNotedModel, type NotedCall } from '../fakes/noted-model.ts';
import { findRecordings, missingRecordings } from '../recordings-server.ts';
import { startWorld, type World } from '../world.ts';
import { ask, type Talk } from './at-the-wire.ts';
import { lead } from './person.ts';

/** Tokens of one whole recommendation, all its calls together. */
const INPUT_MAX = 12_000;
const OUTPUT_MAX = 3_000;

const INTENTS = [
  'create a PostgreSQL database in AWS',
  'a web application from image nginx:1.27, exposed to users at shop.example.com',
  'a bucket for uploads in AWS',
  'object storage in Azure',
  'a redis cache',
  'a message queue',
  'a kafka topic',
  'send the report every night',
  'self-hosted postgres with backups',
  'get a password out of the vault',
  'scale my workers with the load',
  'a TLS certificate for api.example.com',
];

/** Conversations of one world, and what each would have cost. */
interface Measured {
  readonly world: World;
  of(converse: () => Promise<unknown>): Promise<readonly NotedCall[]>;
  readonly calls: readonly NotedCall[];
  readonly conversations: readonly (readonly NotedCall[])[];
}

async function startMeasured(cluster: Parameters<typeof startWorld>[0]['cluster']) {
  const calls: NotedCall[] = [];
  const conversations: (readonly NotedCall[])[] = [];
  const world = await startWorld({
    cluster,
    watchModel: (model) => createNotedModel(model, calls),
  });
  const measured: Measured = {
    world,
    calls,
    conversations,
    async of(converse) {
      const before = calls.length;
      await converse();
      const own = calls.slice(before);
      conversations.push(own);
      return own;
    },
  };
  return measured;
}

describe('on the demo platform', () => {
  let measured: Measured;

  beforeAll(async () => {
    measured = await startMeasured({ documents: demoPlatform(), pace: 1_000 });
  });

  afterAll(async () => {
    print('the demo platform', measured);
    await measured.world.close();
  });

  it.each(INTENTS)('"%s" keeps to the budget', async (intent) => {
    const { world } = measured;
    const calls = await measured.of(() =>
      lead(world, { intent, name: `made-${measured.calls.length}` }),
    );

    expect(faultsOf(calls)).toEqual([]);
  });

  it('a conversation that asks for everything keeps to the budget', async () => {
    const calls = await measured.of(() => converseAboutEverything(measured.world, 'SqlDatabase'));

    expect(new Set(calls.map(({ task }) => task))).toEqual(new Set(EVERY_TASK));
    expect(faultsOf(calls)).toEqual([]);
  });
});

describe.skipIf(missingRecordings())('on the recordings of a real cluster', () => {
  let folder: string;
  let measured: Measured;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dotai-sizes-'));
    execFileSync('tar', ['-xJf', findRecordings() ?? '', '-C', folder]);
    const { server } = loadRecordings(join(folder, 'recordings'));
    measured = await startMeasured({ documents: COMPOSITIONS, recorded: server, pace: 1_000 });
  });

  afterAll(async () => {
    print('the recordings', measured);
    await measured.world.close();
    rmSync(folder, { recursive: true });
  });

  it.each([...INTENTS, 'an RDS instance in AWS', 'a virtual machine in AWS'])(
    '"%s" keeps to the budget',
    async (intent) => {
      const { world } = measured;
      const calls = await measured.of(() =>
        lead(world, { intent, name: `made-${measured.calls.length}` }),
      );

      expect(faultsOf(calls)).toEqual([]);
    },
  );

  it('a conversation that asks for everything keeps to the budget', async () => {
    const calls = await measured.of(() => converseAboutEverything(measured.world, 'SQL'));

    expect(new Set(calls.map(({ task }) => task))).toEqual(new Set(EVERY_TASK));
    expect(faultsOf(calls)).toEqual([]);
  });
});

const EVERY_TASK = [
  'clarify-intent',
  'assemble-solutions',
  'word-questions',
  'interpret-reply',
  'write-for-me',
  'apply-open-requirements',
];

/** What a platform team would have beside the recorded claim: one Composition for each cloud. */
const COMPOSITIONS = ['aws', 'azure', 'google'].map((provider) => ({
  apiVersion: 'apiextensions.crossplane.io/v1',
  kind: 'Composition',
  metadata: { name: `${provider}-postgresql`, labels: { provider, db: 'postgresql' } },
  spec: {
    mode: 'Pipeline',
    compositeTypeRef: { apiVersion: 'devopstoolkit.live/v1beta1', kind: 'SQL' },
    pipeline: [{ step: 'compose', functionRef: { name: 'compose' } }],
  },
}));

/** Two replies that only a model reads, a value written for them, and wishes at the end. */
async function converseAboutEverything(world: World, title: string): Promise<Talk> {
  const talk = await ask(world, { intent: 'Create a PostgreSQL database in AWS.' });
  await talk.sees('A few questions first');
  await talk.say(
    'It should be managed, publicly accessible, and there should be DB schema management.',
  );
  expect(textOf(await talk.sees('Press a button'))).toMatch(
    new RegExp(`1\\. ${title} in AWS`, 'u'),
  );
  await talk.say('1');
  await talk.sees('Required settings');
  await talk.say('I would like it to be called my-db please');
  await talk.say('put it into the a-team namespace');
  await talk.say('size: small, region: us-east-1');
  const basic = textOf(await talk.sees('Basic settings'));
  const databases = /^(\d+)\. \*?Databases/mu.exec(basic)?.[1];
  await talk.say(`${databases}. db-01, db-02`);
  await talk.say('Write a sample schema for me');
  await talk.sees('written for you: look it over');
  await talk.say('skip');
  await talk.say('skip');
  await talk.say('Keep two replicas of it, use the version 16.2, and paint it blue.');
  return talk;
}

/** What breaks a budget. */
function faultsOf(calls: readonly NotedCall[]): string[] {
  const { input, output } = totalOf(calls);
  const ranked = calls.findIndex(({ task }) => task === 'assemble-solutions');
  return [
    ranked < 0 ? 'no solutions were ranked' : '',
    ranked > 1 ? `${ranked} calls before the one that ranks solutions` : '',
    input > INPUT_MAX ? `${input} tokens in` : '',
    output > OUTPUT_MAX ? `${output} tokens out` : '',
  ].filter((fault) => fault !== '');
}

function totalOf(calls: readonly NotedCall[]) {
  const sum = (part: (call: NotedCall) => number): number =>
    calls.reduce((total, call) => total + part(call), 0);
  return {
    input: sum(({ inputTokens }) => inputTokens),
    output: sum(({ outputTokens }) => outputTokens),
  };
}

/** Estimated tokens by task and of whole conversations: calls, median and most, in and out. */
function print(where: string, { calls, conversations }: Measured): void {
  const rows = EVERY_TASK.flatMap((task) => {
    const own = calls.filter((call) => call.task === task);
    if (own.length === 0) return [];
    return [
      rowOf(
        task,
        own.map((call) => totalOf([call])),
      ),
    ];
  });
  const whole = rowOf('a whole recommend', conversations.map(totalOf));
  const head = ['calls', 'in p50', 'in max', 'out p50', 'out max'];
  const title = `tokens on ${where}\n${' '.repeat(24)}`;
  const heading = title + head.map((name) => name.padStart(8)).join('');
  process.stdout.write(`${[heading, ...rows, whole].join('\n')}\n`);
}

function rowOf(name: string, totals: readonly ReturnType<typeof totalOf>[]): string {
  const inputs = totals.map(({ input }) => input);
  const outputs = totals.map(({ output }) => output);
  const figures = [totals.length, ...spreadOf(inputs), ...spreadOf(outputs)];
  return name.padEnd(24) + figures.map((figure) => String(figure).padStart(8)).join('');
}

function spreadOf(figures: readonly number[]): [median: number, most: number] {
  const sorted = figures.toSorted((one, other) => one - other);
  return [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0];
}
