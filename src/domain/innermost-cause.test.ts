import { expect, it } from 'vitest';
import { innermostCause } from './innermost-cause.ts';

function failed(cause: unknown): Error {
  return new Error('a request failed', { cause: new TypeError('fetch failed', { cause }) });
}

it.each([
  [failed(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })), 'ECONNREFUSED'],
  [failed(new Error('bad port')), 'bad port'],
  [failed(undefined), 'fetch failed'],
  [failed(new RangeError('')), 'RangeError'],
  ['a word', 'string'],
])('is told by the code or the words at the bottom of it', (thrown, words) => {
  expect(innermostCause(thrown)).toBe(words);
});

it('hides secrets, and is not long', () => {
  const words = innermostCause(failed(new Error(`password=hunter2secret ${'x'.repeat(500)}`)));

  expect(words).not.toContain('hunter2secret');
  expect(words).toHaveLength(100);
});
