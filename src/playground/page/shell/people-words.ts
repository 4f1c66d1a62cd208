import type { Snapshot } from '../../page-protocol.ts';
import type { Person } from '../../slack/state.ts';

/** Those one can be: bots and deactivated people sit at no keyboard. */
export function playable(people: readonly Person[]): readonly Person[] {
  return people.filter(({ standing }) => standing !== 'bot' && standing !== 'deactivated');
}

/** What a person is there for, in a workspace where those in a group decide what the others ask for. */
export function partOf(person: Person, groups: Snapshot['userGroups']): string {
  const standing = standingOf(person, groups);
  if (person.standing !== 'member') return standing;
  return isInGroup(person, groups) ? `Approves · ${standing}` : 'Asks';
}

/** `Ana and Ben ask, Cleo and Drew approve`. */
export function partsOf(people: readonly Person[], groups: Snapshot['userGroups']): string {
  const members = people.filter(({ standing }) => standing === 'member');
  const asking = members.filter((person) => !isInGroup(person, groups));
  const approving = members.filter((person) => isInGroup(person, groups));
  return [...sentence(asking, 'ask'), ...sentence(approving, 'approve')].join(', ');
}

function sentence(people: readonly Person[], verb: string): readonly string[] {
  if (people.length === 0) return [];
  const names = people.map(({ realName }) => realName.split(' ', 1).join(''));
  const list = new Intl.ListFormat('en-GB').format(names);
  return [`${list} ${people.length === 1 ? `${verb}s` : verb}`];
}

function isInGroup({ id }: Person, groups: Snapshot['userGroups']): boolean {
  return groups.some(({ members }) => members.includes(id));
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
