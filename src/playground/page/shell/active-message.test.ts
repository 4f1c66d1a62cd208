import { expect, it } from 'vitest';
import { createActiveMessage } from './active-message.ts';

it('is one at a time, and tells when that changes', () => {
  const active = createActiveMessage();
  const seen: (string | undefined)[] = [];
  const stop = active.listen(() => seen.push(active.get()));
  ['a', 'a', 'b', undefined].forEach((id) => active.set(id));
  stop();
  active.set('c');

  expect(seen).toEqual(['a', 'b', undefined]);
  expect(active.get()).toBe('c');
});

it('stays the one whose menu is open', () => {
  const active = createActiveMessage();
  active.set('a');
  active.hold('b');
  active.set('c');
  active.set(undefined);
  expect(active.get()).toBe('b');

  active.hold(undefined);
  expect(active.get()).toBe('b');
  active.set('c');
  expect(active.get()).toBe('c');
});
