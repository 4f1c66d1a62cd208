import type { Activity } from '../activity.ts';
import { groupsWith, type PermissionDependencies } from '../permissions.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import { isRoleEmpty } from '../../domain/organisation.ts';
import {
  type Account,
  hasRole,
  isOpenToMembers,
  isSamePerson,
  missingRoleLines,
} from '../../domain/roles.ts';
import type { ChangeEffect, ChangeEvent } from '../../workflows/change/state.ts';

export type ApproverDependencies = PermissionDependencies;

type Effect<Type extends ChangeEffect['type']> = Extract<ChangeEffect, { type: Type }>;

/** Whom to ask, for how long, and when to remind them. */
export function createFindApprovers(
  dependencies: ApproverDependencies,
): Activity<Effect<'find-approvers'>, ChangeEvent> {
  const { organisation, isDemo } = dependencies;
  return async (_effect, { session, now }) => {
    const members = organisation.roles.approvers;
    const at = now();
    const isAnyMember = isOpenToMembers(members, isDemo);
    const isMissing = isRoleEmpty(members) && !isAnyMember;
    return {
      type: 'approvers-found',
      at,
      approvers: {
        groups: members.groups,
        people: members.people.map((name) => actorNamed(name, session.owner)),
        isAnyMember,
        ...(isMissing ? { missingLines: missingRoleLines('approvers') } : {}),
        quorum: organisation.approvals.quorum,
        expiresAt: hoursAfter(at, organisation.approvals.expireAfterHours),
        remindAt: hoursAfter(at, organisation.approvals.remindAfterHours),
      },
    };
  };
}

/** Decides afresh, at the click, whether that person may approve (or reject) this change. */
export function createCheckApprover(
  dependencies: ApproverDependencies,
): Activity<Effect<'check-approver'>, ChangeEvent> {
  return async ({ actor, digest, rejection }, { session, now }) => {
    const denied = await approvalProblem(dependencies, { actor, requester: session.owner });
    const at = now();
    if (denied !== undefined) return { type: 'approval-denied', at, actor, reason: denied };
    return rejection === undefined
      ? { type: 'approval-granted', at, actor, digest }
      : { type: 'rejection-granted', at, actor, reason: rejection };
  };
}

/**
 * Why this person may not decide about that requester's change; undefined when they may. Asks the
 * chat platform each time, since people leave and groups change.
 */
export async function approvalProblem(
  { chat, organisation, isDemo }: ApproverDependencies,
  { actor, requester }: { actor: Actor; requester: Actor },
): Promise<string | undefined> {
  const { standing } = await chat.person(actor);
  if (standing !== 'member') {
    return 'Only full members of this workspace can decide about changes; guests, bots and external people cannot.';
  }
  const account = accountOf(actor);
  const isOwn = isSamePerson(organisation, account, accountOf(requester));
  if (isOwn && !organisation.approvals.allowRequester) {
    return 'Somebody else has to decide about a change that you asked for.';
  }
  const members = organisation.roles.approvers;
  if (isOpenToMembers(members, isDemo)) return undefined;
  const groups = await groupsWith(chat, members.groups, actor.id);
  if (hasRole(members, account, groups)) return undefined;
  return 'Only approvers can decide about changes. Whoever runs the bot lists them in dotai.yaml.';
}

function accountOf(actor: Actor): Account {
  return { key: actorKey(actor), id: actor.id };
}

/** `slack:T1:U1`, or an id of the workspace that the change was asked in. */
function actorNamed(name: string, { platform, workspace }: Actor): Actor {
  return { platform, workspace, id: name.split(':').at(-1) ?? name };
}

function hoursAfter(at: string, hours: number): string {
  return new Date(Date.parse(at) + hours * 3_600_000).toISOString();
}
