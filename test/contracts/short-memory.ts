import { expect, it, vi } from 'vitest';
import type { ShortMemory } from '../../src/ports/short-memory.ts';

export interface MemoryStage {
  readonly memory: ShortMemory;
  /** Lets that much time pass, where time is the test's. */
  readonly pass: (ms: number) => Promise<void>;
}

const LONG = { lifeMs: 1_800_000, uses: 9 };

/** What every short memory does. `open` gives an empty one. */
export function shortMemoryContract(open: () => MemoryStage): void {
  it('gives back what was kept under a key, and nothing under another', async () => {
    const { memory } = open();
    const value = { text: 'Größe 🙂', list: [1, true, null], nested: { empty: '' } };
    await memory.keep('a key: with/signs', value, LONG);
    await memory.keep('null', null, LONG);

    expect(await memory.take('a key: with/signs')).toEqual(value);
    expect(await memory.take('null')).toBeNull();
    expect(await memory.take('another')).toBeUndefined();
  });

  it('gives it as often as it may be used', async () => {
    const { memory } = open();
    await memory.keep('key', 'value', { ...LONG, uses: 3 });
    const taken = await Promise.all([1, 2, 3, 4, 5].map(() => memory.take('key')));

    expect(taken.filter((value) => value === 'value')).toHaveLength(3);
    expect(taken.filter((value) => value === undefined)).toHaveLength(2);
    await memory.keep('never', 'value', { ...LONG, uses: 0 });
    expect(await memory.take('never')).toBeUndefined();
  });

  it('replaces what was kept, its uses too', async () => {
    const { memory } = open();
    await memory.keep('key', 'old', { ...LONG, uses: 1 });
    await memory.keep('key', 'new', { ...LONG, uses: 2 });

    expect(await memory.take('key')).toBe('new');
    expect(await memory.take('key')).toBe('new');
    expect(await memory.take('key')).toBeUndefined();
  });

  it('forgets it at the end of its life', async () => {
    const { memory, pass } = open();
    await memory.keep('short', 'value', { lifeMs: 50, uses: 1_000_000 });
    await memory.keep('long', 'value', LONG);
    await pass(50);

    await vi.waitFor(async () => expect(await memory.take('short')).toBeUndefined(), 20_000);
    expect(await memory.take('long')).toBe('value');
  });
}
