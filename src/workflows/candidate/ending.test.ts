import { describe, expect, it } from 'vitest';
import {
  CANDIDATE_TARGET,
  CURATOR,
  expired,
  failed,
  granted,
  left,
  loaded,
  PATTERN_TARGET,
  refused,
  retry,
  reviewAfter,
  settled,
  wizardEnded,
} from '../../../test/candidate-talk.ts';
import { aCandidate, anEvidence } from '../../../test/pattern-builders.ts';
import { transition } from './transition.ts';

const LOAD = { type: 'load-candidate' };
const SETTLE = { type: 'settle-candidate' };
const open = loaded({ targets: [PATTERN_TARGET, CANDIDATE_TARGET] });

describe('every end', () => {
  it.each([
    ['accepted', [granted('accept'), settled('pat-1')]],
    ['rejected', [granted('reject'), settled()]],
    ['edited', [granted('edit'), wizardEnded('pat-1')]],
    ['left', [left]],
    ['expired', [expired]],
    ['expired with a wizard', [granted('edit'), expired]],
  ])('keeps no quote and no reason that was read: %s', (_how, events) => {
    const { state } = reviewAfter(open, ...events);

    expect(JSON.stringify(state)).not.toContain(anEvidence().quote);
    expect(JSON.stringify(state)).not.toContain(aCandidate().rationale);
    expect(state.evidence).toEqual([]);
  });
});

describe('what could not be done', () => {
  it('because things are not as they were shown: it is shown again with the reason', () => {
    const { state, effects } = reviewAfter(open, granted('accept'), refused);
    const shown = transition(state, open).state;

    expect(effects).toEqual([LOAD]);
    expect(shown).toMatchObject({ stage: 'open', problem: 'It changed.', decision: undefined });
    expect(reviewAfter(open, granted('accept'), failed(SETTLE, 'conflict')).effects).toEqual([
      LOAD,
    ]);
  });

  it('is tried again as it was granted', () => {
    const { state } = reviewAfter(open, granted('accept'), failed(SETTLE));
    const again = transition(state, retry);

    expect(state).toMatchObject({ stage: 'failed', decision: 'accept', decidedBy: CURATOR });
    expect(again).toMatchObject({ state: { stage: 'settling' }, effects: [SETTLE] });
  });
});
