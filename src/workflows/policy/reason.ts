import { type PolicyEventOf, type PolicyState, RATIONALE_MAX } from './state.ts';
import { moved, type PolicyStep, unchanged } from './steps.ts';
import { shortened } from '../../chat/shortened.ts';

type Given = PolicyEventOf<'fields-given'>;

/** The reason with the sentence that it was given for. What is given now is given for what is said now. */
export function reasonKept(next: PolicyState, { rationale }: Given): PolicyState {
  if (rationale === undefined) return next;
  const given = { isReasonSuggested: undefined, isReasonAnew: undefined };
  return { ...next, ...given, rationaleFor: next.sentence };
}

/**
 * A reason that was written for its author belongs to the sentence that it was written from: with another
 * one it goes. What its author said stays, and the review tells for which sentence that was.
 */
export function withoutOldReason(before: PolicyState, next: PolicyState): PolicyState {
  const isSame = before.sentence === next.sentence || next.rationaleFor === next.sentence;
  if (isSame) return next;
  // What is being written is for the earlier sentence.
  if (next.rationaleBy === undefined) return { ...next, isWriting: undefined };
  return { ...next, rationale: undefined, rationaleBy: undefined, isWriting: undefined };
}

/** One that was written for them is written anew where it is not asked for any more. */
export function reasonRewritten(before: PolicyState, step: PolicyStep): PolicyStep {
  const isDropped = before.rationaleBy !== undefined && step.state.rationale === undefined;
  if (!isDropped) return step;
  return {
    ...step,
    state: { ...step.state, isWriting: true, isReasonAnew: true },
    effects: [{ type: 'write-rationale' }, ...step.effects],
  };
}

export function rationaleAsked(state: PolicyState): PolicyStep {
  const isPossible = state.stage === 'rationale' && state.isWriting !== true;
  if (!isPossible) return unchanged(state);
  const { rationale: _mended, ...problems } = state.problems;
  return moved(state, { isWriting: true, problems }, [{ type: 'write-rationale' }]);
}

/** What was written is shown, and counts when its author says so. */
export function rationaleWritten(
  state: PolicyState,
  { text, by, sentence = state.sentence }: PolicyEventOf<'rationale-written'>,
): PolicyStep {
  if (state.isWriting !== true || sentence !== state.sentence) return unchanged(state);
  const rationale = text.slice(0, RATIONALE_MAX);
  const written = { rationale, rationaleBy: by, rationaleFor: sentence };
  return moved(state, { ...written, isWriting: undefined });
}

const SENTENCE_SHOWN = 200;

/** What readers of the reason must know of it; undefined where it was given for the sentence as it is. */
export function reasonStanding(state: PolicyState): string | undefined {
  const { rationale, rationaleFor, sentence, isReasonAnew } = state;
  if (rationaleFor === undefined) return undefined;
  if (rationale === undefined) {
    return 'The sentence changed: the reason that was written for the earlier one was dropped.';
  }
  if (rationaleFor === sentence) {
    return isReasonAnew === true
      ? 'The sentence changed, so its reason was written anew: look it over.'
      : undefined;
  }
  if (rationale === '') return undefined;
  const earlier = shortened(rationaleFor, SENTENCE_SHOWN);
  return `The reason was given for an earlier sentence, “${earlier}”: look whether it still holds.`;
}
