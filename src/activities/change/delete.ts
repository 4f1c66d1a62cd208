import { type ApplyDependencies, approvalsProblem } from './apply.ts';
import type { PlannedObject } from './compare.ts';
import { deletionDiff } from './deletion-plan.ts';
import { diffPartsOf, plannedFrom } from './plan.ts';
import { targetProblem } from './target.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { Failure } from '../../domain/failure.ts';
import { baseOf } from '../../domain/live-object.ts';
import type { KubernetesObject, ObjectReference } from '../../domain/manifest.ts';
import type { PreparedItem } from '../../domain/prepared-change.ts';
import type { Cluster } from '../../ports/cluster.ts';
import {
  type ChangeEffect,
  type ChangeEvent,
  ChangeState,
  type ItemResult,
} from '../../workflows/change/state.ts';

type Effect = Extract<ChangeEffect, { type: 'apply-change' }>;

interface Doomed {
  readonly item: PreparedItem;
  readonly planned: PlannedObject;
  readonly live: KubernetesObject | undefined;
}

/**
 * Deletes what an approved change names. What the approval relied on is looked at again first: which
 * cluster this is, who approved, the digest, and that the live objects are as they were shown. One that
 * is gone, or going, counts as deleted; one of the same name with another UID was made anew and is
 * nobody's to delete, so that no restart deletes twice.
 */
export function createDeleteChange(dependencies: ApplyDependencies): Activity<Effect, ChangeEvent> {
  const { cluster, artifacts } = dependencies;
  return async ({ approvals }, context) => {
    const state = ChangeState.parse(context.session.state);
    const { prepared } = state.request;
    const at = context.now();
    const elsewhere = await targetProblem(cluster, prepared);
    if (elsewhere !== undefined) return { type: 'target-changed', at, reason: elsewhere };
    const planned = await plannedFrom(artifacts, prepared);
    if ('problem' in planned) return { type: 'approval-voided', at, reason: planned.problem };
    const denied = await approvalsProblem(dependencies, state, approvals);
    if (denied !== undefined) return { type: 'approval-voided', at, reason: denied };
    const doomed = await lookedUp(cluster, prepared.items, planned.objects);
    const moved = await movedEvent(dependencies, doomed, context);
    return moved ?? deleteAll(cluster, doomed, context);
  };
}

async function lookedUp(
  cluster: Cluster,
  items: readonly PreparedItem[],
  objects: readonly PlannedObject[],
): Promise<readonly Doomed[]> {
  const found = await Promise.all(items.map(({ reference }) => cluster.read(reference)));
  return items.flatMap((item, index) => {
    const planned = objects[index];
    return planned ? [{ item, planned, live: found[index] }] : [];
  });
}

/** Whether nothing is left to do: it is not there, or being deleted already. */
function isGoing(live: KubernetesObject | undefined): boolean {
  return live?.metadata['deletionTimestamp'] !== undefined;
}

function isMadeAnew({ planned, live }: Doomed): boolean {
  const { uid } = planned.object.metadata;
  return live !== undefined && uid !== undefined && live.metadata.uid !== uid;
}

/** Somebody changed an object after the approvers had looked: they are asked again. */
async function movedEvent(
  { artifacts }: ApplyDependencies,
  doomed: readonly Doomed[],
  { now }: ActivityContext,
): Promise<ChangeEvent | undefined> {
  const hasMoved = doomed.some(
    (one) =>
      one.live !== undefined &&
      !isGoing(one.live) &&
      !isMadeAnew(one) &&
      baseOf(one.live) !== one.item.base,
  );
  if (!hasMoved) return undefined;
  const items = doomed.map(({ item, live }) => (live ? { ...item, base: baseOf(live) } : item));
  const diff = doomed
    .map(({ item, live }) => (live ? deletionDiff(item.reference, live) : ''))
    .join('');
  const name = doomed[0]?.item.reference.name ?? 'manifests';
  return {
    type: 'base-moved',
    at: now(),
    items,
    ...(await diffPartsOf(artifacts, { diff, name })),
  };
}

/** One after the other, in the change's order; the first refusal ends it, and says so. */
async function deleteAll(
  cluster: Cluster,
  doomed: readonly Doomed[],
  context: ActivityContext,
): Promise<ChangeEvent> {
  let results: ItemResult[] = doomed.map(() => ({ state: 'waiting', reason: '' }));
  for (const [index, one] of doomed.entries()) {
    context.signal.throwIfAborted();
    const result = await deleteOne(cluster, one, context);
    results = results.with(index, result);
    if (result.state === 'refused') break;
    context.progress({ type: 'object-applied', at: context.now(), results } satisfies ChangeEvent);
  }
  return { type: 'change-applied', at: context.now(), results };
}

async function deleteOne(
  cluster: Cluster,
  one: Doomed,
  { checkTurn }: ActivityContext,
): Promise<ItemResult> {
  const { item, live } = one;
  const { reference } = item;
  const done: ItemResult = { state: 'applied', reason: '' };
  if (isMadeAnew(one)) return madeAnew(reference);
  if (!live || isGoing(live)) return done;
  await checkTurn();
  try {
    const isRemoved = await cluster.remove(reference, live.metadata.uid ?? '');
    return isRemoved ? done : madeAnew(reference);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'forbidden') throw error;
    return { state: 'refused', reason: error.message, because: 'forbidden' };
  }
}

function madeAnew({ kind, name }: ObjectReference): ItemResult {
  const reason = `${kind} ${name} was deleted by somebody and made again: ask for its deletion anew`;
  return { state: 'refused', reason, because: 'conflict' };
}
