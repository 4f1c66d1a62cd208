import type { Activity } from '../activity.ts';
import { groupsWith, type PermissionDependencies } from '../permissions.ts';
import { whomToTurnTo } from '../whom-to-turn-to.ts';
import { type Actor, actorKey, isSameActor } from '../../chat/actor.ts';
import { isRoleEmpty } from '../../domain/organisation.ts';
import {
  type Account,
  hasRole,
  isOpenToMembers,
  isSamePerson,
  missingRoleLines,
} from '../../domain/roles.ts';
import {
  type Approval,
  type Approvers,
  type ChangeEffect,
  type ChangeEvent,
  ChangeState,
} from '../../workflows/change/state.ts';

export type ApproverDependencies = PermissionDependencies;

type Effect<Type extends ChangeEffect['type']> = Extract<ChangeEffect, { type: Type }>;

/** Who may approve that requester's changes, as `dotai.yaml` says. */
export function approversNow(
  { organisation, isDemo, closedBecause }: ApproverDependencies,
  requester: Actor,
): Approvers {
  const members = organisation.roles.approvers;
  const isAnyMember = isOpenToMembers(members, isDemo);
  const isMissing = isRoleEmpty(members) && !isAnyMember && closedBecause === undefined;
  return {
    groups: members.groups,
    people: members.people.map((name) => actorNamed(name, requester)),
    isAnyMember,
    ...(isMissing ? { missingLines: missingRoleLines('approvers') } : {}),
    ...(closedBecause === undefined ? {} : { closedBecause }),
    quorum: organisation.approvals.quorum,
  };
}

/** Decides afresh, at the click, whether that person may decide about this change, switch how it is made, or stop it. */
export function createCheckApprover(
  dependencies: ApproverDependencies,
): Activity<Effect<'check-approver'>, ChangeEvent> {
  return async ({ actor, place, decision }, { session, now }) => {
    const { approvals } = ChangeState.parse(session.state);
    const isApproval = decision.type === 'approve';
    const denied =
      (await deniedTo(dependencies, { actor, requester: session.owner })) ??
      (isApproval ? secondAccountProblem(dependencies, actor, approvals) : undefined);
    const at = now();
    const approvers = approversNow(dependencies, session.owner);
    if (denied !== undefined) {
      return { type: 'approval-denied', at, actor, place, reason: denied, approvers };
    }
    switch (decision.type) {
      case 'approve':
        return { type: 'approval-granted', at, actor, key: decision.key, approvers };
      case 'reject':
        return { type: 'rejection-granted', at, actor, reason: decision.reason };
      case 'switch': {
        const { key, variantId } = decision;
        return { type: 'variant-granted', at, actor, key, variantId };
      }
      case 'stop':
        return { type: 'stop-granted', at, actor };
    }
  };
}

/** As `approvalProblem`, with those who may where somebody is none of them. */
async function deniedTo(
  dependencies: ApproverDependencies,
  { actor, requester }: { readonly actor: Actor; readonly requester: Actor },
): Promise<string | undefined> {
  const problem = await approvalProblem(dependencies, { actor, requester });
  if (problem !== NO_APPROVER) return problem;
  const { chat, organisation } = dependencies;
  const members = organisation.roles.approvers;
  const isLeftOut = (one: Actor): boolean =>
    !organisation.approvals.allowRequester &&
    isSamePerson(organisation, accountOf(one), accountOf(requester));
  const next = await whomToTurnTo(chat, { members, actor, isLeftOut });
  return `${problem} ${next}`;
}

function secondAccountProblem(
  { organisation }: ApproverDependencies,
  actor: Actor,
  approvals: readonly Approval[],
): string | undefined {
  const others = approvals.filter((approval) => !isSameActor(approval.actor, actor));
  const own = others.some((approval) =>
    isSamePerson(organisation, accountOf(approval.actor), accountOf(actor)),
  );
  return own
    ? 'You have approved already with another account: another person has to approve.'
    : undefined;
}

/** One account of each person: a quorum counts people. */
export function distinctPeople(
  organisation: ApproverDependencies['organisation'],
  actors: readonly Actor[],
): Actor[] {
  return actors.filter(
    (actor, index) =>
      !actors
        .slice(0, index)
        .some((before) => isSamePerson(organisation, accountOf(before), accountOf(actor))),
  );
}

/**
 * Why this person may not decide about that requester's change; undefined when they may. Asks the
 * chat platform each time, since people leave and groups change.
 */
export async function approvalProblem(
  { chat, organisation, isDemo, closedBecause }: ApproverDependencies,
  { actor, requester }: { actor: Actor; requester: Actor },
): Promise<string | undefined> {
  if (closedBecause !== undefined) return closedBecause;
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
  return NO_APPROVER;
}

const NO_APPROVER = 'Only approvers can decide about changes.';

export function accountOf(actor: Actor): Account {
  return { key: actorKey(actor), id: actor.id };
}

/** `slack:T1:U1`, or an id of the workspace that the change was asked in. */
function actorNamed(name: string, { platform, workspace }: Actor): Actor {
  return { platform, workspace, id: name.split(':').at(-1) ?? name };
}
