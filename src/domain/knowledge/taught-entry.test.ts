import { expect, it } from 'vitest';
import { taughtQuery } from './taught-entry.ts';

it('asks for the provider as well, and for what the words stand for', () => {
  const { text, expansions, limit } = taughtQuery('which policies are there for AWS databases?', 3);

  expect(text.split(' ')).toEqual(expect.arrayContaining(['aws', 'database']));
  expect(expansions.map(({ term }) => term)).toContain('rds');
  expect(limit).toBe(3);
});

it('asks in the words as they are where none of them tells anything', () => {
  expect(taughtQuery('the one', 3)).toEqual({ text: 'the one', expansions: [], limit: 3 });
});
