import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createBullQueue } from '../../src/adapters/bullmq/effect-queue.ts';
import type { Again, EffectQueue } from '../../src/ports/effect-queue.ts';
import type { EffectPool, StoredEffect } from '../../src/ports/record-store.ts';
import { anEffect } from '../builders.ts';
import { createFakeLogger, type FakeLogger } from '../fakes/logger.ts';
import { type RunningRedis, startRedis } from '../redis/redis-server.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

/** Far above what is needed: a lock that was lost is noticed after 13 s. */
export const PATIENCE = { timeout: 60_000 };

export interface TestQueue {
  readonly queue: EffectQueue;
  readonly logger: FakeLogger;
  /** Ids in the order in which they began here. */
  readonly begun: readonly string[];
  /** `id: reason`. */
  readonly aborted: readonly string[];
  readonly handed: readonly StoredEffect[];
  /** Begins to run; each effect ends when `end` names it, or at once where the handler says so. */
  readonly start: (handler?: (effect: StoredEffect) => Promise<Again | undefined>) => void;
  readonly end: (id: string, again?: Again) => void;
}

/** A Redis for the suite, and queues over it that a test opens: one key space a test. */
export function bullStage(slots: Readonly<Record<EffectPool, number>>) {
  let redis: RunningRedis | undefined;
  let prefix = '';
  const closers: (() => Promise<void>)[] = [];
  const url = (): string => redis?.url ?? '';

  beforeAll(async () => {
    redis = await startRedis();
  });
  beforeEach(() => {
    prefix = randomUUID();
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  afterAll(() => redis?.close());

  return {
    url,
    prefix: () => prefix,
    kill: async () => redis?.kill(),
    restart: async () => redis?.restart(),
    open(): TestQueue {
      const made = testQueue({ url: url(), prefix, slots });
      closers.push(() => made.close());
      return made;
    },
    process(): WorkerProcess {
      const child = startWorkerProcess(url(), prefix);
      closers.push(() => child.kill());
      return child;
    },
    afterwards: (close: () => Promise<void>): void => void closers.push(close),
    /** A client of the test's own, to look at Redis with. */
    client(): Redis {
      const client = new Redis(url());
      closers.push(async () => client.disconnect());
      return client;
    },
  };
}

export function stored(id: string, over: Partial<StoredEffect> = {}): StoredEffect {
  return { ...anEffect(id), sequence: 1, attempts: 0, ...over };
}

export function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `e${index}`);
}

function testQueue(options: {
  readonly url: string;
  readonly prefix: string;
  readonly slots: Readonly<Record<EffectPool, number>>;
}): TestQueue & { close(): Promise<void> } {
  const logger = createFakeLogger();
  const queue = createBullQueue({ ...options, logger });
  const begun: string[] = [];
  const aborted: string[] = [];
  const handed: StoredEffect[] = [];
  const ends = new Map<string, (again: Again | undefined) => void>();
  return {
    queue,
    logger,
    begun,
    aborted,
    handed,
    start(handler) {
      queue.start(async (effect, signal) => {
        begun.push(effect.id);
        handed.push(effect);
        signal.addEventListener('abort', () => {
          aborted.push(`${effect.id}: ${String(signal.reason)}`);
        });
        if (handler) return handler(effect);
        const { promise, resolve } = Promise.withResolvers<Again | undefined>();
        ends.set(effect.id, resolve);
        return promise;
      });
    },
    end(id, again) {
      ends.get(id)?.(again);
    },
    async close() {
      for (const end of ends.values()) end(undefined);
      await queue.stop(0);
    },
  };
}
