import { expect, it } from 'vitest';
import type { Again, EffectQueue } from '../../src/ports/effect-queue.ts';
import type { StoredEffect } from '../../src/ports/record-store.ts';
import { anEffect } from '../builders.ts';

export interface QueueUnderTest {
  readonly queue: EffectQueue;
  /** How many effects of the pool `work` it runs at once; the others have more slots. */
  readonly slots: number;
  readonly now: () => Date;
  /** Lets the queue's time go on by that much, and what is due then begin. */
  readonly pass: (ms: number) => Promise<void>;
}

/** Long enough to tell a timer from what runs at once, short enough to wait for. */
const SOON_MS = 400;

const PATIENCE = { timeout: 20_000 };

/** What every effect queue does. `open` gives an empty one that was not started. */
export function effectQueueContract(open: () => Promise<QueueUnderTest>): void {
  it('runs as many of a pool at once as it has slots, the others when one ends', async () => {
    const { queue, slots } = await open();
    const work = startedWork(queue);
    const ids = Array.from({ length: slots + 1 }, (_, index) => `e${index}`);
    await queue.add(ids.map((id, index) => stored(id, index)));

    await expect.poll(work.names, PATIENCE).toEqual(inOrder(ids.slice(0, slots)));
    work.end('e0');
    await expect.poll(work.names, PATIENCE).toEqual(inOrder(ids));
  });

  it('lets a full pool hold up no other', async () => {
    const { queue, slots } = await open();
    const work = startedWork(queue);
    const ids = Array.from({ length: slots + 1 }, (_, index) => `e${index}`);
    await queue.add(ids.map((id, index) => stored(id, index)));
    await expect.poll(work.names, PATIENCE).toEqual(inOrder(ids.slice(0, slots)));
    await queue.add([
      stored('watch', 90, { pool: 'parallel' }),
      stored('card', 91, { pool: 'cards' }),
      stored('raise', 92, { pool: 'quick' }),
      stored('batch', 93, { pool: 'background' }),
    ]);

    await expect
      .poll(work.names, PATIENCE)
      .toEqual(inOrder([...ids.slice(0, slots), 'watch', 'card', 'raise', 'batch']));
  });

  it('starts a timer at its time', async () => {
    const { queue, now, pass } = await open();
    const work = startedWork(queue);
    const notBefore = new Date(now().getTime() + SOON_MS).toISOString();
    await queue.add([stored('timer', 1, { notBefore }), stored('a1', 2)]);

    await expect.poll(work.names, PATIENCE).toContain('a1');
    // On a busy machine its time may have come before anybody looks.
    const hasBegun = work.names().includes('timer');
    expect(hasBegun && now().toISOString() < notBefore).toBe(false);
    await pass(SOON_MS);
    await expect.poll(work.names, PATIENCE).toEqual(inOrder(['a1', 'timer']));
    expect(work.begun).toEqual(['a1', 'timer']);
  });

  it('takes a timer of many days', async () => {
    const { queue, now, pass } = await open();
    const work = startedWork(queue);
    const notBefore = new Date(now().getTime() + 40 * 86_400_000).toISOString();
    await queue.add([stored('timer', 1, { notBefore }), stored('a1', 2)]);
    await expect.poll(work.names, PATIENCE).toEqual(inOrder(['a1']));

    await pass(SOON_MS);
    await expect.poll(work.names, PATIENCE).toEqual(inOrder(['a1']));
  });

  it('does nothing with an id that waits or runs already', async () => {
    const { queue } = await open();
    const work = startedWork(queue);
    await queue.add([stored('a1', 1), stored('a2', 2)]);
    await expect.poll(work.names, PATIENCE).toEqual(inOrder(['a1', 'a2']));
    await queue.add([stored('a1', 1), stored('a2', 2)]);
    work.end('a1');
    work.end('a2');

    await queue.idle();
    expect(work.begun.toSorted()).toEqual(['a1', 'a2']);
  });

  it('drops a waiting effect, a timer too, and aborts a running one', async () => {
    const { queue, now, pass, slots } = await open();
    const work = startedWork(queue);
    const notBefore = new Date(now().getTime() + SOON_MS).toISOString();
    const running = Array.from({ length: slots }, (_, index) => `e${index}`);
    await queue.add(running.map((id, index) => stored(id, index)));
    await expect.poll(work.names, PATIENCE).toEqual(inOrder(running));
    await queue.add([stored('waits', 90), stored('timer', 91, { notBefore })]);

    await queue.cancel(['e0', 'waits', 'timer', 'unknown']);
    await expect.poll(() => work.aborted).toEqual(['e0']);
    for (const id of running) work.end(id);
    await pass(SOON_MS);
    await queue.add([stored('last', 99)]);
    await expect.poll(work.names, PATIENCE).toEqual(inOrder([...running, 'last']));
  });

  it('hands an effect over again later, and gives its slot to others meanwhile', async () => {
    const { queue, pass, slots } = await open();
    const work = startedWork(queue);
    const ids = Array.from({ length: slots + 1 }, (_, index) => `e${index}`);
    await queue.add(ids.map((id, index) => stored(id, index)));
    await expect.poll(work.names, PATIENCE).toEqual(inOrder(ids.slice(0, slots)));

    work.end('e0', { againAfterMs: SOON_MS });
    await expect.poll(work.names, PATIENCE).toEqual(inOrder(ids));
    for (const id of ids.slice(1)) work.end(id);
    await pass(SOON_MS);
    await expect.poll(work.names, PATIENCE).toEqual(inOrder([...ids, 'e0']));
    expect(work.attempts('e0')).toEqual([0, 1]);
  });

  it('runs nothing before it was started', async () => {
    const { queue } = await open();
    await queue.add([stored('a1', 1), stored('now', 2, { pool: 'parallel' })]);
    const work = startedWork(queue);

    await expect.poll(work.names, PATIENCE).toEqual(inOrder(['a1', 'now']));
  });

  it('is idle when only the future waits', async () => {
    const { queue, now } = await open();
    const work = startedWork(queue);
    const notBefore = new Date(now().getTime() + 60_000).toISOString();
    await queue.add([stored('timer', 1, { notBefore }), stored('a1', 2)]);
    await expect.poll(work.names, PATIENCE).toEqual(inOrder(['a1']));
    let isIdle = false;
    const idle = (async () => {
      await queue.idle();
      isIdle = true;
    })();

    expect(isIdle).toBe(false);
    work.end('a1');
    await idle;
    expect(isIdle).toBe(true);
  });

  it('stops: aborts at once what waits by itself or runs in the background', async () => {
    const { queue } = await open();
    const work = startedWork(queue);
    await queue.add([
      stored('watch', 1, { pool: 'parallel' }),
      stored('batch', 2, { pool: 'background' }),
      stored('a1', 3),
    ]);
    await expect.poll(work.names, PATIENCE).toEqual(inOrder(['watch', 'batch', 'a1']));

    const stopped = queue.stop(10_000);
    await expect.poll(() => work.aborted.toSorted()).toEqual(['batch', 'watch']);
    for (const id of ['watch', 'batch', 'a1']) work.end(id);
    await stopped;
    expect(work.aborted.toSorted()).toEqual(['batch', 'watch']);
  });

  it('stops: starts nothing new, waits, then aborts what still runs', async () => {
    const { queue, pass } = await open();
    const work = startedWork(queue);
    await queue.add([stored('a1', 1), stored('b1', 2)]);
    await expect.poll(work.names, PATIENCE).toEqual(inOrder(['a1', 'b1']));

    const stopped = queue.stop(SOON_MS);
    await queue.add([stored('c1', 4)]).catch(() => undefined);
    work.end('a1');
    await pass(SOON_MS);
    await expect.poll(() => work.aborted).toEqual(['b1']);
    work.end('b1');
    await stopped;
    expect(work.begun.toSorted()).toEqual(['a1', 'b1']);
  });
}

function inOrder(ids: readonly string[]): string[] {
  return ids.toSorted();
}

function stored(id: string, sequence: number, over: Partial<StoredEffect> = {}): StoredEffect {
  return { ...anEffect(id, over), sequence, attempts: 0, ...over };
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
    /** Of what has begun until now, whatever the order. */
    names: () => begun.toSorted(),
    /** Of one that has begun. */
    end(id: string, again?: Again): void {
      const end = ends.get(id);
      if (!end) throw new Error(`${id} has not begun`);
      end(again);
    },
  };
}
