import { describe, expect, it } from 'vitest';
import { createTimerSchedule } from '../adapters/system/timer-schedule.ts';
import { createFakeClock, settled } from '../../test/fakes/clock.ts';
import { createFakeLogger } from '../../test/fakes/logger.ts';
import { type ScanOccasion, startScans } from './scans.ts';

const HOUR_MS = 3_600_000;

async function aWorld(over: { watch?: boolean; watchKinds?: () => Promise<void> } = {}) {
  const clock = createFakeClock();
  const logger = createFakeLogger();
  const begun: ScanOccasion[] = [];
  let answer: 'opened' | 'exists' = 'opened';
  let change: (() => void) | undefined;
  const schedule = createTimerSchedule({ clock, logger });
  const scans = await startScans({
    schedule,
    times: { everyHours: 6, watch: over.watch ?? true },
    logger,
    cluster: {
      async watchKinds(onChange, signal) {
        if (over.watchKinds) return over.watchKinds();
        change = onChange;
        const { promise, resolve } = Promise.withResolvers<void>();
        signal.addEventListener('abort', () => resolve());
        return promise;
      },
    },
    async begin(occasion) {
      begun.push(occasion);
      return answer;
    },
  });
  return {
    begun,
    logger,
    answers(value: typeof answer) {
      answer = value;
    },
    changeKinds: () => change?.(),
    isWatched: () => change !== undefined,
    async pass(ms: number) {
      await settled();
      await clock.advance(ms);
      await settled();
    },
    async stop() {
      await scans.stop();
      await schedule.stop();
    },
  };
}

describe('the bot looks at the cluster by itself', () => {
  it('when it starts, and again at intervals', async () => {
    const world = await aWorld();
    await world.pass(6 * HOUR_MS - 1);
    expect(world.begun).toEqual(['first-start']);
    await world.pass(1);
    await world.pass(6 * HOUR_MS);

    expect(world.begun).toEqual(['first-start', 'scheduled', 'scheduled']);
    await world.stop();
  });

  it('once when many kinds come within moments', async () => {
    const world = await aWorld();
    for (let count = 0; count < 30; count += 1) {
      world.changeKinds();
      await world.pass(1_000);
    }
    expect(world.begun).toEqual(['first-start']);
    await world.pass(10_000);

    expect(world.begun).toEqual(['first-start', 'cluster-changed']);
    await world.stop();
  });

  it('again once the scan has ended that ran when the cluster changed', async () => {
    const world = await aWorld();
    world.answers('exists');
    world.changeKinds();
    await world.pass(10_000);
    await world.pass(10_000);
    world.answers('opened');
    await world.pass(10_000);
    await world.pass(60_000);

    expect(world.begun).toEqual([
      'first-start',
      'cluster-changed',
      'cluster-changed',
      'cluster-changed',
    ]);
    await world.stop();
  });

  it('once what ran at the time of the next look has ended', async () => {
    const world = await aWorld();
    world.answers('exists');
    await world.pass(6 * HOUR_MS);
    await world.pass(10_000);
    world.answers('opened');
    await world.pass(10_000);
    await world.pass(60_000);

    expect(world.begun).toEqual(['first-start', 'scheduled', 'scheduled', 'scheduled']);
    await world.stop();
  });

  it('and does not watch where that is switched off', async () => {
    const world = await aWorld({ watch: false });

    expect(world.isWatched()).toBe(false);
    await world.stop();
  });

  it('and says so where it cannot be watched', async () => {
    const world = await aWorld({ watchKinds: () => Promise.reject(new Error('no way')) });
    await world.pass(0);

    expect(world.logger.entries.map(({ message }) => message)).toContain(
      'the cluster is not watched',
    );
    await world.stop();
  });
});
