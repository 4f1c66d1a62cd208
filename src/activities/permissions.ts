import { type Actor, actorKey } from '../chat/actor.ts';
import { Failure } from '../domain/failure.ts';
import type { Organisation, RoleName } from '../domain/organisation.ts';
import { isRoleEmpty } from '../domain/organisation.ts';
import { hasRole, isOpenToMembers, missingRoleLines } from '../domain/roles.ts';
import type { ChatPlatform } from '../ports/chat-platform.ts';

export interface PermissionDependencies {
  readonly chat: Pick<ChatPlatform, 'person' | 'groupMembers'>;
  readonly organisation: Organisation;
  readonly isDemo: boolean;
  /** Set where nothing may be written to the cluster, whoever asks: a sentence for the people. */
  readonly closedBecause?: string | undefined;
}

/**
 * Passes when the person has the role, asked afresh. Nobody listed means: any full member may ask
 * for recommendations; knowledge changes only on the demo cluster. Throws `Failure('forbidden')`.
 */
export async function requireRole(
  { chat, organisation, isDemo }: PermissionDependencies,
  { actor, role }: { actor: Actor; role: Exclude<RoleName, 'approvers'> },
): Promise<void> {
  const members = organisation.roles[role];
  const account = { key: actorKey(actor), id: actor.id };
  const isOpenRole = role === 'requesters' && isRoleEmpty(members);
  const { standing } = await chat.person(actor);
  if (standing !== 'member') {
    throw new Failure('forbidden', 'Only full members of this workspace can do that.');
  }
  if (isOpenRole || isOpenToMembers(members, isDemo)) return;
  if (isRoleEmpty(members)) {
    const lines = missingRoleLines(role);
    throw new Failure(
      'forbidden',
      `Nobody may do that yet. An operator adds to dotai.yaml:\n${lines}`,
    );
  }
  const groups = await groupsWith(chat, members.groups, actor.id);
  if (hasRole(members, account, groups)) return;
  throw new Failure(
    'forbidden',
    `Only ${role} can do that. Whoever runs the bot lists them in dotai.yaml.`,
  );
}

/** Those of the groups that have the person among their members now. */
export async function groupsWith(
  chat: PermissionDependencies['chat'],
  groups: readonly string[],
  id: string,
): Promise<string[]> {
  const memberships = await Promise.all(
    groups.map(async (group) => ((await chat.groupMembers(group)).includes(id) ? [group] : [])),
  );
  return memberships.flat();
}

/** The same platform, asked for each person and each group once. */
export function askedOnce(chat: PermissionDependencies['chat']): PermissionDependencies['chat'] {
  const people = new Map<string, ReturnType<typeof chat.person>>();
  const groups = new Map<string, ReturnType<typeof chat.groupMembers>>();
  return {
    person: (actor) => remembered(people, actor.id, () => chat.person(actor)),
    groupMembers: (id) => remembered(groups, id, () => chat.groupMembers(id)),
  };
}

function remembered<Value>(known: Map<string, Value>, key: string, ask: () => Value): Value {
  const value = known.get(key) ?? ask();
  known.set(key, value);
  return value;
}
