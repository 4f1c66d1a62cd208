import type { PatternEffect, PatternState } from './state.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import type { AuditNote } from '../../domain/audit.ts';
import type { Step } from '../workflow.ts';

export type PatternStep = Step<PatternState, PatternEffect>;

/** Nothing happens: the event does not fit the state. */
export function unchanged(state: PatternState): PatternStep {
  return { state, effects: [], audit: [] };
}

/** The state with some parts replaced; whatever trouble there was is over. */
export function moved(
  state: PatternState,
  changes: Partial<PatternState>,
  effects: PatternStep['effects'] = [],
): PatternStep {
  return { state: { ...state, trouble: undefined, ...changes }, effects, audit: [] };
}

export function closed(
  state: PatternState,
  outcome: NonNullable<PatternState['outcome']>,
  audit: readonly AuditNote[] = [],
): PatternStep {
  return { ...moved(state, { stage: 'closed', outcome, isWriting: undefined }), audit };
}

/** An audit note about this pattern. */
export function noted(
  { patternId }: PatternState,
  note: { at: string; actor: Actor; action: string; details?: Record<string, string> },
): AuditNote {
  const { at, actor, action, details } = note;
  return { at, actor: actorKey(actor), action, details: { pattern: patternId, ...details } };
}

/** The stages in which the bot is busy and the person waits. */
export function isWorking({ stage, trouble, isWriting }: PatternState): boolean {
  if (trouble) return false;
  return isWriting === true || WORKING.has(stage);
}

const WORKING: ReadonlySet<PatternState['stage']> = new Set([
  'loading',
  'expanding',
  'finding',
  'resolving',
  'comparing',
  'storing',
]);

export function canCancel({ stage, trouble }: PatternState): boolean {
  if (stage === 'storing') return trouble !== undefined;
  return stage !== 'awaiting-curator' && stage !== 'closed';
}
