import { expect, it } from 'vitest';
import { aPlace } from '../../test/builders.ts';
import { createFakeChatPlatform } from '../../test/fakes/chat-platform.ts';
import { createFakeClock, settled } from '../../test/fakes/clock.ts';
import { createFakeLogger } from '../../test/fakes/logger.ts';
import { Failure } from '../domain/failure.ts';
import { createWorking } from './working.ts';

const PLACE = aPlace({ channel: 'D1', thread: '1.1' });

/** What a platform that needs `slowMs` for each call shows, oldest first. */
function aWorld(slowMs = 0) {
  const clock = createFakeClock();
  const logger = createFakeLogger();
  const shown: string[] = [];
  const platform = {
    ...createFakeChatPlatform(),
    async showWorking({ thread }: typeof PLACE, isWorking: boolean): Promise<void> {
      if (slowMs > 0) await clock.sleep(slowMs);
      shown.push(`${thread} ${isWorking ? 'works' : 'rests'}`);
      if (thread === 'refused') throw new Failure('forbidden', 'A scope is missing.');
    },
  };
  const working = createWorking({ platformOf: () => platform, clock, logger });
  return {
    clock,
    logger,
    shown,
    working,
    async work(ms: number, place = PLACE): Promise<void> {
      const done = working.during(place, () => clock.sleep(ms));
      await clock.advance(ms);
      await done;
    },
  };
}

it('is not shown for what is done at once', async () => {
  const world = aWorld();
  for (let index = 0; index < 3; index += 1) await world.work(11);
  await world.clock.advance(10_000);

  expect(world.shown).toEqual([]);
});

it('is not taken away between work and work that follows, however slow the platform is', async () => {
  const world = aWorld(900);
  await world.work(1_000);
  await world.work(1_000);
  await world.work(1_000);
  expect(new Set(world.shown)).toEqual(new Set(['1.1 works']));
  await world.clock.advance(10_000);

  expect(world.shown.filter((one) => one === '1.1 rests')).toHaveLength(1);
  expect(world.shown.at(-1)).toBe('1.1 rests');
});

it('stays as long as anything runs in that thread', async () => {
  const world = aWorld();
  const short = world.working.during(PLACE, () => world.clock.sleep(1_000));
  const long = world.working.during(PLACE, () => world.clock.sleep(5_000));
  await world.clock.advance(4_000);
  await short;
  expect(world.shown).toEqual(['1.1 works']);
  await world.clock.advance(2_000);
  await long;

  expect(world.shown).toEqual(['1.1 works', '1.1 rests']);
});

it('comes back for work that begins while it is being taken away', async () => {
  const world = aWorld(900);
  await world.work(2_000);
  await world.clock.advance(500);
  await world.work(5_000);
  await world.clock.advance(5_000);

  expect(world.shown).toEqual(['1.1 works', '1.1 rests', '1.1 works', '1.1 rests']);
});

it('is each thread’s own', async () => {
  const world = aWorld();
  const other = aPlace({ channel: 'D1', thread: '2.2' });
  const long = world.working.during(other, () => world.clock.sleep(5_000));
  await world.work(1_000);
  await world.clock.advance(1_000);
  expect(world.shown).toEqual(['2.2 works', '1.1 works', '1.1 rests']);
  await world.clock.advance(5_000);
  await long;

  expect(world.shown.at(-1)).toBe('2.2 rests');
});

it('holds up no work where the platform refuses, and fails as the work does', async () => {
  const world = aWorld();
  await world.work(1_000, aPlace({ channel: 'D1', thread: 'refused' }));
  const failing = world.working.during(PLACE, () => Promise.reject(new Error('no')));

  await expect(failing).rejects.toThrow('no');
  await world.clock.advance(10_000);
  expect(world.logger.entries.map(({ level }) => level)).not.toContain('error');
});

it('is taken away when the process ends', async () => {
  const world = aWorld();
  void world.working.during(PLACE, () => world.clock.sleep(60_000));
  await world.clock.advance(1_000);
  await world.working.close();
  void world.working.during(PLACE, () => world.clock.sleep(60_000));
  await world.clock.advance(1_000);
  await settled();

  expect(world.shown).toEqual(['1.1 works', '1.1 rests']);
});
