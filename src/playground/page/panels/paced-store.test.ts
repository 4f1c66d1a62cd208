import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPacedStore, PACE_MS } from './paced-store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tells of many changes once, and of the last state', () => {
  const store = createPacedStore(0);
  const seen: number[] = [];
  store.subscribe(() => seen.push(store.read()));

  for (let change = 0; change < 200; change += 1) store.update((count) => count + 1);
  expect(store.read()).toBe(0);
  vi.advanceTimersByTime(PACE_MS);

  expect(seen).toEqual([200]);
});

it('tells again of what changes later, and nobody who has left', () => {
  const store = createPacedStore('a');
  const seen: string[] = [];
  const leave = store.subscribe(() => seen.push(store.read()));

  store.update(() => 'b');
  vi.advanceTimersByTime(PACE_MS);
  store.update(() => 'c');
  vi.advanceTimersByTime(PACE_MS);
  leave();
  store.update(() => 'd');
  vi.advanceTimersByTime(PACE_MS);

  expect(seen).toEqual(['b', 'c']);
  expect(store.read()).toBe('d');
});
