import type { ChangeState } from './state.ts';
import type { PreparedChange } from '../../domain/prepared-change.ts';

export type ChangeAction = NonNullable<PreparedChange['action']>;

export function actionOf({ request }: Pick<ChangeState, 'request'>): ChangeAction {
  return request.prepared.action ?? 'apply';
}

/** Nothing of a deletion can be changed but by asking anew: there are no answers to go back to. */
export function isDeletion(state: Pick<ChangeState, 'request'>): boolean {
  return actionOf(state) === 'delete';
}

/**
 * Whether its objects stand above as a file already, in the review that it was asked for in. What enforces a
 * policy differs by the way that is chosen here, and nobody has reviewed what a deletion takes away.
 */
export function hasFileAbove(state: Pick<ChangeState, 'request'>): boolean {
  const { variants, prepared } = state.request;
  return variants === undefined && prepared.proof === undefined && !isDeletion(state);
}

interface ActionWords {
  readonly nothing: string;
  readonly oneStays: string;
  readonly manyStay: string;
  /** "2 of 3 ready". */
  readonly settled: string;
  readonly notDone: string;
  readonly underWay: string;
  readonly settling: string;
  readonly done: string;
  readonly notSettled: string;
  readonly isBeingDone: string;
  readonly stopText: string;
  readonly fileTitle: string;
}

/** What is said of a change differs by what it does with its objects. */
export const ACTION_WORDS: Readonly<Record<ChangeAction, ActionWords>> = {
  apply: {
    nothing: 'Nothing was applied.',
    oneStays: 'was applied and stays in the cluster',
    manyStay: 'were applied and stay in the cluster',
    settled: 'ready',
    notDone: 'not applied',
    underWay: 'Approved. Applying now…',
    settling: 'Applied, not ready yet',
    done: 'Ready: every object says so itself.',
    notSettled: 'Applied, but still not ready after the time we watch',
    isBeingDone: 'Approved. It is being applied; this card says how it ends.',
    stopText: 'Objects that were not applied yet will not be. What was applied stays.',
    fileTitle: 'Manifests',
  },
  delete: {
    nothing: 'Nothing was deleted.',
    oneStays: 'was deleted',
    manyStay: 'were deleted',
    settled: 'gone',
    notDone: 'not deleted',
    underWay: 'Approved. Deleting now…',
    settling: 'Being deleted, not gone yet',
    done: 'Deleted: none of the objects is in the cluster any more.',
    notSettled: 'Their deletion was asked for, but after the time we watch not all are gone',
    isBeingDone: 'Approved. It is being deleted; this card says how it ends.',
    stopText: 'Objects that were not deleted yet stay. What was deleted does not come back.',
    fileTitle: 'What is deleted',
  },
};

export function wordsOf(state: Pick<ChangeState, 'request'>): ActionWords {
  return ACTION_WORDS[actionOf(state)];
}
