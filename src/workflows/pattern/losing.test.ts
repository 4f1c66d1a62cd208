import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { aCandidate, aPattern } from '../../../test/pattern-builders.ts';
import {
  aPatternTalk,
  aSimilarPattern,
  candidateLoaded,
  compared,
  failed,
  FOUND,
  givenPattern,
  patternLoaded,
  rationaleWritten,
  storedAsDraft,
  storingAsked,
} from '../../../test/pattern-talk.ts';
import { ANA, AT } from '../../../test/recommend-builders.ts';
import type { PatternEvent, PatternEventOf, PatternInput } from './state.ts';
import { transition } from './transition.ts';
import { patternWorkflow } from './workflow.ts';

const changed: PatternEvent = { type: 'candidate-changed', at: AT };
const REASON = aCandidate().rationale;
const TOLD = {
  type: 'raise',
  sessionId: 'review-1',
  event: { type: 'wizard-ended', at: AT },
};

function checked(
  candidate?: PatternEventOf<'candidate-checked'>['candidate'],
  evidenceCount = candidate ? 2 : 0,
): PatternEventOf<'candidate-checked'> {
  const now = candidate ? { candidate } : {};
  return { type: 'candidate-checked', at: AT, ...now, evidenceCount, urls: [] };
}

function at(events: readonly PatternEvent[], input: PatternInput = FOUND) {
  return aPatternTalk([candidateLoaded, ...events], input);
}

function after(events: readonly PatternEvent[], last: PatternEvent, input?: PatternInput) {
  return transition(at(events, input), last);
}

const TO_REVIEW = [compared()];

describe('a pattern whose candidate is gone', () => {
  it('looks at the candidate as soon as it hears that it changed', () => {
    const { effects } = after(TO_REVIEW, changed);

    expect(effects).toMatchObject([{ type: 'check-candidate', candidateId: FOUND.candidateId }]);
  });

  it.each([
    ['at the review', TO_REVIEW, checked()],
    ['of which no quote is left', TO_REVIEW, checked(aCandidate(), 0)],
    ['while it is compared', [], checked()],
    ['while it is stored', [...TO_REVIEW, storingAsked], checked()],
  ])('keeps nothing of it, and asks for words of its author: %s', (_where, events, gone) => {
    const { state, cancels, effects, audit } = after(events, gone);

    expect(state).toMatchObject({ stage: 'name', name: '', input: { type: 'new' } });
    expect(state).toMatchObject({ candidates: [], evidenceCount: 0, triggers: [] });
    for (const word of [REASON, aCandidate().title, 'public services', FOUND.candidateId]) {
      expect(JSON.stringify(state)).not.toContain(word);
    }
    expect(cancels).toEqual(['work']);
    expect(effects).toEqual([TOLD]);
    expect(audit).toMatchObject([{ action: 'pattern-words-lost' }]);
  });

  it('says so on the card that asks', () => {
    const { state } = after(TO_REVIEW, checked());
    const session = { ...aSession({ workflow: 'pattern', owner: ANA }), state };
    const card = patternWorkflow.view(session).at(-1);

    expect(JSON.stringify(card)).toContain('in your own words');
  });

  it('is stored by what its author says then, without being told to the review again', () => {
    let { state } = after(TO_REVIEW, checked());
    const own = [
      givenPattern({ name: 'Own words', triggers: ['networks'], rationale: 'Because I say so.' }),
      { type: 'words-found', at: AT, suggested: [] },
      givenPattern({ triggers: ['networks'] }),
      compared(),
      storingAsked,
    ] satisfies PatternEvent[];
    for (const event of own) ({ state } = transition(state, event));
    const end = transition(state, { type: 'pattern-stored', at: AT, status: 'active' });

    expect(end.state).toMatchObject({ stage: 'closed', name: 'Own words', candidates: [] });
    expect(end.effects).toEqual([]);
  });

  it('keeps what its author said otherwise', () => {
    const own = givenPattern({ name: 'Ours', triggers: ['networks'], rationale: 'We need it.' });
    const { state } = after([...TO_REVIEW, own, compared()], checked());

    expect(state).toMatchObject({ name: 'Ours', triggers: ['networks'], rationale: 'We need it.' });
    expect(state.stage).toBe('comparing');
  });

  it('loses a sentence of it within what its author added', () => {
    const own = givenPattern({ name: 'Ours', rationale: `${REASON} Ask the network team.` });
    const { state } = after([...TO_REVIEW, own, compared()], checked());

    expect(state.rationale).toBe('Ask the network team.');
  });

  it('loses a reason that was written by its words', () => {
    const back = Array.from({ length: 2 }, (): PatternEvent => ({ type: 'went-back', at: AT }));
    const asked: PatternEvent = { type: 'rationale-asked', at: AT, by: ANA };
    const { state } = after([...TO_REVIEW, ...back, asked, rationaleWritten], checked());

    expect(state.rationale).toBeUndefined();
  });

  it('and that completes another leaves that one as it was', () => {
    const pattern = aPattern({ id: 'pat-aaaaaaaaaaaa', version: 3, triggers: ['Public Services'] });
    const input = { ...FOUND, intoPatternId: pattern.id };
    const both = patternLoaded({
      pattern,
      candidate: aCandidate({ triggers: ['public services', 'ingress'] }),
      evidenceCount: 1,
    });
    const before = transition(aPatternTalk([], input), both).state;
    const { state } = transition(before, checked());

    expect(before.rationale).toContain(REASON);
    expect(before.triggers).toContain('ingress');
    expect(state).toMatchObject({
      stage: 'comparing',
      input: { type: 'edit', patternId: pattern.id },
      name: pattern.name,
      triggers: pattern.triggers,
      rationale: pattern.rationale,
    });
  });

  it('stays a draft that a curator decides about once it was stored as one', () => {
    const draft = at([...TO_REVIEW, storingAsked, storedAsDraft]);

    expect(transition(draft, checked()).state).toBe(draft);
  });
});

describe('a pattern whose candidate lost some of its quotes', () => {
  it('goes on where nothing that it says was lost', () => {
    const { state, effects } = after(TO_REVIEW, checked(aCandidate({ version: 2 }), 1));

    expect(state).toMatchObject({ stage: 'review', evidenceCount: 1, rationale: REASON });
    expect(effects).toEqual([]);
  });

  it('is looked over again without what only they said', () => {
    const less = aCandidate({ title: 'InternetGateway', rationale: '', triggers: ['gateways'] });
    const { state, effects } = after(TO_REVIEW, checked(less, 1));

    expect(state).toMatchObject({ stage: 'triggers', name: 'InternetGateway', input: FOUND });
    expect(state.rationale).toBeUndefined();
    expect(JSON.stringify(state)).not.toContain(REASON);
    expect(effects).toEqual([]);
  });

  it('goes on where its author has said all that otherwise', () => {
    const own = givenPattern({ name: 'Ours', triggers: ['networks'], rationale: 'We need it.' });
    const less = aCandidate({ title: 'InternetGateway', rationale: '', triggers: [] });
    const { state } = after([...TO_REVIEW, own, compared()], checked(less, 1));

    expect(state).toMatchObject({ stage: 'review', name: 'Ours', rationale: 'We need it.' });
    expect(JSON.stringify(state)).not.toContain(REASON);
  });

  it('shows those that say nearly the same anew', () => {
    const similar = compared({
      similar: [aSimilarPattern({ reason: 'Both say “public services”.' })],
    });
    const less = aCandidate({ triggers: ['gateways'] });
    const { state } = after([similar], checked(less, 1));

    expect(JSON.stringify(state)).not.toContain('public services”');
  });
});

describe('a pattern that ends', () => {
  it.each([
    ['cancelled', { type: 'session-cancelled', at: AT }],
    ['expired', { type: 'session-expired', at: AT }],
  ] satisfies [string, PatternEvent][])('keeps no words of its candidate: %s', (_how, end) => {
    const { state, effects } = after(TO_REVIEW, end);

    expect(state.stage).toBe('closed');
    expect(JSON.stringify(state)).not.toContain(REASON);
    expect(JSON.stringify(state)).not.toContain(aCandidate().title);
    expect(effects).toEqual([TOLD]);
  });
});

describe('a candidate that nobody can look at', () => {
  it('stops nobody, and is looked at again', () => {
    const check = { type: 'check-candidate', candidateId: FOUND.candidateId };
    const before = at(TO_REVIEW);
    const { state, effects } = transition(before, failed(check));

    expect(state).toBe(before);
    expect(effects).toEqual([
      {
        type: 'raise',
        sessionId: 's1',
        event: changed,
        notBefore: new Date(Date.parse(AT) + 300_000).toISOString(),
      },
    ]);
  });
});

describe('when it applies', () => {
  it('is read from its words again where its author wants so', () => {
    const set = givenPattern({ conditions: { providers: ['azure'], groups: [], purposes: [] } });
    const before = at([...TO_REVIEW, set]);
    const reset: PatternEvent = { type: 'conditions-reset', at: AT, by: ANA };
    const reading = transition(before, reset);
    const end = transition(reading.state, compared());

    expect(before).toMatchObject({ isConditionsOwn: true, conditions: { providers: ['azure'] } });
    expect(reading.effects).toMatchObject([{ type: 'compare-patterns' }]);
    expect(end.state.conditions?.providers).toEqual(['aws']);
    expect(end.state.isConditionsOwn).toBeUndefined();
    expect(transition(end.state, reset).state).toBe(end.state);
  });
});
