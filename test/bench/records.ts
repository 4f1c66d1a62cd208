import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRedis } from '../../src/adapters/redis/connection.ts';
import { createRedisRecordStore } from '../../src/adapters/redis/record-store.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteRecordStore } from '../../src/adapters/sqlite/record-store.ts';
import { createSystemClock } from '../../src/adapters/system/clock.ts';
import type { RecordStore } from '../../src/ports/record-store.ts';
import { aMessage, anEffect, aPlace, aSession } from '../builders.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { startRedis } from '../redis/redis-server.ts';
import { type BenchOptions, inModes } from './options.ts';
import type { Measurement } from './measurement.ts';
import { quantile, spread } from './samples.ts';
import type { Mode } from './shared-services.ts';

/** Sessions that are open, with an effect of each that waits. */
const SIZES = [1_000, 2_000, 4_000, 8_000];
const STEPS = 300;
const AT_ONCE = 100;
const GROWTH_BUDGET = 1.25;
const LATER = '2999-01-01T00:00:00.000Z';

/**
 * What one step of a conversation costs the records, from the event to the effect that it caused and
 * ended, while more and more sessions are open.
 */
export function measureRecords(options: BenchOptions): Promise<readonly Measurement[]> {
  return inModes(options, async (mode) => {
    const opened = await openStore(mode);
    try {
      return await measureGrowth(opened.store);
    } finally {
      await opened.close();
    }
  });
}

async function openStore(mode: Mode): Promise<{ store: RecordStore; close(): Promise<void> }> {
  const clock = createSystemClock();
  if (mode === 'embedded') {
    const folder = mkdtempSync(join(tmpdir(), 'dotai-bench-records-'));
    const database = openDatabase(join(folder, 'dotai.db'));
    const lease = { check: () => undefined };
    return {
      store: createSqliteRecordStore({ database, lease, clock, logger: createFakeLogger() }),
      async close() {
        database.close();
        rmSync(folder, { recursive: true });
      },
    };
  }
  const redis = await startRedis();
  const logger = createFakeLogger();
  const connection = await openRedis({ url: redis.url, logger });
  return {
    store: createRedisRecordStore({ connection, clock, logger }),
    async close() {
      await connection.close();
      await redis.close();
    },
  };
}

async function measureGrowth(store: RecordStore): Promise<readonly Measurement[]> {
  const curve: { readonly size: number; readonly tookMs: readonly number[] }[] = [];
  let open = 0;
  for (const size of SIZES) {
    for (; open < size; open += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => begin(store, open + index)));
    }
    const tookMs: number[] = [];
    for (let step = 0; step < STEPS; step += 1) {
      const startMs = performance.now();
      await takeStep(store, `${size}-${step}`, Math.floor((step * size) / STEPS));
      tookMs.push(performance.now() - startMs);
    }
    curve.push({ size, tookMs });
  }
  const medians = curve.map(({ tookMs }) => quantile(tookMs, 0.5));
  const growth = (medians.at(-1) ?? Number.NaN) / (medians[0] ?? Number.NaN);
  return [
    ...curve.map(({ size, tookMs }): Measurement => ({
      what: `records: one step, ${size} sessions open`,
      unit: 'ms',
      values: spread(tookMs, 'p95'),
    })),
    {
      what: `records: median step with ${SIZES.at(-1)} sessions, against ${SIZES[0]}`,
      unit: '×',
      values: { value: growth },
      budget: { of: 'value', atMost: GROWTH_BUDGET },
    },
  ];
}

function sessionOf(index: number, version: number) {
  const place = aPlace({ thread: `thread-${index}` });
  return aSession({ id: `session-${index}`, version, place });
}

async function begin(store: RecordStore, index: number): Promise<void> {
  const record = sessionOf(index, 1);
  const streamId = record.id;
  const waits = anEffect(`${streamId}-1-0`, { streamId, notBefore: LATER });
  await store.commit({
    session: { record, expectedVersion: 0 },
    effects: [waits],
    cancels: [],
    audit: [],
    finishes: {},
  });
}

/** As the runtime does it: event, session, decision, effect. */
async function takeStep(store: RecordStore, name: string, index: number): Promise<void> {
  const event = aMessage('next', {
    id: `event-${name}`,
    place: aPlace({ thread: `thread-${index}` }),
  });
  await store.receive(event);
  const session = await store.listeningSession(event.place);
  if (!session) throw new Error(`session ${index} is lost`);
  const version = session.version + 1;
  const streamId = session.id;
  const effect = anEffect(`${streamId}-${version}-0`, { streamId, lane: streamId });
  await store.commit({
    session: { record: { ...session, version }, expectedVersion: session.version },
    effects: [effect],
    cancels: [],
    audit: [],
    finishes: { inboundId: event.id },
  });
  if (!(await store.beginEffect(effect.id))) throw new Error(`effect ${effect.id} is lost`);
  await store.finishEffect(effect.id);
}
