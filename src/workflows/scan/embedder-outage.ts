import type { Step } from '../workflow.ts';
import { isWorthAnotherTry, later } from './again.ts';
import { enter } from './stages.ts';
import type { ScanEffect, ScanEffectOf, ScanEventOf, ScanState } from './state.ts';

/**
 * An embedder that is away for some minutes is waited for, and the time of waiting says nothing of the
 * rate. Then the scan goes on without: every kind is found by its words.
 */
export function embedderAway(
  state: ScanState,
  event: ScanEventOf<'activity-failed'>,
  effect: ScanEffectOf<'embed-kinds'>,
): Step<ScanState, ScanEffect> {
  const { at, message } = event;
  const away = { ...state, vectorProblem: message, updatedAt: at };
  if (!isWorthAnotherTry(event, effect)) return enter('sweeping', away, at);
  const again = later(effect, event);
  return {
    state: { ...away, stageSince: again.notBefore ?? at },
    effects: [again],
    audit: [],
  };
}

/** The first report comes before the embedder was asked: it says nothing of whether that answers again. */
export function vectorsMade(
  { vectorProblem, ...state }: ScanState,
  { vectors, at }: ScanEventOf<'vectors-progressed'>,
): ScanState {
  const isAway = vectorProblem !== undefined && vectors.done === 0;
  return { ...state, vectors, updatedAt: at, ...(isAway ? { vectorProblem } : {}) };
}
