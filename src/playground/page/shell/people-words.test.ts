import { expect, it } from 'vitest';
import { aPerson } from '../state/builders.ts';
import { playable, standingOf } from './people-words.ts';

const groups = [
  { id: 'S1', handle: 'platform-team', name: 'Platform team', members: ['U3', 'U4'] },
];

it.each([
  [aPerson(), 'Member'],
  [aPerson({ id: 'U3' }), '@platform-team'],
  [aPerson({ id: 'U4', standing: 'guest' }), 'Guest · @platform-team'],
  [aPerson({ standing: 'external' }), 'External'],
])('tells people apart', (person, words) => {
  expect(standingOf(person, groups)).toBe(words);
});

it('offers only those who could sit at a keyboard', () => {
  const people = (['member', 'guest', 'external', 'bot', 'deactivated'] as const).map((standing) =>
    aPerson({ standing }),
  );

  expect(playable(people).map(({ standing }) => standing)).toEqual(['member', 'guest', 'external']);
});
