import { describe, expect, it } from 'vitest';
import { createBullSchedule } from '../../src/adapters/bullmq/schedule.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { missingRedis } from '../redis/redis-server.ts';
import { bullStage, PATIENCE } from './stage.ts';

const SLOTS = { quick: 1, cards: 1, work: 1, parallel: 1, background: 1 };

describe.skipIf(missingRedis())('a schedule of several processes', () => {
  const stage = bullStage(SLOTS);

  /** One process' schedule, and what it ran. */
  function open() {
    const ran: string[] = [];
    const logger = createFakeLogger();
    const schedule = createBullSchedule({ url: stage.url(), prefix: stage.prefix(), logger });
    stage.afterwards(() => schedule.stop());
    const work = (name: string) => ({
      name,
      settleMs: 100,
      run: async () => {
        ran.push(name);
      },
    });
    return { schedule, ran, work };
  }

  it('runs what several ask for once, in one of them', async () => {
    const [one, other] = [open(), open()];
    for (const { schedule, work } of [one, other]) await schedule.define(work('look'));
    const ran = (): readonly string[] => [...one.ran, ...other.ran];

    for (const { schedule } of [one, other, one]) await schedule.soon('look');
    await expect.poll(ran, PATIENCE).toEqual(['look']);
    await other.schedule.soon('look');
    await expect.poll(ran, PATIENCE).toEqual(['look', 'look']);
  });

  it('keeps the times when another process defines the same', async () => {
    const [one, other] = [open(), open()];
    const everyMs = 60_000;
    await one.schedule.define({ ...one.work('tidy'), everyMs });
    const client = stage.client();
    const times = `${stage.prefix()}:dotai-schedule-tidy:repeat`;
    const before = await client.zrange(times, '0', '-1', 'WITHSCORES');
    await other.schedule.define({ ...other.work('tidy'), everyMs });

    expect(before).toHaveLength(2);
    expect(await client.zrange(times, '0', '-1', 'WITHSCORES')).toEqual(before);
  });

  it('tells a process that defines nothing when the others begin, and keeps the time over restarts', async () => {
    const [worker, bot] = [open(), open()];
    await worker.schedule.define({ ...worker.work('tidy'), everyMs: 60_000 });
    const first = await worker.schedule.nextAt('tidy');
    await worker.schedule.stop();
    const again = open();
    await again.schedule.define({ ...again.work('tidy'), everyMs: 60_000 });

    expect(first?.getTime()).toBeGreaterThan(Date.now());
    expect(await again.schedule.nextAt('tidy')).toEqual(first);
    expect(await bot.schedule.nextAt('tidy')).toEqual(first);
    await stage.kill();
    await expect(bot.schedule.nextAt('tidy')).rejects.toMatchObject({ kind: 'unavailable' });
    await stage.restart();
  });

  it('leaves what a stopped process was asked for to the others', async () => {
    const [stops, stays] = [open(), open()];
    for (const { schedule, work } of [stops, stays]) await schedule.define(work('look'));
    await stops.schedule.soon('look');
    await stops.schedule.stop();

    await expect.poll(() => stays.ran, PATIENCE).toEqual(['look']);
    expect(stops.ran).toEqual([]);
  });

  it('hands work only to processes that define it', async () => {
    const [older, newer] = [open(), open()];
    await older.schedule.define(older.work('look'));
    await newer.schedule.define(newer.work('look-closer'));
    await newer.schedule.soon('look-closer');

    await expect.poll(() => newer.ran, PATIENCE).toEqual(['look-closer']);
    expect(older.ran).toEqual([]);
  });

  it('takes what is defined while Redis is away, and refuses what shall be soon', async () => {
    const { schedule, ran, work } = open();
    await schedule.define(work('look'));
    await stage.kill();
    await schedule.define({ ...work('tidy'), everyMs: 200 });
    await expect(schedule.soon('look')).rejects.toMatchObject({ kind: 'unavailable' });

    await stage.restart();
    await expect.poll(() => ran, PATIENCE).toContain('tidy');
  });
});
