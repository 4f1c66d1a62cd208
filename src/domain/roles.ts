import { isRoleEmpty, type Organisation, type RoleMembers, type RoleName } from './organisation.ts';

/** An account as `dotai.yaml` may name it: `U0123…` alone, or `slack:T1:U0123…`. */
export interface Account {
  readonly key: string;
  readonly id: string;
}

function isNamed(names: readonly string[], { key, id }: Account): boolean {
  return names.includes(id) || names.includes(key);
}

/** Whether both accounts are one person's: the same account, or listed together under `identities`. */
export function isSamePerson(organisation: Organisation, one: Account, other: Account): boolean {
  if (one.key === other.key) return true;
  return organisation.identities.some(
    ({ accounts }) => isNamed(accounts, one) && isNamed(accounts, other),
  );
}

export function hasRole(
  members: RoleMembers,
  account: Account,
  /** The groups of the role that have the account among their members. */
  groups: readonly string[],
): boolean {
  return isNamed(members.people, account) || members.groups.some((group) => groups.includes(group));
}

/** The lines that an operator adds to `dotai.yaml` so that somebody has the role. */
export function missingRoleLines(role: RoleName): string {
  return [
    'roles:',
    `  ${role}:`,
    '    people: ["U0123ABCD"]   # people by id, and',
    '    groups: ["S0123ABCD"]   # user groups by id',
  ].join('\n');
}

/** Nobody listed: on the demo cluster any full member counts, elsewhere nobody does. */
export function isOpenToMembers(members: RoleMembers, isDemo: boolean): boolean {
  return isDemo && isRoleEmpty(members);
}
