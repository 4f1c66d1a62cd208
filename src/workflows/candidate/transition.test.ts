import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/builders.ts';
import {
  AT,
  CANDIDATE_TARGET,
  changed,
  CURATOR,
  failed,
  gone,
  granted,
  loaded,
  PATTERN_TARGET,
  policy,
  pressed,
  retry,
  reviewAfter,
  reviewOf,
  settled,
  wizardEnded,
} from '../../../test/candidate-talk.ts';
import { aCandidate, anEvidence } from '../../../test/pattern-builders.ts';
import { transition } from './transition.ts';

const LOAD = { type: 'load-candidate' };
const SETTLE = { type: 'settle-candidate' };
const targets = [PATTERN_TARGET, CANDIDATE_TARGET];
const open = loaded({ targets });
const secondQuote = anEvidence({ id: 'evi-2', message: '2', quote: 'a second quote' });

describe('whoever decides', () => {
  it('is looked up first, without hindering others', () => {
    const { state, effects } = reviewAfter(open, pressed('reject', { reason: 'Old.' }));

    expect(state.stage).toBe('open');
    expect(effects).toEqual([
      {
        type: 'check-curator',
        actor: CURATOR,
        decision: 'reject',
        version: 1,
        reason: 'Old.',
        isParallel: true,
      },
    ]);
  });

  it('is told alone why it does not count', () => {
    const reason = 'Only curators can do that. Ask cleo.';
    const denied = { type: 'decision-denied', at: AT, actor: CURATOR, reason } as const;

    expect(reviewAfter(open, denied)).toMatchObject({
      state: { stage: 'open' },
      effects: [{ type: 'tell', to: CURATOR, line: [reason] }],
    });
  });

  it('second changes nothing, and is told so', () => {
    const second = granted('reject', { actor: anActor('UDREW') });
    const { state, effects } = reviewAfter(open, granted('accept'), second);

    expect(state).toMatchObject({ stage: 'settling', decision: 'accept', decidedBy: CURATOR });
    expect(effects).toMatchObject([{ type: 'tell', to: { id: 'UDREW' } }]);
  });

  it('saw it as it is now, or decides nothing', () => {
    const newer = loaded({ candidate: aCandidate({ version: 2 }) });
    const { state, effects } = reviewAfter(open, newer, granted('accept'));

    expect(state.stage).toBe('open');
    expect(effects).toMatchObject([{ type: 'tell', to: CURATOR }]);
    expect(reviewAfter(open, newer, pressed('accept')).effects).toEqual([]);
  });

  it('is told that a click did not count while nobody could look them up', () => {
    const { type: _type, at: _at, ...wish } = granted('accept');
    const { state, effects } = reviewAfter(open, failed({ type: 'check-curator', ...wish }));

    expect(state.stage).toBe('open');
    expect(effects).toMatchObject([{ type: 'tell', to: CURATOR }]);
  });
});

describe('a pattern', () => {
  it('is stored as it is, and the decision noted with who and what', () => {
    const { effects, audit } = reviewAfter(open, granted('accept'));
    const done = reviewAfter(open, granted('accept'), settled('pat-1'));

    expect(effects).toEqual([SETTLE]);
    expect(audit).toMatchObject([
      { actor: 'slack:T1:UCLEO', action: 'candidate-decided', details: { decision: 'accept' } },
    ]);
    expect(done.state).toMatchObject({ stage: 'done', became: 'pat-1' });
    expect(done.audit).toMatchObject([
      {
        actor: 'slack:T1:UCLEO',
        action: 'candidate-accepted',
        details: { candidate: 'cand-0123456789ab', became: 'pat-1' },
      },
    ]);
  });

  it.each([
    ['nobody said why', aCandidate({ rationale: ' ' })],
    ['no resource is served', aCandidate({ resources: [] })],
  ])('cannot be accepted as it is where %s', (_why, candidate) => {
    const incomplete = loaded({ candidate });

    expect(reviewAfter(incomplete, pressed('accept')).effects).toEqual([]);
    expect(reviewOf(incomplete, granted('accept')).stage).toBe('open');
    expect(reviewOf(incomplete, granted('edit')).stage).toBe('handed-over');
  });

  it('is edited in the wizard of whoever decided so', () => {
    const { state, effects } = reviewAfter(open, granted('edit'));

    expect(state.stage).toBe('handed-over');
    expect(effects).toEqual([
      {
        type: 'open',
        workflow: 'pattern',
        sessionId: state.wizardId,
        owner: CURATOR,
        input: { type: 'candidate', candidateId: 'cand-0123456789ab', reviewId: 'review-1' },
      },
    ]);
  });

  it('completes another pattern in the wizard, where that is reviewed again', () => {
    const into = { intoId: PATTERN_TARGET.id };
    const { effects } = reviewAfter(open, granted('merge', into));
    const done = reviewAfter(open, granted('merge', into), wizardEnded(PATTERN_TARGET.id));

    expect(effects).toMatchObject([{ input: { intoPatternId: PATTERN_TARGET.id } }]);
    expect(done.audit).toMatchObject([{ action: 'candidate-merged' }]);
    expect(done.state.candidate?.status).toBe('merged');
  });

  it('is merged into another candidate, whose review is drawn anew', () => {
    const merge = granted('merge', { intoId: CANDIDATE_TARGET.id });
    const { effects } = reviewAfter(open, merge, settled(CANDIDATE_TARGET.id, ['review-2']));

    expect(reviewAfter(open, merge).effects).toEqual([SETTLE]);
    expect(effects).toEqual([
      { type: 'raise', sessionId: 'review-2', event: { type: 'candidate-changed', at: AT } },
    ]);
  });

  it('is merged into nothing that was not offered', () => {
    const merge = granted('merge', { intoId: 'pat-ffffffffffff' });

    expect(reviewOf(open, merge).stage).toBe('open');
  });
});

describe('a policy', () => {
  const shown = loaded({ candidate: policy });

  it.each(['accept', 'edit'] as const)('goes to the policy wizard as a draft: %s', (decision) => {
    const { state, effects } = reviewAfter(shown, granted(decision));

    expect(effects).toEqual([
      {
        type: 'open',
        workflow: 'policy',
        sessionId: state.wizardId,
        owner: CURATOR,
        input: {
          type: 'new',
          sentence: '',
          candidateId: policy.id,
          reviewId: 'review-1',
        },
      },
    ]);
    expect(reviewOf(shown, granted(decision), wizardEnded('pol-1'))).toMatchObject({
      stage: 'done',
      became: 'pol-1',
    });
  });

  it('is rejected with the reason', () => {
    const end = reviewOf(shown, granted('reject', { reason: 'Outdated.' }), settled());

    expect(end).toMatchObject({
      stage: 'done',
      candidate: { status: 'rejected', reason: 'Outdated.' },
    });
  });
});

describe('a wizard that stored nothing', () => {
  it('leaves it undecided, read anew, and the next wizard is another one', () => {
    const first = reviewAfter(open, granted('edit'));
    const back = transition(first.state, wizardEnded());
    const second = transition(transition(back.state, open).state, granted('edit'));

    expect(back).toMatchObject({ state: { stage: 'loading' }, effects: [LOAD] });
    expect(back.audit).toMatchObject([{ action: 'candidate-returned' }]);
    expect(second.state.stage).toBe('handed-over');
    expect(second.state.wizardId).not.toBe(first.state.wizardId);
  });
});

describe('what was read changes', () => {
  it('so it is loaded again, and quotes that are gone are kept nowhere', () => {
    const both = loaded({ evidence: [anEvidence(), secondQuote] });
    const { effects } = reviewAfter(both, changed);
    const { state } = reviewAfter(both, changed, loaded({ evidence: [anEvidence()] }));

    expect(effects).toEqual([LOAD]);
    expect(state).toMatchObject({ stage: 'open', evidenceCount: 1 });
    expect(JSON.stringify(state)).not.toContain(secondQuote.quote);
  });

  it.each([
    ['it is gone', gone],
    ['no quote is left', loaded({ evidence: [] })],
    ['it was withdrawn', loaded({ candidate: aCandidate({ status: 'withdrawn' }) })],
  ])('and where %s, nothing of it is left', (_how, event) => {
    const { state, audit } = reviewAfter(open, changed, event);

    expect(state.stage).toBe('withdrawn');
    expect(audit).toMatchObject([{ actor: 'dotai', action: 'candidate-review-withdrawn' }]);
    expect(JSON.stringify(state)).not.toContain(anEvidence().quote);
    expect(JSON.stringify(state)).not.toContain(aCandidate().rationale);
  });

  it('also while it is being settled', () => {
    const { state } = reviewAfter(open, granted('accept'), changed, gone);

    expect(state).toMatchObject({ stage: 'settling', evidence: [] });
  });

  it('which the wizard that has it hears at once', () => {
    const { state, effects } = reviewAfter(open, granted('edit'), changed);

    expect(effects).toEqual([
      { type: 'raise', sessionId: state.wizardId, event: changed },
      { type: 'load-candidate' },
    ]);
  });

  it('and where it is gone while a wizard has it, nothing of it is left here', () => {
    const { state } = reviewAfter(open, granted('edit'), changed, gone);

    expect(state.stage).toBe('withdrawn');
    expect(JSON.stringify(state)).not.toContain(aCandidate().rationale);
    expect(JSON.stringify(state)).not.toContain(aCandidate().title);
  });

  it('and where some of it is gone while a wizard has it, only the rest is shown', () => {
    const less = aCandidate({ version: 2, rationale: '' });
    const { state } = reviewAfter(open, granted('edit'), changed, loaded({ candidate: less }));

    expect(state).toMatchObject({ stage: 'handed-over', candidate: less });
    expect(JSON.stringify(state)).not.toContain(aCandidate().rationale);
  });

  it('and where nobody can look, no quote is shown until somebody could', () => {
    const { state } = reviewAfter(open, changed, failed(LOAD));
    const again = transition(state, retry);

    expect(state).toMatchObject({ stage: 'failed', evidence: [] });
    expect(again).toMatchObject({ state: { stage: 'loading' }, effects: [LOAD] });
  });

  it('because somebody else decided: it says who and when', () => {
    const elsewhere = aCandidate({
      version: 2,
      status: 'accepted',
      became: 'pat-1',
      decidedBy: 'slack:T1:UDREW',
      decidedAt: AT,
    });
    const { state } = reviewAfter(open, changed, loaded({ candidate: elsewhere, evidence: [] }));

    expect(state).toMatchObject({
      stage: 'done',
      became: 'pat-1',
      candidate: { decidedBy: 'slack:T1:UDREW', decidedAt: AT },
    });
  });
});
