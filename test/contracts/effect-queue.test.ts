import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { createBullQueue } from '../../src/adapters/bullmq/effect-queue.ts';
import { createInProcessQueue } from '../../src/adapters/system/in-process-queue.ts';
import type { EffectQueue } from '../../src/ports/effect-queue.ts';
import { createFakeClock, settled } from '../fakes/clock.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { missingRedis, type RunningRedis, startRedis } from '../redis/redis-server.ts';
import { effectQueueContract } from './effect-queue.ts';

const SLOTS = { quick: 20, cards: 20, work: 3, parallel: 20, background: 3 } as const;

describe('effect queue of one process', () => {
  effectQueueContract(async () => {
    const clock = createFakeClock();
    const queue = createInProcessQueue({ clock, slots: SLOTS, logger: createFakeLogger() });
    return {
      queue,
      slots: SLOTS.work,
      now: () => clock.now(),
      async pass(ms) {
        await settled();
        await clock.advance(ms);
        await settled();
      },
    };
  });
});

describe.skipIf(missingRedis())('effect queue on BullMQ', () => {
  let redis: RunningRedis;
  let count = 0;
  const opened: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });
  afterAll(() => redis.close());

  effectQueueContract(async () => {
    count += 1;
    const logger = createFakeLogger();
    const prefix = `test-${count}`;
    const queue = createBullQueue({ url: redis.url, logger, slots: SLOTS, prefix });
    const over = Promise.withResolvers<undefined>();
    opened.push(async () => {
      over.resolve(undefined);
      await queue.stop(0);
    });
    return {
      queue: endingWith(over.promise, queue),
      slots: SLOTS.work,
      now: () => new Date(),
      pass: (ms) => setTimeout(ms), // Redis' time cannot be moved
    };
  });
});

/** The queue, whose work ends at the latest when its test does. */
function endingWith(over: Promise<undefined>, queue: EffectQueue): EffectQueue {
  return {
    add: (effects) => queue.add(effects),
    cancel: (ids) => queue.cancel(ids),
    start: (handler) =>
      queue.start((effect, signal) => Promise.race([handler(effect, signal), over])),
    stop: (graceMs) => queue.stop(graceMs),
    idle: () => queue.idle(),
  };
}
