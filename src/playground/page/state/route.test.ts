import { expect, it } from 'vitest';
import { type Route, readRoute, writeRoute } from './route.ts';

const routes: readonly (readonly [string, Route])[] = [
  ['#/ana', { person: 'ana', place: { kind: 'list' } }],
  ['#/ana/C00PLATFORM', { person: 'ana', place: { kind: 'channel', channel: 'C00PLATFORM' } }],
  [
    '#/ana/C00PLATFORM/1700000000.000100',
    {
      person: 'ana',
      place: { kind: 'channel', channel: 'C00PLATFORM' },
      thread: '1700000000.000100',
    },
  ],
  ['#/cleo/app/home', { person: 'cleo', place: { kind: 'app', tab: 'home' } }],
  [
    '#/cleo/app/messages/1700000000.000100?panel=cluster',
    {
      person: 'cleo',
      place: { kind: 'app', tab: 'messages' },
      thread: '1700000000.000100',
      panel: 'cluster',
    },
  ],
  [
    '#/a%2Fb/C1?panel=developer&at=1700000000.000100',
    {
      person: 'a/b',
      place: { kind: 'channel', channel: 'C1' },
      panel: 'developer',
      at: '1700000000.000100',
    },
  ],
];

it.each(routes)('reads and writes %s', (hash, route) => {
  expect(readRoute(hash)).toEqual(route);
  expect(writeRoute(route)).toBe(hash);
});

it.each([
  ['', undefined, { kind: 'list' }],
  ['#/', undefined, { kind: 'list' }],
  ['#/ana/app/nonsense', 'ana', { kind: 'app', tab: 'home' }],
  ['#/%E0%A4%A/C1/not-a-time?panel=nothing', '%E0%A4%A', { kind: 'channel', channel: 'C1' }],
])('leaves out what it cannot read: %s', (hash, person, place) => {
  const { thread, panel, ...rest } = readRoute(hash);

  expect(rest).toEqual({ person, place });
  expect([thread, panel]).toEqual([undefined, undefined]);
});

it('opens no thread beside the list or the Home tab', () => {
  expect(readRoute('#/ana/app/home/1700000000.000100').thread).toBeUndefined();
  expect(writeRoute({ person: 'ana', place: { kind: 'list' }, thread: '1.2' })).toBe('#/ana');
});
