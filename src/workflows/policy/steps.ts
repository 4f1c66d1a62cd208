import type { PolicyEffect, PolicyState } from './state.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import type { AuditNote } from '../../domain/audit.ts';
import type { Step } from '../workflow.ts';

export type PolicyStep = Step<PolicyState, PolicyEffect>;

/** Nothing happens: the event does not fit the state. */
export function unchanged(state: PolicyState): PolicyStep {
  return { state, effects: [], audit: [] };
}

/** The state with some parts replaced; whatever trouble there was is over. */
export function moved(
  state: PolicyState,
  changes: Partial<PolicyState>,
  effects: PolicyStep['effects'] = [],
): PolicyStep {
  return { state: { ...state, trouble: undefined, ...changes }, effects, audit: [] };
}

/** Hands over to an activity, under a stage that says so. */
export function working(
  state: PolicyState,
  changes: Partial<PolicyState>,
  effect: PolicyEffect,
): PolicyStep {
  return moved(state, { progress: undefined, ...changes }, [effect]);
}

export function closed(
  state: PolicyState,
  outcome: NonNullable<PolicyState['outcome']>,
  audit: readonly AuditNote[] = [],
): PolicyStep {
  const ended = { stage: 'closed', outcome, progress: undefined, isWriting: undefined } as const;
  return { ...moved(state, ended), audit };
}

/** An audit note about this policy; without an actor it is the bot's own doing. */
export function noted(
  { policyId }: PolicyState,
  note: { at: string; actor?: Actor; action: string; details?: Record<string, string> },
): AuditNote {
  return {
    at: note.at,
    actor: note.actor ? actorKey(note.actor) : 'dotai',
    action: note.action,
    details: { policy: policyId, ...note.details },
  };
}

/** Whether no rule can say it: it can only be kept as guidance. */
export function isGuidanceOnly({ derived }: PolicyState): boolean {
  return derived?.guidanceBecause !== undefined;
}
