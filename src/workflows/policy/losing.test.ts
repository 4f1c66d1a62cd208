import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { aCandidate } from '../../../test/pattern-builders.ts';
import {
  aPolicyTalk,
  candidateChecked,
  enforcementAsked,
  failed,
  given,
  prepared,
  SENTENCE,
  storingAsked,
  TO_CHANGE,
  TO_DRAFT,
  TO_REVIEW,
  wordsFound,
} from '../../../test/policy-builders.ts';
import { ANA, AT } from '../../../test/recommend-builders.ts';
import type { PolicyEvent, PolicyInput } from './state.ts';
import { transition } from './transition.ts';
import { policyWorkflow } from './workflow.ts';

const FOUND: PolicyInput = {
  type: 'new',
  sentence: '',
  candidateId: 'cand-0123456789ab',
  reviewId: 'review-1',
};
const URL = 'https://chat.example.org/archives/C1/p1';
const OTHER_URL = 'https://chat.example.org/archives/C1/p2';
const proposed = aCandidate({ type: 'policy', title: SENTENCE });
const loaded = candidateChecked(proposed, [URL, OTHER_URL]);
const taken = given({ sentence: SENTENCE });
const gone = candidateChecked();
const OWN = 'Caches of ours run in us-east-1';
const TOLD = { type: 'raise', sessionId: 'review-1', event: { type: 'wizard-ended', at: AT } };

function at(...events: readonly PolicyEvent[]) {
  return aPolicyTalk([loaded, ...events], FOUND);
}

describe('a policy that begins with a candidate', () => {
  it('says where the candidate was read, as long as that is there', () => {
    const state = at();
    const moved = transition(state, candidateChecked(proposed, [OTHER_URL])).state;

    expect(state.input).toMatchObject({ source: URL });
    expect(moved).toEqual({ ...state, input: { ...state.input, source: OTHER_URL } });
  });

  it('ends where that is gone already, and tells the review so', () => {
    const { state, effects } = transition(aPolicyTalk([], FOUND), gone);

    expect(state).toMatchObject({ stage: 'closed', outcome: 'gone' });
    expect(effects).toEqual([TOLD]);
  });

  it('tries again where nobody could look', () => {
    const check = { type: 'check-candidate', candidateId: proposed.id };
    const first = transition(aPolicyTalk([], FOUND), failed(check)).state;
    const again = transition(first, { type: 'retry-asked', at: AT });

    expect(first.trouble?.effect).toEqual(check);
    expect(again.effects).toMatchObject([check]);
    expect(transition(again.state, loaded).state.sentence).toBe(SENTENCE);
  });
});

describe('a policy whose candidate is gone', () => {
  it.each<[string, readonly PolicyEvent[]]>([
    ['while its sentence is looked at', []],
    ['while its words are chosen', [taken, wordsFound]],
    ['at the review', [taken, ...TO_REVIEW]],
    ['while it is stored', [taken, ...TO_REVIEW, storingAsked]],
    ['while its enforcement is prepared', [taken, ...TO_REVIEW, enforcementAsked]],
    ['once that is prepared', [taken, ...TO_REVIEW, enforcementAsked, prepared()]],
  ])('keeps nothing of it, and asks for words of its author: %s', (_when, events) => {
    const { state, effects, cancels, audit } = transition(at(...events), gone);

    expect(state).toMatchObject({ stage: 'sentence', sentence: '', triggers: [], suggested: [] });
    expect(state.input).toEqual({ type: 'new', sentence: '' });
    for (const word of [SENTENCE, URL, proposed.id]) {
      expect(JSON.stringify(state)).not.toContain(word);
    }
    expect(state.derived).toBeUndefined();
    expect(effects).toEqual([TOLD]);
    expect(cancels).toEqual(['work']);
    expect(audit).toMatchObject([{ action: 'policy-words-lost' }]);
  });

  it('says so on the card that asks, until that is answered', () => {
    const { state } = transition(at(taken, wordsFound), gone);
    const session = { ...aSession({ workflow: 'policy', owner: ANA }), state };
    const card = policyWorkflow.view(session).at(-1);
    const next = transition(state, given({ sentence: OWN })).state;

    expect(JSON.stringify(card)).toContain('in your own words');
    expect(next).toMatchObject({ stage: 'expanding', sentence: OWN });
    expect(next.notice).toBeUndefined();
  });

  it('keeps what its author said otherwise, and says so', () => {
    const own = at(given({ sentence: OWN }), ...TO_REVIEW);
    const { state, effects } = transition(own, gone);
    const storing = transition(transition(own, storingAsked).state, gone).state;

    expect(state).toMatchObject({ stage: 'review', sentence: OWN, input: { sentence: '' } });
    expect(JSON.stringify(state)).not.toContain(SENTENCE);
    expect(effects).toMatchObject([{ type: 'tell', to: ANA }, TOLD]);
    expect(storing).toMatchObject({ stage: 'review', sentence: OWN });
  });

  it.each<[string, readonly PolicyEvent[]]>([
    ['an approver decides about it', TO_CHANGE],
    ['a curator decides about it', TO_DRAFT],
  ])('stays as it is while %s', (_when, events) => {
    const state = at(taken, ...events);

    expect(transition(state, gone).state).toBe(state);
  });
});

it('a policy whose candidate is there goes on', () => {
  const state = at(taken, ...TO_REVIEW);
  const changed = transition(state, { type: 'candidate-changed', at: AT });

  expect(changed.effects).toMatchObject([{ type: 'check-candidate', candidateId: proposed.id }]);
  expect(transition(state, loaded).state).toBe(state);
});

it('a policy that is cancelled keeps no words of its candidate', () => {
  const cancelled: PolicyEvent = { type: 'session-cancelled', at: AT };
  const { state } = transition(at(taken, ...TO_REVIEW), cancelled);

  expect(state).toMatchObject({ stage: 'closed', outcome: 'cancelled' });
  expect(JSON.stringify(state)).not.toContain(SENTENCE);
});
