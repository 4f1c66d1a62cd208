import type { Actor } from '../src/chat/actor.ts';
import type { Candidate } from '../src/domain/mining/candidate.ts';
import type {
  CandidateEvent,
  CandidateEventOf,
  CandidateState,
  Decision,
  MergeTarget,
  ShownQuote,
} from '../src/workflows/candidate/state.ts';
import { start, transition } from '../src/workflows/candidate/transition.ts';
import { anActor, aPlace } from './builders.ts';
import { aCandidate, anEvidence } from './pattern-builders.ts';

/** What the review of a candidate hears: asked for by U1, decided by the curator UCLEO. */
export const AT = '2026-11-02T09:00:00.000Z';
export const ASKER = anActor('U1');
export const CURATOR = anActor('UCLEO');
export const PATTERN_TARGET: MergeTarget = {
  type: 'pattern',
  id: 'pat-aaaaaaaaaaaa',
  title: 'Public networking',
  reason: 'Both have InternetGateway.',
};
export const CANDIDATE_TARGET: MergeTarget = {
  type: 'candidate',
  id: 'cand-bbbbbbbbbbbb',
  title: 'Gateways in AWS',
  reason: '',
};
export const policy = aCandidate({
  type: 'policy',
  title: 'Databases in AWS run in us-east-1',
  resources: [],
});

interface Loaded {
  readonly candidate?: Candidate;
  readonly evidence?: readonly ShownQuote[];
  readonly evidenceCount?: number;
  readonly targets?: readonly MergeTarget[];
}

export function loaded(over: Loaded = {}): CandidateEventOf<'candidate-loaded'> {
  const { candidate = aCandidate(), evidence = [anEvidence()], targets = [] } = over;
  const evidenceCount = over.evidenceCount ?? evidence.length;
  const shown = { evidence: [...evidence], targets: [...targets] };
  return { type: 'candidate-loaded', at: AT, candidate, evidenceCount, ...shown };
}

export const gone: CandidateEvent = {
  type: 'candidate-loaded',
  at: AT,
  evidence: [],
  evidenceCount: 0,
  targets: [],
};
export const changed: CandidateEvent = { type: 'candidate-changed', at: AT };
export const retry: CandidateEvent = { type: 'retry-asked', at: AT };
export const expired: CandidateEvent = { type: 'session-expired', at: AT };
export const left: CandidateEvent = { type: 'session-cancelled', at: AT, actor: ASKER };
export const refused: CandidateEvent = {
  type: 'settling-refused',
  at: AT,
  problem: 'It changed.',
};

interface Wish {
  readonly actor?: Actor;
  readonly version?: number;
  readonly intoId?: string;
  readonly reason?: string;
}

export function pressed(decision: Decision, over: Wish = {}): CandidateEventOf<'decision-pressed'> {
  return { type: 'decision-pressed', at: AT, actor: CURATOR, decision, version: 1, ...over };
}

export function granted(decision: Decision, over: Wish = {}): CandidateEventOf<'decision-granted'> {
  return { ...pressed(decision, over), type: 'decision-granted' };
}

export function settled(became?: string, reviews?: string[]): CandidateEvent {
  const more = { ...(became === undefined ? {} : { became }), ...(reviews ? { reviews } : {}) };
  return { type: 'candidate-settled', at: AT, ...more };
}

/** `completed`: the name of a pattern that was there before. */
export function wizardEnded(stored?: string, completed?: string): CandidateEvent {
  const more = { ...(stored === undefined ? {} : { stored }), ...(completed ? { completed } : {}) };
  return { type: 'wizard-ended', at: AT, ...more };
}

export function failed(
  effect: { readonly type: string } & Record<string, unknown>,
  kind = 'unavailable',
): CandidateEvent {
  const message = 'The records are not answering.';
  const { type: activity } = effect;
  const json = JSON.parse(JSON.stringify(effect));
  return { type: 'activity-failed', at: AT, activity, kind, message, effect: json };
}

const opening = {
  sessionId: 'review-1',
  owner: ASKER,
  place: aPlace(),
  at: AT,
  input: { candidateId: aCandidate().id },
};

/** The last step of a review after these events. */
export function reviewAfter(...events: readonly CandidateEvent[]) {
  let step = start(opening);
  for (const event of events) step = transition(step.state, event);
  return step;
}

/** Its state after these events, gone through the record between every two of them. */
export function reviewOf(...events: readonly CandidateEvent[]): CandidateState {
  return reviewAfter(...events).state;
}
