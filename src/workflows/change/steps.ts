import { outcomeOf } from './outcome-words.ts';
import type { ChangeEffect, ChangeState } from './state.ts';
import { type Actor, actorKey, type Place } from '../../chat/actor.ts';
import type { AuditNote } from '../../domain/audit.ts';
import { type JsonObject, toJson } from '../../domain/json.ts';
import type { Step } from '../workflow.ts';

export type ChangeStep = Step<ChangeState, ChangeEffect>;

/** Nothing happens: the event does not fit the state. */
export function unchanged(state: ChangeState): ChangeStep {
  return { state, effects: [], audit: [] };
}

type Check = Extract<ChangeEffect, { type: 'check-approver' }>;

/** A click is only a wish: whether that person may is looked up, beside whatever runs. */
export function checkOf(
  { actor, place }: { readonly actor: Actor; readonly place?: Place | undefined },
  decision: Check['decision'],
): Check {
  const where = place === undefined ? {} : { place };
  return { type: 'check-approver', isParallel: true, actor, decision, ...where };
}

/** An audit note about this change and its digest; without an actor it is the bot's own doing. */
export function noted(
  state: ChangeState,
  note: { at: string; actor?: Actor; action: string; details?: Record<string, string> },
): AuditNote {
  return {
    at: note.at,
    actor: note.actor ? actorKey(note.actor) : 'dotai',
    action: note.action,
    digest: state.request.prepared.digest,
    details: note.details ?? {},
  };
}

type ToParent = ChangeStep['effects'][number];

/** Tells the conversation that asked for the change how it ended. */
export function heardByParent(state: ChangeState, at: string): ToParent {
  const { request, stage } = state;
  const event: JsonObject =
    stage === 'superseded'
      ? { type: 'change-superseded', at, ...reached(state) }
      : { type: 'change-ended', at, outcome: stage, ...reached(state), ...result(state) };
  return { type: 'raise', sessionId: request.parentSessionId, event };
}

/** An apply that got no answer may have been carried out all the same. */
function reached({ results, stage }: ChangeState): JsonObject {
  const isThere = results.some(({ state }) => state !== 'waiting' && state !== 'refused');
  return isThere || stage === 'stopped' ? { hasReached: true } : {};
}

/** The same where its requester can still do something about it: that conversation stays open. */
export function returnedToParent(state: ChangeState, at: string): ToParent {
  const event: JsonObject = { type: 'change-returned', at, ...result(state) };
  return { type: 'raise', sessionId: state.request.parentSessionId, event };
}

/** What the conversation was told of an end does not hold any more. */
export function resumedForParent({ request }: ChangeState, at: string): ToParent {
  return {
    type: 'raise',
    sessionId: request.parentSessionId,
    event: { type: 'change-resumed', at },
  };
}

function result(state: ChangeState): JsonObject {
  const outcome = outcomeOf(state);
  return outcome ? { result: toJson(outcome) } : {};
}

/** Stages that nothing leaves any more but another look at the objects. */
export function hasEnded({ stage }: ChangeState): boolean {
  return stage !== 'awaiting-approval' && stage !== 'applying' && stage !== 'settling';
}

/** The cluster did not take all of it: what it took before stays. */
export function isRefused({ stage, results }: ChangeState): boolean {
  return stage === 'failed' && results.some(({ state }) => state === 'refused');
}
