import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, vi } from 'vitest';
import { createCandidateBook } from '../../src/activities/mining/candidate-book.ts';
import { openRedis } from '../../src/adapters/redis/connection.ts';
import { createRedisEvidenceStore } from '../../src/adapters/redis/evidence-store.ts';
import { createRedisTaughtRecords } from '../../src/adapters/redis/taught-records.ts';
import { openDatabaseReadOnly } from '../../src/adapters/sqlite/database.ts';
import { createSqliteEvidenceStore } from '../../src/adapters/sqlite/evidence-store.ts';
import { createSqliteTaughtRecords } from '../../src/adapters/sqlite/taught-records.ts';
import type { Candidate } from '../../src/domain/mining/candidate.ts';
import type { Evidence } from '../../src/domain/mining/evidence.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import type { PastSaid } from '../past-talk.ts';
import { CHANNEL, cards } from './conversation.ts';
import type { FaultWorld, Point } from './fault-world.ts';
import { CURATOR, PATIENCE } from './scanning.ts';

const MINED = '#a-team';
const HOUR_SECONDS = 3_600;
const PEOPLE = ['U0000000ANA', 'U0000000BEN', 'U000000DREW'] as const;

/** What is laid down, in threads and in the channel, far apart: some of it twice. */
const LESSONS: readonly string[] = [
  'For databases we always use SqlDatabase, because it sets up schemas and credentials in every cloud.',
  'Everything that must be public in AWS needs an InternetGateway, because without one nothing is reachable from the internet.',
  'Databases in AWS must always run in the us-east-1 region, because legal has signed off no other.',
  'For databases we always use SqlDatabase, because nothing else of ours is backed up.',
  'For web applications we always use WebApp, because it brings the ingress and the scaling along.',
  'Everything that must be public in AWS needs an InternetGateway, because nobody gets in without it.',
];

/** Lessons stand so many hours apart: one of them on every page of 200. */
const APART = 190;

/** Seven weeks of talk, six pages and more of it, with the same times in every world. */
export function weeksOfTalk(now: Date): readonly PastSaid[] {
  const hours = APART * LESSONS.length;
  const first = Math.floor(now.getTime() / 1_000) - (hours + 24) * HOUR_SECONDS;
  return Array.from({ length: hours }, (_, hour) => saidAt(first, hour)).flat();
}

function saidAt(first: number, hour: number): readonly PastSaid[] {
  const seconds = first + hour * HOUR_SECONDS;
  const user = PEOPLE[hour % PEOPLE.length] ?? PEOPLE[0];
  const own = { channel: 'C0000ATEAM0', user, ts: `${seconds}.000100` };
  const lesson = hour % APART === 100 ? LESSONS[Math.floor(hour / APART)] : undefined;
  if (lesson === undefined) return [{ ...own, text: `Lunch number ${hour}, anybody?` }];
  if (hour % (2 * APART) === 100) return [{ ...own, text: lesson }];
  const reply = { channel: own.channel, user: PEOPLE[0], ts: `${seconds + 60}.000100` };
  return [
    { ...own, text: 'How do we do this here, please?' },
    { ...reply, text: lesson, thread: own.ts },
  ];
}

/** A curator asks for the channel to be read; resolves with the question whether it may be. */
async function askToMine({ slack }: FaultWorld): Promise<Message> {
  const said = await slack.as(CURATOR).command(CHANNEL, `/dotai patterns mine ${MINED} since 90d`);
  expect(said.error).toBeUndefined();
  return slack.waitFor(
    () => cards(slack).find((one) => textOf(one).includes(`Open ${MINED} for mining?`)),
    { what: 'the question whether it may be read', timeoutMs: PATIENCE.timeout },
  );
}

async function open({ slack }: FaultWorld, card: Message): Promise<void> {
  const { error } = await slack.as(CURATOR).press(card, { label: 'Open it and read' });
  expect(error).toBeUndefined();
}

/** A curator has the channel read; resolves when that was heard. */
export async function beginMining(world: FaultWorld): Promise<void> {
  await open(world, await askToMine(world));
}

/** Has the victim die at each of the points, one a life, while the channel is read. */
export async function dieAt(world: FaultWorld, points: readonly Point[]): Promise<void> {
  const card = await askToMine(world);
  const [first, ...others] = points;
  if (!first) throw new Error('there is nothing to die of');
  let trap = world.killAt(first);
  await open(world, card);
  for (const next of [...others, undefined]) {
    const end = await Promise.race([trap.sprung.then(() => 'died'), minedIn(world)]);
    if (end !== 'died')
      throw new Error(`the job ended before its next death${next ? '' : ', the last'}`);
    await world.kill();
    if (next) trap = world.killAt(next);
    const started = world.start();
    started.catch(() => undefined); // it may die before it is ready
    await (next ? Promise.race([started, trap.sprung]) : started);
  }
}

/** Resolves when the channel is read and nothing is left to do. */
export async function minedIn({ slack, records }: FaultWorld): Promise<void> {
  await slack.waitFor(() => cards(slack).some((one) => textOf(one).startsWith(`Read ${MINED}`)), {
    what: 'the end of the job',
    timeoutMs: PATIENCE.timeout,
  });
  await vi.waitFor(async () => expect(await records.unfinished()).toEqual([]), PATIENCE);
}

/** What came of it, by what people and the records show; the same for the same talk. */
export async function outcome(world: FaultWorld) {
  const { slack, records } = world;
  const { candidates, evidence } = await found(world);
  const entries = await records.audit();
  const own = cards(slack);
  return {
    candidates: byId(candidates.map((one) => ({ ...one, ...WHENEVER }))),
    evidence: byId(evidence),
    reviews: own
      .filter(isReview)
      .map((one) => withoutTimes(textOf(one)))
      .toSorted(),
    told: own.filter((one) => !isReview(one)).map((one) => amounts(textOf(one))),
    notices: notices(world).length,
    audit: entries.map(({ action }) => action).filter((action) => action.startsWith('mining')),
  };
}

/** How often it was changed, and when it was found, is another matter each time. */
const WHENEVER = { version: 0, foundAt: '' } as const;

function byId<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** When it was found is another matter each time. */
function withoutTimes(text: string): string {
  return text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/gu, 'some day');
}

/** How much was read at which pace is another matter each time. */
function amounts(text: string): string {
  return text.replaceAll(/ · [^\n]*/gu, '');
}

function isReview(message: Message): boolean {
  return /^(?:Pattern|Policy)/u.test(textOf(message));
}

function notices({ slack }: FaultWorld): readonly Message[] {
  return slack
    .messages(MINED)
    .filter((one) => textOf(one).includes('I read this channel for patterns and policies'));
}

interface Found {
  readonly candidates: readonly Candidate[];
  readonly evidence: readonly Evidence[];
}

async function found({ records, environment }: FaultWorld): Promise<Found> {
  if (records.redis) {
    const connection = await openRedis({ url: records.redis.url, logger: createFakeLogger() });
    const taught = createRedisTaughtRecords({ connection });
    const kept = await inBook({ taught, evidence: createRedisEvidenceStore({ connection }) });
    await connection.close();
    return kept;
  }
  const database = openDatabaseReadOnly(fileOf({ environment }));
  const parts = { database, lease: { check: () => undefined } };
  const taught = createSqliteTaughtRecords(parts);
  const kept = await inBook({ taught, evidence: createSqliteEvidenceStore(parts) });
  database.close();
  return kept;
}

async function inBook(parts: Parameters<typeof createCandidateBook>[0]): Promise<Found> {
  const book = createCandidateBook(parts);
  const candidates = await book.all();
  const evidence = await Promise.all(candidates.map(({ id }) => book.evidence(id)));
  return { candidates, evidence: evidence.flat() };
}

function fileOf({ environment }: Pick<FaultWorld, 'environment'>): string {
  return join(environment['DOTAI_DATA_DIR'] ?? '', 'dotai.db');
}

/**
 * As soon as a candidate was found in so many conversations, the step of a mining job takes hours to write: the
 * process can be killed in the middle of it. `reached` resolves when that candidate is stored.
 */
export function stallSteps(
  world: FaultWorld,
  foundIn: number,
): { reached(): Promise<void>; goOn(): void } {
  const path = fileOf(world);
  run(
    path,
    `CREATE TRIGGER stalled BEFORE UPDATE ON sessions WHEN NEW.workflow = 'mining'
       AND EXISTS (SELECT 1 FROM taught_records WHERE collection = 'candidates'
         AND json_extract(record, '$.body.foundIn') >= ${foundIn})
     BEGIN
       SELECT sum(a.row * b.row * c.row * d.row * e.row * f.row) FROM knowledge_entries a,
         knowledge_entries b, knowledge_entries c, knowledge_entries d, knowledge_entries e,
         knowledge_entries f;
     END`,
  );
  return {
    async reached() {
      await vi.waitFor(async () => {
        const { candidates } = await found(world);
        expect(candidates.some((one) => one.foundIn >= foundIn)).toBe(true);
      }, PATIENCE);
    },
    goOn: () => run(path, 'DROP TRIGGER stalled'),
  };
}

function run(path: string, statement: string): void {
  const connection = new DatabaseSync(path, { timeout: 5_000 });
  connection.exec(statement);
  connection.close();
}
