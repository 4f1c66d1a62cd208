import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { untilAborted } from './until-aborted.ts';

it('waits for the promise, and leaves nothing on the signal', async () => {
  const { signal } = new AbortController();

  for (let turn = 0; turn < 3; turn += 1) {
    expect(await untilAborted(Promise.resolve('there'), signal)).toBe('there');
    await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  }

  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

it('ends with the reason of a signal that is aborted, before or meanwhile', async () => {
  const never = Promise.withResolvers<void>().promise;
  const cancelled = new AbortController();
  const waiting = untilAborted(never, cancelled.signal);
  cancelled.abort(new Error('not needed any more'));

  await expect(waiting).rejects.toBe(cancelled.signal.reason);
  await expect(untilAborted(never, cancelled.signal)).rejects.toBe(cancelled.signal.reason);
  expect(getEventListeners(cancelled.signal, 'abort')).toEqual([]);
});
