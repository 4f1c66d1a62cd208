import { expect, it } from 'vitest';
import { aPerson } from '../state/builders.ts';
import { partOf, partsOf, playable, standingOf } from './people-words.ts';

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

const parts = { requesters: ['U1', 'U2', 'U3'], approvers: ['U3'], curators: ['U3'] };

it.each([
  [aPerson(), 'Asks'],
  [aPerson({ id: 'U3' }), 'Approves and scans · @platform-team'],
  [aPerson({ id: 'U4', standing: 'guest' }), 'Guest · @platform-team'],
  [aPerson({ id: 'U5' }), 'Member'],
])('says what %j is there for', (person, words) => {
  expect(partOf(person, { userGroups: groups, parts })).toBe(words);
});

it('says of nobody what is not known', () => {
  const unknown = { userGroups: groups, parts: undefined };

  expect(partOf(aPerson({ id: 'U3' }), unknown)).toBe('@platform-team');
  expect(partOf(aPerson(), unknown)).toBe('Member');
  expect(partsOf([aPerson()], undefined)).toBe('');
});

it('says who asks, approves and scans, without those who may do neither', () => {
  const people = [
    aPerson({ id: 'U1', realName: 'Ana Ruiz' }),
    aPerson({ id: 'U2', realName: 'Ben Okafor' }),
    aPerson({ id: 'U3', realName: 'Cleo Lindqvist' }),
    aPerson({ id: 'U5', realName: 'Gus Guest', standing: 'guest' }),
  ];

  expect(partsOf(people, parts)).toBe('Ana and Ben ask, Cleo approves and scans');
  expect(partsOf(people, { ...parts, curators: ['U2'] })).toBe(
    'Ana asks, Cleo approves, Ben scans',
  );
  expect(partsOf(people, { ...parts, approvers: [], curators: [] })).toBe('Ana, Ben and Cleo ask');
});
