import { describe } from 'vitest';
import { createInProcessQueue } from '../../src/adapters/system/in-process-queue.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { effectQueueContract } from './effect-queue.ts';

describe('effect queue of one process', () => {
  effectQueueContract(() => {
    const clock = createFakeClock();
    const concurrency = 3;
    const queue = createInProcessQueue({ clock, concurrency, logger: createFakeLogger() });
    return { queue, clock, concurrency };
  });
});
