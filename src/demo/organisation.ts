import { isRoleEmpty, type Organisation, type RoleMembers } from '../domain/organisation.ts';
import type { Parts } from '../playground/page-protocol.ts';
import {
  DEFAULT_IDENTITY,
  DEFAULT_PEOPLE,
  DEFAULT_USER_GROUPS,
} from '../playground/slack/default-workspace.ts';

/** An organisation as the local workspace can play it, and what is different from what was written. */
export interface LocalOrganisation {
  readonly organisation: Organisation;
  readonly notices: readonly string[];
  /** Who of the workspace may ask, who may approve, and who may scan. */
  readonly parts: Parts;
}

/** Cleo and Drew: Ana and Ben ask, so that somebody else has to decide. */
const PLATFORM_TEAM: RoleMembers = { people: [], groups: ['S0PLATFORM0'] };

/** Everybody who may ask where nobody is named: guests and those from elsewhere may not. */
const MEMBERS = DEFAULT_PEOPLE.filter(({ standing }) => standing === 'member').map(({ id }) => id);

/**
 * Keeps what `dotai.yaml` decides, and of those whom it names the ones who are in the local workspace.
 * Where none of a role's people is, the demo's own take the role.
 */
export function localOrganisation(organisation: Organisation): LocalOrganisation {
  const { requesters, approvers, curators } = organisation.roles;
  const local = {
    requesters: localMembers(requesters),
    approvers: localMembers(approvers),
    curators: localMembers(curators),
  };
  const replaced = [
    isReplaced(approvers, local.approvers) ? 'approvers' : '',
    isReplaced(curators, local.curators) ? 'curators' : '',
    isReplaced(requesters, local.requesters) ? 'requesters' : '',
  ].filter((role) => role !== '');
  const roles = {
    requesters: local.requesters,
    approvers: orPlatformTeam(local.approvers),
    curators: orPlatformTeam(local.curators),
  };
  return {
    organisation: { ...organisation, roles },
    notices: [
      ...replacedNotice(replaced),
      ...quorumNotice(organisation.approvals.quorum, roles.approvers),
    ],
    parts: {
      requesters: isRoleEmpty(roles.requesters) ? MEMBERS : [...membersOf(roles.requesters)],
      approvers: [...membersOf(roles.approvers)],
      curators: [...membersOf(roles.curators)],
    },
  };
}

function localMembers({ people, groups }: RoleMembers): RoleMembers {
  return {
    people: people.filter((name) => DEFAULT_PEOPLE.some(({ id }) => isNamed(name, id))),
    groups: groups.filter((name) => DEFAULT_USER_GROUPS.some(({ id }) => id === name)),
  };
}

/** `U0123…` alone, or `slack:T1:U0123…` as `dotai.yaml` may have it. */
function isNamed(name: string, id: string): boolean {
  return name === id || name === `slack:${DEFAULT_IDENTITY.teamId}:${id}`;
}

function isReplaced(written: RoleMembers, local: RoleMembers): boolean {
  return !isRoleEmpty(written) && isRoleEmpty(local);
}

function orPlatformTeam(members: RoleMembers): RoleMembers {
  return isRoleEmpty(members) ? PLATFORM_TEAM : members;
}

function replacedNotice(roles: readonly string[]): string[] {
  if (roles.length === 0) return [];
  const stand = [
    ...(roles.some((role) => role !== 'requesters')
      ? ['the platform team, Cleo and Drew, takes their place']
      : []),
    ...(roles.includes('requesters') ? ['everybody may ask'] : []),
  ];
  return [
    `The ${roles.join(' and ')} that dotai.yaml names are not in this workspace: here ${stand.join(', and ')}.`,
  ];
}

function quorumNotice(quorum: number, approvers: RoleMembers): string[] {
  const count = membersOf(approvers).size;
  if (count >= quorum) return [];
  const people = count === 1 ? 'one person' : `${count} people`;
  return [
    `dotai.yaml asks for ${quorum} approvals, and only ${people} in this workspace may approve: nothing can be applied.`,
  ];
}

function membersOf({ people, groups }: RoleMembers): ReadonlySet<string> {
  const inGroups = DEFAULT_USER_GROUPS.filter(({ id }) => groups.includes(id)).flatMap(
    ({ members }) => members,
  );
  const named = DEFAULT_PEOPLE.map(({ id }) => id).filter((id) =>
    people.some((name) => isNamed(name, id)),
  );
  return new Set([...inGroups, ...named]);
}
