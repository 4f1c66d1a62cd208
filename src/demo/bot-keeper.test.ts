import { expect, it } from 'vitest';
import { keepBot } from './bot-keeper.ts';

/** Bots that only count: each start's number is in its address. */
function createBots() {
  const running = new Set<number>();
  let started = 0;
  let mostAtOnce = 0;
  let isBroken = false;
  async function start() {
    await Promise.resolve();
    if (isBroken) throw new Error('will not start');
    started += 1;
    const number = started;
    running.add(number);
    mostAtOnce = Math.max(mostAtOnce, running.size);
    return {
      inspectionUrl: `bot ${number}`,
      stop: async () => void running.delete(number),
    };
  }
  return {
    start,
    running,
    mostAtOnce: () => mostAtOnce,
    breakNext: (broken: boolean) => void (isBroken = broken),
  };
}

it('never has two bots over the same records, and restarts once for all who ask', async () => {
  const bots = createBots();
  const keeper = await keepBot(bots.start);
  await Promise.all([keeper.restart(), keeper.restart()]);

  expect(keeper.inspectionUrl()).toBe('bot 2');
  expect(bots.mostAtOnce()).toBe(1);
});

it('can be asked again after a start that failed', async () => {
  const bots = createBots();
  const keeper = await keepBot(bots.start);
  bots.breakNext(true);
  await expect(keeper.restart()).rejects.toThrow('will not start');
  expect(keeper.inspectionUrl()).toBeUndefined();
  bots.breakNext(false);
  await keeper.restart();

  expect(keeper.inspectionUrl()).toBe('bot 2');
});

it('leaves no bot behind when it ends in the middle of a restart', async () => {
  const bots = createBots();
  const keeper = await keepBot(bots.start);
  const restarted = keeper.restart();
  await keeper.stop();
  await restarted;

  expect(bots.running.size).toBe(0);
  await expect(keeper.restart()).rejects.toMatchObject({ kind: 'unavailable' });
});
