import { describe, expect, it } from 'vitest';
import { missingRedis } from '../redis/redis-server.ts';
import { bullStage, numbered, PATIENCE, stored } from './stage.ts';

const SLOTS = { quick: 5, cards: 5, work: 5, parallel: 5, background: 5 };
const UNAVAILABLE = expect.objectContaining({ name: 'Failure', kind: 'unavailable' });

describe.skipIf(missingRedis())('while Redis is away', () => {
  const stage = bullStage(SLOTS);

  it('what is added fails; the workers go on by themselves when it is back', async () => {
    const { queue, begun, start, end } = stage.open();
    start();
    await queue.add([stored('before')]);
    await expect.poll(() => begun, PATIENCE).toEqual(['before']);

    await stage.kill();
    await expect(queue.add([stored('during')])).rejects.toEqual(UNAVAILABLE);
    await expect(queue.cancel(['during'])).rejects.toEqual(UNAVAILABLE);
    end('before'); // its end reaches Redis later
    await stage.restart();
    await expect
      .poll(async () => {
        await queue.add([stored('during'), stored('after')]).catch(() => undefined);
        return begun;
      }, PATIENCE)
      .toEqual(expect.arrayContaining(['during', 'after']));
    end('during');
    end('after');
    await queue.idle();
  });

  it('timers and what waited are kept', async () => {
    const { queue, begun, start } = stage.open();
    const notBefore = new Date(Date.now() + 1_000).toISOString();
    await queue.add([stored('waits'), stored('timer', { notBefore })]);
    await stage.restart();
    start(() => Promise.resolve(undefined));

    await expect.poll(() => begun.toSorted(), PATIENCE).toEqual(['timer', 'waits']);
  });

  it('the log tells it, and is not flooded', async () => {
    const { queue, logger, start } = stage.open();
    start(() => Promise.resolve(undefined));
    await queue.add([stored('e0')]);
    await queue.idle();
    await stage.kill();

    for (const id of numbered(200)) await queue.add([stored(id)]).catch(() => undefined);
    await expect.poll(() => logger.entries.length, PATIENCE).toBeGreaterThan(0);
    expect(logger.entries.length).toBeLessThan(5);
    expect(JSON.stringify(logger.entries)).not.toContain('session-1');
    await stage.restart();
  });

  it('a process starts, and works when it is there', async () => {
    await stage.kill();
    const { queue, begun, start } = stage.open();
    start(() => Promise.resolve(undefined));
    await expect(queue.add([stored('e0')])).rejects.toEqual(UNAVAILABLE);

    await stage.restart();
    await expect
      .poll(async () => {
        await queue.add([stored('e0')]).catch(() => undefined);
        return begun;
      }, PATIENCE)
      .toContain('e0');
  });

  it('a process stops, whatever runs', async () => {
    const { queue, begun, aborted, start } = stage.open();
    start();
    await queue.add([stored('e0')]);
    await expect.poll(() => begun, PATIENCE).toEqual(['e0']);
    await stage.kill();

    await queue.stop(0);
    expect(aborted).toEqual(['e0: Error: stopping']);
    await stage.restart();
    const other = stage.open();
    other.start(() => Promise.resolve(undefined));
    await expect.poll(() => other.begun, PATIENCE).toEqual(['e0']);
  });

  it('a process stops that never reached it', async () => {
    await stage.kill();
    const { queue, start } = stage.open();
    start(() => Promise.resolve(undefined));

    await expect(queue.stop(0)).resolves.toBeUndefined();
    await expect(queue.add([stored('e0')])).rejects.toEqual(UNAVAILABLE);
    await stage.restart();
  });
});
