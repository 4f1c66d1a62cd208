import { asked, comparing } from './asking.ts';
import { foundWordsIn } from './found-in.ts';
import type { PatternEventOf, PatternInput, PatternState } from './state.ts';
import { moved, noted, type PatternStep, unchanged } from './steps.ts';
import type { PatternConditions } from '../../domain/pattern/pattern.ts';
import {
  type CandidateChecked,
  lostText,
  lostWords,
  type LostWords,
  saysTitle,
  stillFound,
  textWithout,
} from '../wizard/found-words.ts';
import { toldReview } from '../wizard/told-review.ts';
import { WORK_KEY } from '../wizard/work-key.ts';
import { withoutWords } from '../wizard/words.ts';

/** The candidate that it began with is looked at, whatever its author is at. */
export function candidateChanged(state: PatternState): PatternStep {
  const { input } = state;
  if (input.type !== 'candidate') return unchanged(state);
  const { candidateId } = input;
  return { ...unchanged(state), effects: [{ type: 'check-candidate', candidateId }] };
}

/** Words of the candidate that it does not say any more; undefined where all are as they were found. */
export function lostIn(
  { input, found }: PatternState,
  { candidate, evidenceCount }: Pick<CandidateChecked, 'candidate' | 'evidenceCount'>,
): LostWords | undefined {
  if (input.type !== 'candidate' || !found) return undefined;
  const isThere = candidate !== undefined && evidenceCount > 0;
  return lostWords(found, isThere ? foundWordsIn(candidate) : undefined);
}

/**
 * What the candidate does not say any more is taken out and asked for again. Of one that is gone nothing is
 * left: what is stored now are its author's own words. A draft that is stored is with the curators.
 */
export function candidateChecked(
  state: PatternState,
  event: PatternEventOf<'candidate-checked'>,
): PatternStep {
  const isStored = state.stage === 'awaiting-curator' || state.decidedBy !== undefined;
  if (state.input.type !== 'candidate' || !state.found || isStored) return unchanged(state);
  const { at, candidate, evidenceCount } = event;
  const lost = lostIn(state, event);
  if (!lost) return { ...unchanged(state), state: { ...state, evidenceCount } };
  const now = candidate && foundWordsIn(candidate);
  const left = withoutLost(state, lost);
  const name = left.name === '' && now && !lost.isGone ? now.title : left.name;
  const found = now && !lost.isGone ? stillFound(state.found, lost, now) : undefined;
  if (!lost.isGone && state.stage !== 'storing' && isSaidBy(state, left)) {
    return { ...unchanged(state), state: { ...state, found, evidenceCount } };
  }
  const next = { ...left, name, found, evidenceCount, notice: lostText(lost, 'pattern') };
  const step = lost.isGone ? onItsOwn(next, at) : goneOn(next);
  const note = noted(state, { at, actor: state.author, action: 'pattern-words-lost' });
  return { ...step, audit: [note], cancels: [WORK_KEY] };
}

/** Whether nothing that was lost stood here any more: its author has said it otherwise. */
function isSaidBy(before: PatternState, left: PatternState): boolean {
  const said = ({ name, triggers, rationale }: PatternState): string =>
    JSON.stringify([name, triggers, rationale]);
  return said(before) === said(left);
}

/** From now on it is as if nothing had been found. */
function onItsOwn(state: PatternState, at: string): PatternStep {
  const { input, patternId, baseVersion, candidates } = state;
  if (input.type !== 'candidate') return unchanged(state);
  const own: PatternInput =
    baseVersion > 0 ? { type: 'edit', patternId } : { type: 'new', name: '' };
  const rest = candidates.filter((id) => id !== input.candidateId);
  const step = goneOn({ ...state, input: own, candidates: rest });
  return { ...step, effects: [...step.effects, ...toldReview(input.reviewId, { at })] };
}

function goneOn(state: PatternState): PatternStep {
  const step = asked({ ...state, mergeInto: undefined, isWriting: undefined });
  return moved(step.state, {}, step.effects);
}

/** What is closed hears no more of what it was read from: it keeps the words only where they were stored. */
export function withoutFound(state: PatternState): PatternState {
  const { found, outcome } = state;
  if (!found) return state;
  const isKept = outcome === 'stored' || outcome === 'accepted';
  const lost = lostWords(found, undefined);
  const left = isKept || !lost ? state : withoutLost(state, lost);
  return { ...left, found: undefined };
}

/** What was written for its author was written by the words that are lost. */
function withoutLost(state: PatternState, lost: LostWords): PatternState {
  const { name, triggers, rationale, rationaleBy, conditions, isConditionsOwn } = state;
  const kept = withoutWords(triggers, lost.triggers);
  const reason =
    rationale === undefined || rationaleBy !== undefined
      ? undefined
      : textWithout(rationale, lost.sentences);
  const isOwn = isConditionsOwn === true && conditions !== undefined;
  return {
    ...state,
    name: saysTitle(name, lost.title) ? '' : name,
    triggers: kept,
    suggested: [],
    hasTriggers: kept.length > 0,
    rationale: reason === '' && rationale !== '' ? undefined : reason,
    rationaleBy: undefined,
    conditions: isOwn ? conditionsWithout(conditions, lost) : undefined,
    similar: [],
    isOwnWanted: undefined,
    problems: {},
    notice: undefined,
  };
}

function conditionsWithout(conditions: PatternConditions, lost: LostWords): PatternConditions {
  const words = [lost.title, ...lost.triggers, ...lost.sentences].join('\n').toLowerCase();
  const purposes = conditions.purposes.filter((purpose) => !words.includes(purpose.toLowerCase()));
  return { ...conditions, purposes };
}

/** When it applies is read from its words again. */
export function conditionsReset(state: PatternState): PatternStep {
  if (state.stage !== 'review' || state.isConditionsOwn !== true) return unchanged(state);
  return comparing({ ...state, isConditionsOwn: undefined });
}
