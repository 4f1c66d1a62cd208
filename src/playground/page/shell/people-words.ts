import type { Parts, Snapshot } from '../../page-protocol.ts';
import type { Person } from '../../slack/state.ts';

/** Those one can be: bots and deactivated people sit at no keyboard. */
export function playable(people: readonly Person[]): readonly Person[] {
  return people.filter(({ standing }) => standing !== 'bot' && standing !== 'deactivated');
}

type Known = Pick<Snapshot, 'userGroups'> & { readonly parts: Parts | undefined };

/** What a person is there for; what Slack says of them where that is not known. */
export function partOf(person: Person, { userGroups, parts }: Known): string {
  const standing = standingOf(person, userGroups);
  const doing = [
    ...(parts?.approvers.includes(person.id) ? ['approves'] : []),
    ...(parts?.curators.includes(person.id) ? ['scans'] : []),
  ].join(' and ');
  if (doing !== '') return `${doing.charAt(0).toUpperCase()}${doing.slice(1)} · ${standing}`;
  return parts?.requesters.includes(person.id) ? 'Asks' : standing;
}

/** `Ana and Ben ask, Cleo and Drew approve and scan`; empty where it is not known. */
export function partsOf(people: readonly Person[], parts: Parts | undefined): string {
  if (!parts) return '';
  const { requesters, approvers, curators } = parts;
  const doing = people.map((person) => ({
    person,
    asks: requesters.includes(person.id),
    approves: approvers.includes(person.id),
    scans: curators.includes(person.id),
  }));
  const those = (which: (one: (typeof doing)[number]) => boolean): Person[] =>
    doing.filter((one) => which(one)).map(({ person }) => person);
  return [
    ...sentence(
      those(({ asks, approves, scans }) => asks && !approves && !scans),
      ['ask'],
    ),
    ...sentence(
      those(({ approves, scans }) => approves && !scans),
      ['approve'],
    ),
    ...sentence(
      those(({ approves, scans }) => approves && scans),
      ['approve', 'scan'],
    ),
    ...sentence(
      those(({ approves, scans }) => scans && !approves),
      ['scan'],
    ),
  ].join(', ');
}

function sentence(people: readonly Person[], verbs: readonly string[]): readonly string[] {
  if (people.length === 0) return [];
  const names = people.map(firstName);
  const list = new Intl.ListFormat('en-GB').format(names);
  const done = verbs.map((verb) => (people.length === 1 ? `${verb}s` : verb));
  return [`${list} ${done.join(' and ')}`];
}

export function firstName({ realName }: Person): string {
  return realName.split(' ', 1).join('');
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
