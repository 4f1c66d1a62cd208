import type { Snapshot } from '../../page-protocol.ts';
import type { Person } from '../../slack/state.ts';

/** Those one can be: bots and deactivated people sit at no keyboard. */
export function playable(people: readonly Person[]): readonly Person[] {
  return people.filter(({ standing }) => standing !== 'bot' && standing !== 'deactivated');
}

/** What tells a person from the others: their groups, else what Slack takes them for. */
export function standingOf(person: Person, groups: Snapshot['userGroups']): string {
  const handles = groups
    .filter(({ members }) => members.includes(person.id))
    .map(({ handle }) => `@${handle}`);
  const standing = { guest: 'Guest', external: 'External', bot: 'Bot', deactivated: 'Deactivated' };
  if (person.standing !== 'member') return [standing[person.standing], ...handles].join(' · ');
  return handles.length > 0 ? handles.join(' · ') : 'Member';
}
