import { describe, expect, it } from 'vitest';
import { missingRedis } from '../redis/redis-server.ts';
import { bullStage, PATIENCE, stored } from './stage.ts';

const SLOTS = { quick: 5, cards: 5, work: 5, parallel: 5, background: 5 };

describe.skipIf(missingRedis())('a worker process', () => {
  const stage = bullStage(SLOTS);

  it('that is killed leaves its effects to another', async () => {
    const dies = stage.process();
    const lives = stage.open();
    await lives.queue.add([stored('e0'), stored('watch', { pool: 'parallel' })]);
    await expect.poll(() => dies.said, PATIENCE).toContain('began e0');
    await expect.poll(() => dies.said, PATIENCE).toContain('began watch');
    lives.start();

    await dies.kill();
    await expect.poll(() => lives.begun.toSorted(), PATIENCE).toEqual(['e0', 'watch']);
  });

  it('that hung and comes back is told that its effects are no longer its own', async () => {
    const hangs = stage.process();
    const lives = stage.open();
    await lives.queue.add([stored('e0')]);
    await expect.poll(() => hangs.said, PATIENCE).toContain('began e0');
    lives.start();

    hangs.freeze();
    await expect.poll(() => lives.begun, PATIENCE).toEqual(['e0']);
    hangs.thaw();
    await expect.poll(() => hangs.said, PATIENCE).toContain('aborted e0: lock lost');
    lives.end('e0');
    await lives.queue.idle();
    expect(lives.begun).toEqual(['e0']);
    expect(lives.aborted).toEqual([]);
  });

  it('that is stopped gives its effects back, and ends by itself', async () => {
    const stops = stage.process();
    const lives = stage.open();
    await lives.queue.add([stored('e0')]);
    await expect.poll(() => stops.said, PATIENCE).toContain('began e0');
    lives.start();

    expect(await stops.stop()).toBe(0);
    expect(stops.said).toEqual(['started', 'began e0', 'aborted e0: stopping', 'stopped']);
    await expect.poll(() => lives.begun, PATIENCE).toEqual(['e0']);
  });
});
