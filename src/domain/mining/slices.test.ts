import { expect, it } from 'vitest';
import { inSlices, SLICE_MS, type Turns } from './slices.ts';

/** Each item takes `itemMs`; what happens in others' turns is told. */
function turnsOf(onTurn: () => void = () => undefined): Turns & { spend(ms: number): void } {
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    async giveWay() {
      onTurn();
    },
    spend(ms) {
      nowMs += ms;
    },
  };
}

const never = new AbortController().signal;

it('gives the thread back as soon as a slice is used up, and keeps the order', async () => {
  let given = 0;
  const turns = turnsOf(() => (given += 1));
  const work = (item: number): number => {
    turns.spend(SLICE_MS / 2);
    return item * 2;
  };

  expect(await inSlices([1, 2, 3, 4, 5], work, never, turns)).toEqual([2, 4, 6, 8, 10]);
  expect(given).toBe(2);
});

it('gives way between items that are made as they are asked for', async () => {
  let given = 0;
  const turns = turnsOf(() => (given += 1));
  function* items(): Generator<number> {
    for (let item = 0; item < 4; item += 1) {
      turns.spend(SLICE_MS);
      yield item;
    }
  }

  expect(await inSlices(items(), (item) => item, never, turns)).toEqual([0, 1, 2, 3]);
  expect(given).toBe(4);
});

it('lets others run in truth', async () => {
  const order: string[] = [];
  setImmediate(() => void order.push('others'));
  const busy = (): void => {
    const untilMs = performance.now() + SLICE_MS;
    while (performance.now() < untilMs);
    order.push('item');
  };
  await inSlices([1, 2], busy, never);

  expect(order).toEqual(['item', 'others', 'item']);
});

it('stops with the reason of the signal, and does nothing where it was given before', async () => {
  const stop = new AbortController();
  const turns = turnsOf(() => stop.abort(new Error('cancelled')));
  const done: number[] = [];
  const work = (item: number): void => {
    done.push(item);
    turns.spend(SLICE_MS);
  };

  await expect(inSlices([1, 2, 3], work, stop.signal, turns)).rejects.toThrow('cancelled');
  await expect(inSlices([4], work, stop.signal, turns)).rejects.toThrow('cancelled');
  expect(done).toEqual([1]);
});
