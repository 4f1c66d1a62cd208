import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSystemClock } from './clock.ts';

describe('the system clock', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('sleeps longer than one timer can', async () => {
    const awake = vi.fn<() => void>();
    const sleep = createSystemClock()
      .sleep(40 * 86_400_000)
      .then(awake);

    await vi.advanceTimersByTimeAsync(40 * 86_400_000 - 1);
    expect(awake).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await sleep;
    expect(awake).toHaveBeenCalledOnce();
  });

  it('wakes by the signal, with its reason, and leaves no timer behind', async () => {
    const controller = new AbortController();
    const sleep = createSystemClock().sleep(60_000, controller.signal);
    controller.abort(new Error('stop'));

    await expect(sleep).rejects.toThrow('stop');
    expect(vi.getTimerCount()).toBe(0);
    await expect(createSystemClock().sleep(60_000, controller.signal)).rejects.toThrow('stop');
  });
});
