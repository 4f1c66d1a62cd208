import { expect, it } from 'vitest';
import { aChannel, aPerson, aSnapshot } from '../state/builders.ts';
import { completionsAt } from './completions.ts';

const known = aSnapshot({
  channels: [aChannel(), aChannel({ id: 'C2', name: 'a-team' })],
  people: [
    aPerson(),
    aPerson({ id: 'U2', name: 'ben', realName: 'Ben Okafor' }),
    aPerson({ id: 'U3', name: 'greta', realName: 'Greta Gone', standing: 'deactivated' }),
  ],
  userGroups: [{ id: 'S1', handle: 'platform-team', name: 'Platform team', members: [] }],
});

function offered(text: string, caret = text.length): readonly string[] {
  return (completionsAt(text, caret, known)?.completions ?? []).map(({ insert }) => insert);
}

it('completes a command, then the ways to use it', () => {
  expect(offered('/')).toEqual(['/dotai ']);
  expect(offered('/x')).toEqual([]);
  expect(offered('/dotai ')).toEqual(['recommend ', 'capabilities list', 'help']);
  expect(offered('/dotai re')).toEqual(['recommend ']);
  expect(offered('/dotai help')).toEqual([]);
  expect(offered('/dotai recommend a database')).toEqual([]);
  expect(offered('/other ')).toEqual([]);
});

it('lets Enter send a command whose use is only suggested', () => {
  expect(completionsAt('/do', 3, known)?.isEager).toBe(true);
  expect(completionsAt('/dotai ', 7, known)).toMatchObject({ isEager: false, from: 7 });
});

it('offers people, the bot and groups by the beginning of any of their words', () => {
  expect(offered('@')).toEqual(['@dotai ', '@ana ', '@ben ', '@platform-team ']);
  expect(offered('hi @oka')).toEqual(['@ben ']);
  expect(offered('@TEAM')).toEqual(['@platform-team ']);
  expect(offered('@greta')).toEqual([]);
  expect(offered('me@ben')).toEqual([]);
});

it('completes at the caret, not at the end', () => {
  expect(completionsAt('ask @be today', 7, known)).toMatchObject({
    from: 4,
    completions: [{ insert: '@ben ' }],
  });
});

it('offers channels and emoji', () => {
  expect(offered('in #te')).toEqual(['#a-team ']);
  expect(offered(':ta')).toContain(':tada: ');
  expect(offered(':t')).toEqual([]);
  expect(offered('at 10:32')).toEqual([]);
});
