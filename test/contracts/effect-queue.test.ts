import { describe } from 'vitest';
import { createInProcessQueue } from '../../src/adapters/system/in-process-queue.ts';
import { createFakeClock, settled } from '../fakes/clock.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { effectQueueContract } from './effect-queue.ts';

const SLOTS = { quick: 20, work: 3, parallel: 20, background: 3 } as const;

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
