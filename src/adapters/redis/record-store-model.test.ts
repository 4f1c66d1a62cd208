import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anActor, anEffect, aPlace, aSession } from '../../../test/builders.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { createFakeRecordStore } from '../../../test/fakes/record-store.ts';
import { missingRedis } from '../../../test/redis/redis-server.ts';
import { useRedis } from '../../../test/redis/stage.ts';
import { Failure } from '../../domain/failure.ts';
import type { Commit, OutboxChange, RecordStore, SessionFilter } from '../../ports/record-store.ts';
import { createRedisRecordStore } from './record-store.ts';

const ids = ['s0', 's1', 's2', 's3'];
const threads = [undefined, 'm1', 'm2'];
const keys = [undefined, 'scan:c1', 'scan:c2'];
const cancelKeys = [undefined, 'expire', 'thinking'];
const lanes = [undefined, 'a', 'b'];

const Step = fc.record({
  id: fc.constantFrom(...ids),
  /** Hardly ever somebody is late. */
  isLate: fc.nat(9).map((number) => number === 0),
  workflow: fc.constantFrom('recommend', 'scan'),
  isOpen: fc.nat(3).map((number) => number > 0),
  isListening: fc.boolean(),
  isAwaiting: fc.boolean(),
  thread: fc.constantFrom(...threads),
  key: fc.constantFrom(...keys),
  effects: fc.array(
    fc.record({ lane: fc.constantFrom(...lanes), key: fc.constantFrom(...cancelKeys) }),
    { maxLength: 4 },
  ),
  cancels: fc.subarray(['expire', 'thinking']),
  finishes: fc.option(fc.nat(), { nil: undefined, freq: 1 }),
  finishesAlone: fc.array(fc.nat(), { maxLength: 1 }),
  begins: fc.array(fc.nat(), { maxLength: 2 }),
});
type Step = typeof Step extends fc.Arbitrary<infer Value> ? Value : never;

const filters: readonly SessionFilter[] = [
  { limit: 2 },
  { limit: 9, isOldestFirst: true },
  { limit: 9, isOpen: true },
  { limit: 9, isOpen: false },
  { limit: 9, workflow: 'scan' },
  { limit: 9, workflow: 'recommend', isOpen: true, isOldestFirst: true },
  { limit: 9, owner: anActor('U0') },
  { limit: 1, owner: anActor('U0'), isOpen: true },
  { limit: 9, owner: anActor('U1'), workflow: 'scan' },
  { limit: 9, key: 'scan:c1' },
  { limit: 9, key: 'scan:c1', isOpen: true },
  { limit: 9, awaits: 'approval' },
  { limit: 9, awaits: 'approval', isOpen: true, workflow: 'scan' },
];

function commitOf(step: Step, versions: Map<string, number>, added: string[]): Commit {
  const index = ids.indexOf(step.id);
  const version = versions.get(step.id) ?? 0;
  const record = aSession({
    id: step.id,
    version: version + 1,
    workflow: step.workflow,
    owner: anActor(`U${index % 2}`),
    place: aPlace(step.thread === undefined ? {} : { thread: step.thread }),
    isOpen: step.isOpen,
    isListening: step.isListening,
    openedAt: `2026-11-0${1 + Math.floor(index / 2)}T09:00:00.000Z`,
    updatedAt: '2026-11-02T09:00:00.000Z',
    ...(step.isAwaiting && { awaits: 'approval' }),
    ...(step.key !== undefined && { key: step.key }),
  });
  const finishes = step.finishes === undefined ? {} : { effectId: effectOf(step.finishes, added) };
  const names = step.effects.map((_, place) => `e${added.length + place}`);
  added.push(...names); // also where the commit is refused: ids are never used twice
  return {
    session: { record, expectedVersion: step.isLate ? version + 1 : version },
    effects: step.effects.map(({ lane, key }, place) =>
      anEffect(names[place] ?? '', { streamId: step.id, lane, key }),
    ),
    cancels: step.cancels,
    audit: [],
    finishes,
  };
}

/** One of the effects that some step asked for: it may be settled, or never have been stored. */
function effectOf(number: number, added: readonly string[]): string {
  return added[number % added.length] ?? 'none';
}

async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    if (error instanceof Failure) return error.kind;
    throw error;
  }
}

/** All that can be read of a store. */
async function readingOf(store: RecordStore): Promise<unknown> {
  return {
    sessions: await Promise.all(filters.map((filter) => store.sessions(filter))),
    listening: await Promise.all(
      ['m1', 'm2'].map((thread) => store.listeningSession(aPlace({ thread }))),
    ),
    unfinished: await store.unfinishedEffects(99),
    runnable: await store.runnableEffects(),
  };
}

function changesOf(store: RecordStore): unknown[] {
  const changes: unknown[] = [];
  store.onOutboxChange(({ runnable, cancelledIds }: OutboxChange) => {
    changes.push({ runnable, cancelledIds: cancelledIds.toSorted() });
  });
  return changes;
}

describe.skipIf(missingRedis())('records in Redis', () => {
  const redis = useRedis();

  it('are at every moment what records in memory are', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(Step, { minLength: 1, maxLength: 15 }), async (steps) => {
        await redis().client.flushall();
        const clock = createFakeClock();
        const logger = createFakeLogger();
        const real = createRedisRecordStore({ connection: redis(), clock, logger });
        const model = createFakeRecordStore(() => clock.now().toISOString());
        const [told, expected] = [changesOf(real), changesOf(model)];
        const versions = new Map<string, number>();
        const added: string[] = [];
        for (const step of steps) {
          const commit = commitOf(step, versions, added);
          const outcome = await outcomeOf(model.commit(commit));
          expect(await outcomeOf(real.commit(commit))).toBe(outcome);
          if (outcome === 'done') versions.set(step.id, (versions.get(step.id) ?? 0) + 1);
          for (const id of step.begins.map((number) => effectOf(number, added))) {
            expect(await real.beginEffect(id)).toEqual(await model.beginEffect(id));
          }
          for (const id of step.finishesAlone.map((number) => effectOf(number, added))) {
            await model.finishEffect(id);
            await real.finishEffect(id);
          }
          expect(await readingOf(real)).toEqual(await readingOf(model));
          expect(told).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});
