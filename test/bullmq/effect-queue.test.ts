import { describe, expect, it } from 'vitest';
import { missingRedis } from '../redis/redis-server.ts';
import { bullStage, numbered, PATIENCE, stored } from './stage.ts';

const SLOTS = { quick: 5, cards: 5, work: 3, parallel: 100, background: 2 };

describe.skipIf(missingRedis())('several processes over one Redis', () => {
  const stage = bullStage(SLOTS);

  it('share the work, and run each effect once', async () => {
    const [one, other] = [stage.open(), stage.open()];
    const ids = numbered(40);
    one.start();
    other.start();
    await one.queue.add(ids.slice(0, 6).map((id) => stored(id)));

    await expect.poll(() => [one.begun.length, other.begun.length], PATIENCE).toEqual([3, 3]);
    await one.queue.add(ids.map((id) => stored(id)));
    await other.queue.add(ids.map((id) => stored(id)));
    const begun = (): readonly string[] => [...one.begun, ...other.begun];
    await expect
      .poll(() => {
        for (const id of begun()) [one, other].forEach((queue) => queue.end(id));
        return begun().toSorted();
      }, PATIENCE)
      .toEqual(ids.toSorted());
    await one.queue.idle();
    expect(begun()).toHaveLength(ids.length);
  });

  it('begin the effects of a pool in the order in which they were added', async () => {
    const [adds, runs] = [stage.open(), stage.open()];
    const ids = numbered(30);
    await adds.queue.add(ids.map((id) => stored(id, { pool: 'parallel' })));
    runs.start(() => Promise.resolve(undefined));

    await adds.queue.idle();
    expect(runs.begun).toEqual(ids);
  });

  it('keep what people wait for moving while scans fill their own pool', async () => {
    const [adds, runs] = [stage.open(), stage.open()];
    runs.start();
    const batches = numbered(50);
    await adds.queue.add(batches.map((id) => stored(id, { pool: 'background' })));
    await expect.poll(() => runs.begun, PATIENCE).toEqual(batches.slice(0, 2));
    await adds.queue.add([stored('card', { pool: 'cards' }), stored('answer')]);

    await expect
      .poll(() => runs.begun.toSorted(), PATIENCE)
      .toEqual(['answer', 'card', ...batches.slice(0, 2)]);
  });

  it('abort an effect that another process cancelled', async () => {
    const [cancels, runs] = [stage.open(), stage.open()];
    runs.start();
    await cancels.queue.add([stored('e0'), stored('e1')]);
    await expect.poll(() => runs.begun.toSorted(), PATIENCE).toEqual(['e0', 'e1']);

    await expect
      .poll(async () => {
        await cancels.queue.cancel(['e0', 'nobody-knows']); // its worker may not listen yet
        return runs.aborted;
      }, PATIENCE)
      .toEqual(['e0: Error: cancelled']);
    runs.end('e0', { againAfterMs: 1 });
    runs.end('e1');
    await cancels.queue.idle();
    expect(runs.begun.toSorted()).toEqual(['e0', 'e1']);
  });

  it('take over at once what a process gives back when it stops', async () => {
    const [stops, stays] = [stage.open(), stage.open()];
    stops.start();
    await stops.queue.add([stored('watch', { pool: 'parallel' }), stored('step')]);
    await expect.poll(() => stops.begun.toSorted(), PATIENCE).toEqual(['step', 'watch']);
    stays.start();

    const stopped = stops.queue.stop(60_000);
    await expect.poll(() => stops.aborted, PATIENCE).toEqual(['watch: Error: stopping']);
    stops.end('watch');
    await expect.poll(() => stays.begun, PATIENCE).toEqual(['watch']);
    stops.end('step');
    await stopped;
    expect(stops.aborted).toEqual(['watch: Error: stopping']);
    stays.end('watch');
    await stays.queue.idle();
    expect(stays.begun).toEqual(['watch']);
  });

  it('run effects whose ids hold what BullMQ refuses', async () => {
    const [adds, runs] = [stage.open(), stage.open()];
    const ids = ['slack:message:T1:C1:17.3-0-0', '42', '0', 'größer %3A/ €'];
    runs.start();
    await adds.queue.add(ids.map((id) => stored(id)));
    await adds.queue.add(ids.map((id) => stored(id)));

    await expect.poll(() => runs.begun, PATIENCE).toEqual(ids.slice(0, SLOTS.work));
    await adds.queue.cancel(ids.slice(SLOTS.work));
    for (const id of ids) runs.end(id);
    await adds.queue.idle();
    expect(runs.begun).toEqual(ids.slice(0, SLOTS.work));
  });

  it('hand over the whole effect as it was added, attempts counted', async () => {
    const [adds, runs] = [stage.open(), stage.open()];
    const effect = stored('e0', {
      body: { type: 'search', words: ['größer', 1, null, true, { deep: [] }] },
      key: 'k',
      lane: 'session-1',
      notBefore: '2026-01-01T00:00:00.000Z',
      attempts: 2,
    });
    runs.start(({ attempts }) => Promise.resolve(attempts < 4 ? { againAfterMs: 1 } : undefined));
    await adds.queue.add([effect]);

    await expect
      .poll(() => runs.handed, PATIENCE)
      .toEqual([effect, { ...effect, attempts: 3 }, { ...effect, attempts: 4 }]);
  });

  it('keep an effect whose handler threw addable', async () => {
    const { queue, logger, begun, start } = stage.open();
    start(() => Promise.reject(new Error('a bug')));
    await queue.add([stored('e0')]);
    await expect.poll(() => begun, PATIENCE).toEqual(['e0']);
    await queue.idle();

    await queue.add([stored('e0')]);
    await expect.poll(() => begun, PATIENCE).toEqual(['e0', 'e0']);
    expect(logger.entries).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'effect handler threw' }),
    );
  });

  it('drop what nobody of ours wrote, and say so', async () => {
    const { queue, logger, begun, start } = stage.open();
    await queue.add([stored('e0'), stored('e1')]);
    const client = stage.client();
    await client.hset(`${stage.prefix()}:dotai-work:effect-e0`, 'data', '{"id":7}');
    start(() => Promise.resolve(undefined));

    await expect.poll(() => begun, PATIENCE).toEqual(['e1']);
    await queue.idle();
    expect(logger.entries).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'a queued effect could not be read' }),
    );
  });

  it('leave nothing in Redis of effects that ended', async () => {
    const { queue, start } = stage.open();
    start(() => Promise.resolve(undefined));
    await queue.add(numbered(20).map((id) => stored(id)));
    await queue.idle();

    const client = stage.client();
    expect(await client.keys(`${stage.prefix()}:*effect-*`)).toEqual([]);
  });

  it('need one connection and no blocking one where they only add', async () => {
    const { queue } = stage.open();
    const client = stage.client();
    await queue.add([stored('e0')]);
    await queue.cancel(['e0']);
    await queue.idle();

    // The queue's and the test's own.
    const list = String(await client.client('LIST'));
    expect(list.trim().split('\n')).toHaveLength(2);
  });
});
