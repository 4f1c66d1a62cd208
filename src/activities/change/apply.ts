import { approvalProblem, type ApproverDependencies, distinctPeople } from './approvers.ts';
import { compareWithCluster, type PlannedObject, referenceOf } from './compare.ts';
import { movedPolicyProblem } from './moved-policy.ts';
import { diffPartsOf, plannedFrom } from './plan.ts';
import { breachesOfObject, isSpokenOf } from '../recommend/policy-verdicts.ts';
import { targetProblem } from './target.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { carriesChange } from '../../domain/change/digest.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import { statusDigest } from '../../domain/readiness.ts';
import type { PolicyBook } from '../policy/policy-book.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Expressions } from '../../ports/expressions.ts';
import type { Cluster, Refusal } from '../../ports/cluster.ts';
import {
  type Approval,
  type ChangeEffect,
  type ChangeEvent,
  ChangeState,
  type ItemResult,
} from '../../workflows/change/state.ts';

export interface ApplyDependencies extends ApproverDependencies {
  readonly cluster: Cluster;
  readonly artifacts: ArtifactStore;
  /** Where it does not answer, nothing is applied. */
  readonly policies: Pick<PolicyBook, 'active' | 'get'>;
  readonly expressions: Pick<Expressions, 'evaluate'>;
}

type ApplyEffect = Extract<ChangeEffect, { type: 'apply-change' }>;

/**
 * Writes an approved change to the cluster. Everything that the approval relied on is looked at
 * again first: which cluster this is, who approved, the digest, the policies, access, the dry run, the live objects. An object that
 * already carries the change's id and digest counts as applied and is not sent again.
 */
export function createApplyChange(
  dependencies: ApplyDependencies,
): Activity<ApplyEffect, ChangeEvent> {
  return async ({ approvals }, context) => {
    const state = ChangeState.parse(context.session.state);
    const elsewhere = await targetProblem(dependencies.cluster, state.request.prepared);
    if (elsewhere !== undefined) {
      return { type: 'target-changed', at: context.now(), reason: elsewhere };
    }
    const planned = await plannedFrom(dependencies.artifacts, state.request.prepared);
    if ('problem' in planned) return voided(context, planned.problem);
    const denied = await approvalsProblem(dependencies, state, approvals);
    if (denied !== undefined) return voided(context, denied);
    const live = await liveObjects(dependencies.cluster, planned.objects);
    const applied = alreadyApplied(live, state);
    const rest = planned.objects.filter((_, index) => !applied.has(index));
    const forbidden = await policyProblem(dependencies, rest);
    if (forbidden !== undefined) {
      return { type: 'change-forbidden', at: context.now(), reason: forbidden };
    }
    const objects = rest.map(({ object }) => object);
    const moved = await movedPolicyProblem(dependencies.policies, objects, state.changeId);
    if (moved !== undefined) {
      return { type: 'change-forbidden', at: context.now(), reason: moved, isFinal: true };
    }
    const stop = await obstacle(dependencies, {
      state,
      objects: planned.objects,
      applied,
      context,
    });
    const given = { objects: planned.objects, live, applied, context };
    return stop ?? applyAll(dependencies.cluster, given);
  };
}

function voided({ now }: ActivityContext, reason: string): ChangeEvent {
  return { type: 'approval-voided', at: now(), reason };
}

/** Why these approvals do not hold now: undefined where they do. */
export async function approvalsProblem(
  dependencies: ApplyDependencies,
  { requester, request }: ChangeState,
  approvals: readonly Approval[],
): Promise<string | undefined> {
  if (approvals.length < dependencies.organisation.approvals.quorum) {
    return 'The number of approvals that the organisation asks for has been raised: more are needed.';
  }
  const people = distinctPeople(
    dependencies.organisation,
    approvals.map(({ actor }) => actor),
  );
  if (people.length < dependencies.organisation.approvals.quorum) {
    return 'Approvals came from two accounts of one person: another person has to approve.';
  }
  for (const { actor, digest } of approvals) {
    if (digest !== request.prepared.digest)
      return 'An approval was for other content: approve again.';
    const problem = await approvalProblem(dependencies, { actor, requester });
    if (problem !== undefined) return `An approval no longer holds. ${problem}`;
  }
  return undefined;
}

/** Policies may have come, or been changed, since the change was prepared. */
async function policyProblem(
  { cluster, policies, expressions }: ApplyDependencies,
  objects: readonly PlannedObject[],
): Promise<string | undefined> {
  const active = await policies.active();
  for (const { object, kind } of objects) {
    if (!isSpokenOf(kind, active)) continue;
    const table = await cluster.fieldTable(kind);
    const breach = breachesOfObject({ object, kind, table }, { policies: active, expressions })[0];
    if (breach)
      return `A policy forbids this by now. ${object.kind} ${object.metadata.name}: ${breach.text}`;
  }
  return undefined;
}

type LiveObjects = readonly (KubernetesObject | undefined)[];

async function liveObjects(
  cluster: Cluster,
  objects: readonly PlannedObject[],
): Promise<LiveObjects> {
  return Promise.all(objects.map(({ object, kind }) => cluster.read(referenceOf(object, kind))));
}

function alreadyApplied(
  live: LiveObjects,
  { changeId, request }: ChangeState,
): ReadonlySet<number> {
  const change = { changeId, digest: request.prepared.digest };
  return new Set(live.flatMap((one, index) => (one && carriesChange(one, change) ? [index] : [])));
}

/** What forbids to go on: refused access, a moved base, a dry run that fails now. */
async function obstacle(
  { cluster, artifacts }: ApplyDependencies,
  given: {
    state: ChangeState;
    objects: readonly PlannedObject[];
    applied: ReadonlySet<number>;
    context: ActivityContext;
  },
): Promise<ChangeEvent | undefined> {
  const { state, objects, applied, context } = given;
  const rest = objects.filter((_, index) => !applied.has(index));
  const comparison = await compareWithCluster(cluster, rest);
  const results = objects.map((_, index) => resultOf(applied.has(index)));
  const refused = comparison.refusals[0];
  if (refused) {
    const index = objects.findIndex((one) => one === rest[refused.index]);
    return refusedEvent(context, results.with(index, refusedResult(refused.refusal)));
  }
  for (const { object, kind } of rest) {
    const problem = await cluster.accessProblem(referenceOf(object, kind));
    const index = objects.findIndex((one) => one.object === object);
    if (problem !== undefined) {
      const refusal = { state: 'refused', reason: problem, because: 'forbidden' } as const;
      return refusedEvent(context, results.with(index, refusal));
    }
  }
  const known = state.request.prepared.items.filter((_, index) => !applied.has(index));
  const hasMoved = comparison.items.some((item, index) => item.base !== known[index]?.base);
  if (!hasMoved) return undefined;
  const items = state.request.prepared.items.map((item, index) => {
    const position = rest.findIndex((one) => one === objects[index]);
    return comparison.items[position] ?? item;
  });
  const name = rest[0]?.object.metadata.name ?? 'manifests';
  const diff = await diffPartsOf(artifacts, { diff: comparison.diff, name });
  return { type: 'base-moved', at: context.now(), items, ...diff };
}

function resultOf(isApplied: boolean): ItemResult {
  return isApplied ? { state: 'applied', reason: '' } : { state: 'waiting', reason: '' };
}

/** Only a new generation asks a controller to look again, and so to say something new. */
function acceptedResult(before: KubernetesObject | undefined, after: KubernetesObject): ItemResult {
  const isChanged = before && before.metadata.generation !== after.metadata.generation;
  return { ...resultOf(true), ...(isChanged ? { statusAtApply: statusDigest(after) } : {}) };
}

function refusedResult(refusal: Refusal): ItemResult {
  const reason = refusal.problems.map(({ message }) => message).join('; ');
  return { state: 'refused', reason, because: refusal.because };
}

function refusedEvent({ now }: ActivityContext, results: ItemResult[]): ChangeEvent {
  return { type: 'change-applied', at: now(), results };
}

/** One after the other, in the change's order; the first refusal ends it, and says so. */
async function applyAll(
  cluster: Cluster,
  given: {
    objects: readonly PlannedObject[];
    live: LiveObjects;
    applied: ReadonlySet<number>;
    context: ActivityContext;
  },
): Promise<ChangeEvent> {
  const { objects, live, applied, context } = given;
  let results = objects.map((_, index) => resultOf(applied.has(index)));
  for (const [index, { object, kind }] of objects.entries()) {
    if (applied.has(index)) continue;
    context.signal.throwIfAborted();
    await context.checkTurn();
    const outcome = await cluster.apply(object, kind);
    const result =
      outcome.type === 'accepted'
        ? acceptedResult(live[index], outcome.object)
        : refusedResult(outcome);
    results = results.with(index, result);
    if (result.state === 'refused') break;
    context.progress({
      type: 'object-applied',
      at: context.now(),
      results,
    } satisfies ChangeEvent);
  }
  return { type: 'change-applied', at: context.now(), results };
}
