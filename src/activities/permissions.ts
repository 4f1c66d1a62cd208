import { type Actor, actorKey } from '../chat/actor.ts';
import { Failure } from '../domain/failure.ts';
import type { Organisation, RoleName } from '../domain/organisation.ts';
import { isRoleEmpty } from '../domain/organisation.ts';
import { hasRole, isOpenToMembers, missingRoleLines } from '../domain/roles.ts';
import type { ChatPlatform } from '../ports/chat-platform.ts';
import { whomToTurnTo } from './whom-to-turn-to.ts';

export interface PermissionDependencies {
  readonly chat: Pick<ChatPlatform, 'person' | 'groupMembers'>;
  readonly organisation: Organisation;
  readonly isDemo: boolean;
  /** Set where nothing may be written to the cluster, whoever asks: a sentence for the people. */
  readonly closedBecause?: string | undefined;
}

interface Asked {
  readonly actor: Actor;
  readonly role: Exclude<RoleName, 'approvers'>;
}

/**
 * Passes when the person has the role, asked afresh. Nobody listed means: any full member may ask
 * for recommendations; knowledge changes only on the demo cluster. Throws `Failure('forbidden')`, which
 * names who has it.
 */
export async function requireRole(
  dependencies: PermissionDependencies,
  { actor, role }: Asked,
): Promise<void> {
  const { chat, organisation } = dependencies;
  const problem = await roleProblem(dependencies, { actor, role });
  switch (problem) {
    case undefined:
      return;
    case 'no-member':
      throw new Failure('forbidden', NO_MEMBER);
    case 'nobody-listed':
      throw new Failure(
        'forbidden',
        `Nobody may do that yet. An operator adds to dotai.yaml:\n${missingRoleLines(role)}`,
      );
    case 'not-listed': {
      const members = organisation.roles[role];
      const next = await whomToTurnTo(chat, { members, actor });
      throw new Failure('forbidden', `Only ${role} can do that. ${next}`);
    }
  }
}

/** Passes for full members of the workspace, asked afresh. Throws `Failure('forbidden')`. */
export async function requireMember(
  { chat }: Pick<PermissionDependencies, 'chat'>,
  actor: Actor,
): Promise<void> {
  const { standing } = await chat.person(actor);
  if (standing !== 'member') throw new Failure('forbidden', NO_MEMBER);
}

const NO_MEMBER = 'Only full members of this workspace can do that.';

/** Why the person has not the role; undefined where they have it. */
export async function roleProblem(
  { chat, organisation, isDemo }: PermissionDependencies,
  { actor, role }: Asked,
): Promise<'no-member' | 'nobody-listed' | 'not-listed' | undefined> {
  const members = organisation.roles[role];
  const account = { key: actorKey(actor), id: actor.id };
  const isOpenRole = role === 'requesters' && isRoleEmpty(members);
  const { standing } = await chat.person(actor);
  if (standing !== 'member') return 'no-member';
  if (isOpenRole || isOpenToMembers(members, isDemo)) return undefined;
  if (isRoleEmpty(members)) return 'nobody-listed';
  const groups = await groupsWith(chat, members.groups, actor.id);
  return hasRole(members, account, groups) ? undefined : 'not-listed';
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
  return askedAgainAfter(chat, { now: () => 0, ms: Infinity });
}

/**
 * The same platform, asked for each person and each group at most once in `ms` milliseconds. What it
 * refused to say is asked again. For what is shown only: a decision asks afresh.
 */
export function askedAgainAfter(
  chat: PermissionDependencies['chat'],
  time: Remembering,
): PermissionDependencies['chat'] {
  const people = new Map<string, Remembered<ReturnType<typeof chat.person>>>();
  const groups = new Map<string, Remembered<ReturnType<typeof chat.groupMembers>>>();
  return {
    person: (actor) =>
      remembered(people, { ...time, key: actorKey(actor) }, () => chat.person(actor)),
    groupMembers: (id) => remembered(groups, { ...time, key: id }, () => chat.groupMembers(id)),
  };
}

export interface Remembering {
  /** In milliseconds. */
  readonly now: () => number;
  readonly ms: number;
}

export interface Remembered<Value> {
  readonly value: Value;
  readonly untilMs: number;
}

/** Asked once in `ms` milliseconds for each key; what was refused is asked again. */
export function remembered<Value>(
  known: Map<string, Remembered<Promise<Value>>>,
  { key, now, ms }: Remembering & { readonly key: string },
  ask: () => Promise<Value>,
): Promise<Value> {
  for (const [old, { untilMs }] of known) if (untilMs <= now()) known.delete(old);
  const before = known.get(key);
  if (before) return before.value;
  const value = ask();
  const entry = { value, untilMs: now() + ms };
  known.set(key, entry);
  value.catch(() => known.get(key) === entry && known.delete(key));
  return value;
}
