import { expect, it } from 'vitest';
import type { Again, EffectQueue } from '../../src/ports/effect-queue.ts';
import type { StoredEffect } from '../../src/ports/record-store.ts';
import { anEffect } from '../builders.ts';
import { settled, type FakeClock } from '../fakes/clock.ts';

export interface QueueUnderTest {
  readonly queue: EffectQueue;
  readonly clock: FakeClock;
  /** How many streams it runs at once. */
  readonly concurrency: number;
}

/** What every effect queue does. `open` gives an empty one that was not started. */
export function effectQueueContract(open: () => QueueUnderTest): void {
  it('runs the effects of one stream one after the other, in order of their sequence', async () => {
    const { queue } = open();
    const work = startedWork(queue);
    await queue.add([stored('a2', 2), stored('a1', 1), stored('a3', 3)]);

    await settled();
    expect(work.begun).toEqual(['a1']);
    await work.end('a1');
    await work.end('a2');
    expect(work.begun).toEqual(['a1', 'a2', 'a3']);
  });

  it('runs streams side by side, as many as it may', async () => {
    const { queue, concurrency } = open();
    const work = startedWork(queue);
    const streams = Array.from({ length: concurrency + 1 }, (_, index) => `s${index}`);
    await queue.add(streams.map((id, index) => stored(id, index, { streamId: id })));

    await settled();
    expect(work.begun).toEqual(streams.slice(0, concurrency));
    await work.end('s0');
    expect(work.begun).toEqual(streams);
  });

  it('starts a parallel effect at once, whatever runs', async () => {
    const { queue, concurrency } = open();
    const work = startedWork(queue);
    const streams = Array.from({ length: concurrency }, (_, index) => `s${index}`);
    await queue.add(streams.map((id, index) => stored(id, index, { streamId: id })));
    await queue.add([stored('now', 99, { streamId: 's0', isParallel: true })]);

    await settled();
    expect(work.begun).toContain('now');
  });

  it('starts a timer at its time, while its stream goes on', async () => {
    const { queue, clock } = open();
    const work = startedWork(queue);
    const notBefore = new Date(clock.now().getTime() + 40 * 86_400_000).toISOString();
    await queue.add([stored('timer', 1, { notBefore }), stored('a2', 2)]);

    await clock.advance(40 * 86_400_000 - 1);
    expect(work.begun).toEqual(['a2']);
    await clock.advance(1);
    expect(work.begun).toEqual(['a2', 'timer']);
  });

  it('does nothing with an id that waits or runs already', async () => {
    const { queue } = open();
    const work = startedWork(queue);
    await queue.add([stored('a1', 1), stored('a2', 2)]);
    await queue.add([stored('a1', 1), stored('a2', 2)]);
    await work.end('a1');
    await work.end('a2');

    await queue.idle();
    expect(work.begun).toEqual(['a1', 'a2']);
  });

  it('drops a waiting effect, a timer too, and aborts a running one', async () => {
    const { queue, clock } = open();
    const work = startedWork(queue);
    const notBefore = new Date(clock.now().getTime() + 1_000).toISOString();
    await queue.add([stored('a1', 1), stored('a2', 2), stored('a3', 3)]);
    await queue.add([stored('timer', 4, { notBefore })]);
    await settled();

    await queue.cancel(['a1', 'a2', 'timer', 'unknown']);
    expect(work.aborted).toEqual(['a1']);
    await work.end('a1');
    await clock.advance(2_000);
    expect(work.begun).toEqual(['a1', 'a3']);
  });

  it('hands an effect over again later, in its place, and lets other streams go on', async () => {
    const { queue, clock, concurrency } = open();
    const work = startedWork(queue);
    await queue.add([stored('a1', 1), stored('a2', 2)]);
    const others = Array.from({ length: concurrency }, (_, index) => `s${index}`);
    await queue.add(others.map((id, index) => stored(id, 10 + index, { streamId: id })));
    await settled();

    await work.end('a1', { againAfterMs: 5_000 });
    expect(work.begun).toEqual(['a1', ...others]);
    for (const id of others) await work.end(id);
    await clock.advance(5_000);
    expect(work.begun).toEqual(['a1', ...others, 'a1']);
    expect(work.attempts('a1')).toEqual([0, 1]);
    await work.end('a1');
    expect(work.begun.at(-1)).toBe('a2');
  });

  it('runs nothing before it was started', async () => {
    const { queue } = open();
    await queue.add([stored('a1', 1), stored('now', 2, { isParallel: true })]);
    await settled();
    const work = startedWork(queue);

    await settled();
    expect(work.begun.toSorted()).toEqual(['a1', 'now']);
  });

  it('is idle when only the future waits', async () => {
    const { queue, clock } = open();
    const work = startedWork(queue);
    const notBefore = new Date(clock.now().getTime() + 1_000).toISOString();
    await queue.add([stored('timer', 1, { notBefore }), stored('a1', 2)]);
    let isIdle = false;
    const idle = (async () => {
      await queue.idle();
      isIdle = true;
    })();

    await settled();
    expect(isIdle).toBe(false);
    await work.end('a1');
    await idle;
    expect(isIdle).toBe(true);
  });

  it('stops: aborts at once what runs in parallel', async () => {
    const { queue } = open();
    const work = startedWork(queue);
    await queue.add([stored('watch', 1, { isParallel: true }), stored('a1', 2)]);
    await settled();

    const stopped = queue.stop(10_000);
    expect(work.aborted).toEqual(['watch']);
    await work.end('watch');
    await work.end('a1');
    await stopped;
    expect(work.aborted).toEqual(['watch']);
  });

  it('stops: starts nothing new, waits, then aborts what still runs', async () => {
    const { queue, clock } = open();
    const work = startedWork(queue);
    await queue.add([stored('a1', 1), stored('a2', 2), stored('b1', 3, { streamId: 'b' })]);
    await settled();

    const stopped = queue.stop(10_000);
    await queue.add([stored('c1', 4, { streamId: 'c' })]);
    await work.end('a1');
    await clock.advance(9_999);
    expect(work.aborted).toEqual([]);
    await clock.advance(1);
    expect(work.aborted).toEqual(['b1']);
    await work.end('b1');
    await stopped;
    expect(work.begun).toEqual(['a1', 'b1']);
  });
}

function stored(id: string, sequence: number, over: Partial<StoredEffect> = {}): StoredEffect {
  return { ...anEffect(id, { streamId: 'a', ...over }), sequence, attempts: 0, ...over };
}

/** A handler whose work ends when the test says so. */
function startedWork(queue: EffectQueue) {
  const begun: string[] = [];
  const aborted: string[] = [];
  const handed: StoredEffect[] = [];
  const ends = new Map<string, (again: Again | undefined) => void>();
  queue.start((effect, signal) => {
    begun.push(effect.id);
    handed.push(effect);
    signal.addEventListener('abort', () => aborted.push(effect.id));
    const { promise, resolve } = Promise.withResolvers<Again | undefined>();
    ends.set(effect.id, resolve);
    return promise;
  });
  return {
    begun,
    aborted,
    attempts: (id: string) =>
      handed.filter((effect) => effect.id === id).map((one) => one.attempts),
    async end(id: string, again?: Again): Promise<void> {
      await settled();
      ends.get(id)?.(again);
      await settled();
    },
  };
}
