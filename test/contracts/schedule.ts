import { expect, it } from 'vitest';
import type { Schedule } from '../../src/ports/schedule.ts';
import type { FakeLogger } from '../fakes/logger.ts';

export interface ScheduleUnderTest {
  readonly schedule: Schedule;
  readonly logger: FakeLogger;
  readonly now: () => Date;
  /** Lets the schedule's time go on by that much, and what is due then begin. */
  readonly pass: (ms: number) => Promise<void>;
}

const EVERY_MS = 300;
const SETTLE_MS = 200;
const LONG_MS = 1_500;
const PATIENCE = { timeout: 20_000 };

/** What every schedule does. `open` gives one without any work. */
export function scheduleContract(open: () => Promise<ScheduleUnderTest>): void {
  it('runs work that recurs, the first time after one interval', async () => {
    const { schedule, now, pass } = await open();
    const work = watchedWork(now);
    const definedMs = now().getTime();
    await schedule.define({ ...work, name: 'tidy', everyMs: EVERY_MS, settleMs: SETTLE_MS });

    for (const runs of [1, 2, 3]) {
      await pass(EVERY_MS);
      await expect.poll(work.runs, PATIENCE).toBeGreaterThanOrEqual(runs);
    }
    expect(work.begunMs[0]).toBeGreaterThanOrEqual(definedMs + EVERY_MS);
  });

  it('runs once for many calls, when none came any more for the time to settle', async () => {
    const { schedule, now, pass } = await open();
    const work = watchedWork(now);
    await schedule.define({ ...work, name: 'look', settleMs: SETTLE_MS });
    for (let call = 1; call <= 5; call += 1) await schedule.soon('look');
    await pass(SETTLE_MS / 2);
    const lastMs = now().getTime();
    await schedule.soon('look');

    await pass(SETTLE_MS);
    await expect.poll(work.runs, PATIENCE).toBe(1);
    expect(work.begunMs[0]).toBeGreaterThanOrEqual(lastMs + SETTLE_MS);
    await schedule.soon('look');
    await pass(SETTLE_MS);
    await expect.poll(work.runs, PATIENCE).toBe(2);
  });

  it('runs again, afterwards, for what is asked while it runs', async () => {
    const { schedule, now, pass } = await open();
    const held = Promise.withResolvers<void>();
    const work = watchedWork(now, () => held.promise);
    await schedule.define({ ...work, name: 'look', settleMs: SETTLE_MS });
    await schedule.soon('look');
    await pass(SETTLE_MS);
    await expect.poll(work.runs, PATIENCE).toBe(1);

    await schedule.soon('look');
    await schedule.soon('look');
    await pass(2 * SETTLE_MS);
    expect(work.begunMs).toHaveLength(1);
    held.resolve();
    await pass(SETTLE_MS);
    await expect.poll(work.runs, PATIENCE).toBe(2);
  });

  it('logs what the work throws, and runs it the next time', async () => {
    const { schedule, logger, now, pass } = await open();
    const work = watchedWork(now, () => Promise.reject(new Error('no cluster')));
    await schedule.define({ ...work, name: 'look', settleMs: SETTLE_MS });

    for (const runs of [1, 2]) {
      await schedule.soon('look');
      await pass(SETTLE_MS);
      await expect.poll(work.runs, PATIENCE).toBe(runs);
    }
    await expect.poll(() => errorsOf(logger), PATIENCE).toHaveLength(2);
    expect(errorsOf(logger)[0]?.fields).toMatchObject({ name: 'look' });
  });

  it('runs the work that was defined last by its name', async () => {
    const { schedule, now, pass } = await open();
    const [first, second] = [watchedWork(now), watchedWork(now)];
    await schedule.define({ ...first, name: 'look', everyMs: EVERY_MS, settleMs: SETTLE_MS });
    await schedule.define({ ...second, name: 'look', settleMs: SETTLE_MS });

    await pass(2 * EVERY_MS);
    expect(second.begunMs).toEqual([]);
    await schedule.soon('look');
    await pass(SETTLE_MS);
    await expect.poll(second.runs, PATIENCE).toBe(1);
    expect(first.begunMs).toEqual([]);
  });

  it('refuses to run what was never defined', async () => {
    const { schedule } = await open();

    await expect(schedule.soon('nothing')).rejects.toThrow('nothing');
  });

  it('tells when work recurs next, and nothing of work that does not', async () => {
    const { schedule, now, pass } = await open();
    const work = watchedWork(now);
    const next = async (): Promise<number> => (await schedule.nextAt('tidy'))?.getTime() ?? 0;
    await schedule.define({ ...work, name: 'look', settleMs: SETTLE_MS });
    const beforeMs = now().getTime();
    await schedule.define({ ...work, name: 'tidy', everyMs: LONG_MS, settleMs: SETTLE_MS });
    const afterMs = now().getTime();

    const first = await next();
    expect(first).toBeGreaterThanOrEqual(beforeMs + LONG_MS);
    expect(first).toBeLessThanOrEqual(afterMs + LONG_MS);
    expect(await schedule.nextAt('look')).toBeUndefined();
    expect(await schedule.nextAt('nothing')).toBeUndefined();

    await pass(LONG_MS);
    await expect.poll(work.runs, PATIENCE).toBe(1);
    await expect.poll(next, PATIENCE).toBeGreaterThanOrEqual(first + LONG_MS);
    await schedule.define({ ...work, name: 'tidy', settleMs: SETTLE_MS });
    expect(await schedule.nextAt('tidy')).toBeUndefined();
  });

  it('waits for what runs when it stops, and begins nothing more', async () => {
    const { schedule, now, pass } = await open();
    const held = Promise.withResolvers<void>();
    const work = watchedWork(now, () => held.promise);
    const other = watchedWork(now);
    await schedule.define({ ...work, name: 'look', settleMs: SETTLE_MS });
    await schedule.define({ ...other, name: 'tidy', everyMs: EVERY_MS, settleMs: SETTLE_MS });
    await schedule.soon('look');
    await pass(SETTLE_MS);
    await expect.poll(work.runs, PATIENCE).toBe(1);

    let isStopped = false;
    const stopped = (async () => {
      await schedule.stop();
      isStopped = true;
    })();
    const runs = other.begunMs.length;
    await pass(2 * EVERY_MS);
    expect(isStopped).toBe(false);
    held.resolve();
    await stopped;
    expect(other.begunMs).toHaveLength(runs);
  });
}

/** Work that notes when it began. */
function watchedWork(now: () => Date, act: () => Promise<void> = () => Promise.resolve()) {
  const begunMs: number[] = [];
  return {
    begunMs,
    run: async () => {
      begunMs.push(now().getTime());
      await act();
    },
    runs: () => begunMs.length,
  };
}

function errorsOf(logger: FakeLogger) {
  return logger.entries.filter(({ level }) => level === 'error');
}
