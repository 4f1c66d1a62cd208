import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { createBullSchedule } from '../../src/adapters/bullmq/schedule.ts';
import { createTimerSchedule } from '../../src/adapters/system/timer-schedule.ts';
import type { Schedule } from '../../src/ports/schedule.ts';
import { createFakeClock, settled } from '../fakes/clock.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { missingRedis, type RunningRedis, startRedis } from '../redis/redis-server.ts';
import { scheduleContract } from './schedule.ts';

describe('schedule of one process', () => {
  scheduleContract(async () => {
    const clock = createFakeClock();
    const logger = createFakeLogger();
    return {
      schedule: createTimerSchedule({ clock, logger }),
      logger,
      now: () => clock.now(),
      async pass(ms) {
        await settled();
        await clock.advance(ms);
        await settled();
      },
    };
  });
});

describe.skipIf(missingRedis())('schedule on BullMQ', () => {
  let redis: RunningRedis;
  let count = 0;
  const opened: Schedule[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    for (const schedule of opened.splice(0)) await schedule.stop();
  });
  afterAll(() => redis.close());

  scheduleContract(async () => {
    const logger = createFakeLogger();
    count += 1;
    const schedule = createBullSchedule({ url: redis.url, logger, prefix: `test-${count}` });
    opened.push(schedule);
    // Redis' time cannot be moved.
    return { schedule, logger, now: () => new Date(), pass: (ms) => setTimeout(ms) };
  });
});
