import { describe, expect, it } from 'vitest';
import { aCandidate } from '../../../test/pattern-builders.ts';
import {
  aPolicyTalk,
  candidateChecked,
  failed,
  given,
  SENTENCE,
  storedActive,
  storingAsked,
  TO_CHANGE,
  TO_DRAFT,
  TO_REVIEW,
  wordsFound,
} from '../../../test/policy-builders.ts';
import { ANA, AT, BEN, PLACE } from '../../../test/recommend-builders.ts';
import type { PolicyEvent, PolicyInput } from './state.ts';
import { start, transition } from './transition.ts';

const FROM_CANDIDATE: PolicyInput = {
  type: 'new',
  sentence: '',
  candidateId: 'cand-0123456789ab',
  reviewId: 'review-1',
};
const taken = given({ sentence: SENTENCE });
const loaded = candidateChecked(aCandidate({ type: 'policy', title: SENTENCE }));
const cancelled: PolicyEvent = { type: 'session-cancelled', at: AT };
const proved = {
  type: 'change-ended',
  at: AT,
  outcome: 'ready',
  result: { level: 'success', line: ['Proved.'], isProved: true },
} as const satisfies PolicyEvent;
const recorded: PolicyEvent = { type: 'enforcement-recorded', at: AT };
const accepts = { type: 'decision-granted', at: AT, actor: BEN, accepts: true } as const;
const settled: PolicyEvent = { type: 'draft-settled', at: AT, accepts: true };

/** What the review hears by the last of these events. */
function heard(events: readonly PolicyEvent[], input: PolicyInput = FROM_CANDIDATE) {
  const loads = input === FROM_CANDIDATE ? [loaded] : [];
  const state = aPolicyTalk([...loads, taken, ...events.slice(0, -1)], input);
  const last = events.at(-1);
  const { effects } = last ? transition(state, last) : { effects: [] };
  return effects.filter((effect) => effect.type === 'raise' && effect.sessionId === 'review-1');
}

function ended(stored?: string) {
  const event = { type: 'wizard-ended', at: AT, ...(stored === undefined ? {} : { stored }) };
  return [{ type: 'raise', sessionId: 'review-1', event }];
}

const { policyId } = aPolicyTalk([], FROM_CANDIDATE);

describe('a policy made of a candidate', () => {
  it('begins with its sentence as a draft that somebody has to look at', () => {
    const opening = { sessionId: 's1', owner: ANA, place: PLACE, at: AT, input: FROM_CANDIDATE };
    const first = start(opening);
    const { state, effects } = transition(first.state, loaded);

    expect(first.effects).toMatchObject([{ type: 'check-candidate' }]);
    expect(state).toMatchObject({ stage: 'sentence', sentence: SENTENCE });
    expect(effects).toEqual([]);
  });

  it.each<[string, readonly PolicyEvent[]]>([
    ['stored', [...TO_REVIEW, storingAsked, storedActive]],
    ['enforced', [...TO_CHANGE, proved, recorded]],
    ['applied and not proved', [...TO_CHANGE, { ...proved, result: undefined }, recorded]],
    ['accepted by a curator', [...TO_DRAFT, accepts, settled]],
  ])('tells the review what it became: %s', (_how, events) => {
    expect(heard(events)).toEqual(ended(policyId));
  });

  it.each<[string, readonly PolicyEvent[]]>([
    ['cancelled', [wordsFound, cancelled]],
    ['left alone', [wordsFound, { type: 'session-expired', at: AT }]],
    ['declined', [...TO_DRAFT, { ...accepts, accepts: false }, { ...settled, accepts: false }]],
  ])('tells the review that nothing came of it: %s', (_how, events) => {
    expect(heard(events)).toEqual(ended());
  });

  it.each<[string, readonly PolicyEvent[]]>([
    ['it waits for a curator', TO_DRAFT],
    ['it is being enforced', TO_CHANGE],
    ['something fails', [wordsFound, failed({ type: 'derive-rules' })]],
  ])('says nothing while %s', (_when, events) => {
    expect(heard(events)).toEqual([]);
  });
});

it('a policy that nobody proposed tells nobody', () => {
  expect(heard([wordsFound, cancelled], { type: 'new', sentence: SENTENCE })).toEqual([]);
});
