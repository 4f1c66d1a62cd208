import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import {
  aCandidate,
  aDatabasePattern,
  aPattern,
  INTERNET_GATEWAY,
  SQL_CLAIM,
} from '../../../test/pattern-builders.ts';
import {
  aPatternTalk,
  aSimilarPattern,
  candidateLoaded,
  compared,
  FOUND,
  NAME,
  patternLoaded,
  storedActive,
  storingAsked,
  TO_COMPARING,
} from '../../../test/pattern-talk.ts';
import { ANA, AT } from '../../../test/recommend-builders.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import type { PatternEvent, PatternState } from './state.ts';
import { transition } from './transition.ts';
import { patternWorkflow } from './workflow.ts';

const INTO = 'pat-aaaaaaaaaaaa';
const merge: PatternEvent = { type: 'merge-asked', at: AT, patternId: INTO };
const similar = aPatternTalk([...TO_COMPARING, compared({ similar: [aSimilarPattern()] })]);

function shown(state: PatternState): string {
  const session = { ...aSession({ workflow: 'pattern', owner: ANA }), state };
  const card = patternWorkflow.view(session).at(-1)?.card;
  return card ? renderPlainText(card) : '';
}

function raisedBy(state: PatternState, event: PatternEvent) {
  return transition(state, event).effects.filter(({ type }) => type === 'raise');
}

describe('merging into a pattern that says nearly the same', () => {
  const merging = transition(similar, merge);

  it('reads that one first', () => {
    expect(merging.state).toMatchObject({ stage: 'loading', mergeInto: INTO });
    expect(merging.effects).toMatchObject([{ type: 'load-pattern' }]);
  });

  it('adds what was given to it, and is reviewed as its next version', () => {
    const pattern = aDatabasePattern({ version: 2 });
    const { state } = transition(merging.state, patternLoaded({ pattern }));

    expect(state).toMatchObject({
      stage: 'comparing',
      patternId: INTO,
      baseVersion: 2,
      name: 'DevOps Toolkit DB',
      owner: pattern.owner,
      resources: [SQL_CLAIM, INTERNET_GATEWAY],
      triggers: [...pattern.triggers, 'web applications'],
      rationale: `${pattern.rationale}\nWhat is public in AWS needs a way in.`,
    });
    const text = shown(transition(state, compared()).state);
    expect(text).toContain('What you gave is added to “DevOps Toolkit DB”.');
    expect(text).toContain('Store version 3');
  });

  it('says what has no room', () => {
    const resources = Array.from({ length: 8 }, (_, index) => ({
      ...SQL_CLAIM,
      kind: `K${index}`,
      plural: `k${index}s`,
    }));
    const pattern = aPattern({ id: INTO, resources, rationale: 'x'.repeat(1_990) });
    const { state } = transition(merging.state, patternLoaded({ pattern }));

    expect(state.resources).toEqual(resources);
    expect(state.rationale).toBe(pattern.rationale);
    expect(state.notice).toContain('internetgateways.ec2.aws.example.org did not fit');
    expect(state.notice).toContain('no room for yours');
  });

  it('stays its own where that one is gone', () => {
    const { state } = transition(merging.state, patternLoaded());

    expect(state).toMatchObject({ stage: 'comparing', patternId: similar.patternId });
    expect(state.notice).toContain('not there any more');
  });
});

describe('a candidate', () => {
  const review = aPatternTalk([candidateLoaded, compared()], FOUND);

  it('is reviewed as it was found, with how much stands behind it', () => {
    expect(review).toMatchObject({
      stage: 'review',
      name: NAME,
      resources: [INTERNET_GATEWAY],
      owner: 'slack:T1:UANA',
      candidates: ['cand-0123456789ab'],
    });
    expect(shown(review)).toContain('1 candidate, with 3 quotes');
  });

  it('is asked for whatever it lacks', () => {
    const bare = aCandidate({ triggers: [], resources: [], rationale: '' });
    const expanding = aPatternTalk([patternLoaded({ candidate: bare })], FOUND);
    const noReason = aCandidate({ rationale: '' });

    expect(expanding.stage).toBe('expanding');
    expect(aPatternTalk([patternLoaded({ candidate: noReason })], FOUND).stage).toBe('rationale');
    const noResources = aCandidate({ resources: [] });
    expect(aPatternTalk([patternLoaded({ candidate: noResources })], FOUND).stage).toBe('finding');
  });

  it('tells what was spoken of and is not served here', () => {
    const candidate = aCandidate({ unknownResources: ['Frobnicator'] });
    const state = aPatternTalk([patternLoaded({ candidate }), compared()], FOUND);

    expect(shown(state)).toContain('not served by this cluster: “Frobnicator”');
  });

  it('completes the pattern into which it shall be merged', () => {
    const input = { ...FOUND, intoPatternId: INTO } as const;
    const pattern = aDatabasePattern();
    const state = aPatternTalk([{ ...candidateLoaded, pattern }], input);
    const alone = aPatternTalk([candidateLoaded], input);

    expect(state).toMatchObject({ patternId: INTO, baseVersion: 1, name: pattern.name });
    expect(state.resources).toEqual([SQL_CLAIM, INTERNET_GATEWAY]);
    expect(state.candidates).toEqual(['cand-0123456789ab']);
    expect(alone).toMatchObject({ stage: 'comparing', baseVersion: 0 });
    expect(alone.notice).toContain('not there any more');
  });

  it('has its review told what it completed, where its author merged it here', () => {
    const merging = aPatternTalk(
      [candidateLoaded, compared({ similar: [aSimilarPattern()] }), merge],
      FOUND,
    );
    const pattern = patternLoaded({ pattern: aDatabasePattern() });
    const stored = [pattern, compared(), storingAsked].reduce(
      (state, event) => transition(state, event).state,
      merging,
    );

    expect(raisedBy(stored, storedActive)).toMatchObject([
      { event: { type: 'wizard-ended', stored: INTO, completed: 'DevOps Toolkit DB' } },
    ]);
  });

  it('has its review told how it ended, whichever way', () => {
    const storing = transition(review, storingAsked).state;
    const raise = { type: 'raise', sessionId: 'review-1' };

    expect(raisedBy(storing, storedActive)).toEqual([
      { ...raise, event: { type: 'wizard-ended', at: AT, stored: review.patternId } },
    ]);
    for (const type of ['session-cancelled', 'session-expired'] as const) {
      expect(raisedBy(review, { type, at: AT })).toEqual([
        { ...raise, event: { type: 'wizard-ended', at: AT } },
      ]);
    }
    const loading = aPatternTalk([], FOUND);
    expect(raisedBy(loading, patternLoaded())).toMatchObject([raise]);
    expect(transition(loading, patternLoaded()).state.outcome).toBe('gone');
  });
});
