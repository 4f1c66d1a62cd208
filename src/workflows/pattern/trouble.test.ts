import { describe, expect, it } from 'vitest';
import {
  aPatternTalk,
  failed,
  givenPattern,
  STATES,
  storedAsDraft,
  TO_COMPARING,
  TO_DRAFT,
  TO_OWNER,
  TO_RATIONALE,
  TO_RESOURCES,
  TO_REVIEW,
} from '../../../test/pattern-talk.ts';
import { ANA, AT, BEN, CLEO } from '../../../test/recommend-builders.ts';
import type { PatternEvent, PatternState } from './state.ts';
import { transition } from './transition.ts';

const review = aPatternTalk(TO_REVIEW);

function after(state: PatternState, event: PatternEvent) {
  const { state: next, effects, ...rest } = transition(state, event);
  return { stage: next.stage, effects: effects.map(({ type }) => type), state: next, ...rest };
}

describe('a draft', () => {
  const draft = aPatternTalk(TO_DRAFT);

  it('is settled by the first curator who is granted it', () => {
    const pressed = { type: 'decision-pressed', at: AT, actor: CLEO, accepts: true } as const;
    expect(after(draft, pressed).effects).toEqual(['check-curator']);
    const granted = after(draft, { ...pressed, type: 'decision-granted' });
    expect(granted.effects).toEqual(['settle-draft', 'raise']);
    expect(granted.audit).toMatchObject([{ action: 'pattern-accepted', actor: 'slack:T1:UCLEO' }]);
    expect(after(granted.state, { ...pressed, actor: BEN }).state).toBe(granted.state);
    const settled = after(granted.state, { type: 'draft-settled', at: AT, accepts: true });
    expect(settled.state).toMatchObject({ outcome: 'accepted', decidedBy: CLEO });
  });

  it('is taken back by its author, and stays where nobody decides', () => {
    const cancelled = after(draft, { type: 'session-cancelled', at: AT });
    expect(cancelled.effects).toEqual(['settle-draft', 'raise']);
    expect(after(draft, { type: 'session-expired', at: AT }).state).toMatchObject({
      outcome: 'expired',
    });
  });

  it('is decided by nobody whose right could not be looked up', () => {
    const effect = { type: 'check-curator', actor: BEN, accepts: true };
    const step = after(draft, failed(effect));

    expect(step.effects).toEqual(['tell']);
    expect(step.state).toBe(draft);
  });

  it('waits on where settling failed', () => {
    const granted = { type: 'decision-granted', at: AT, actor: CLEO, accepts: true } as const;
    const settling = after(draft, granted).state;
    const effect = { type: 'settle-draft', actor: CLEO, accepts: true };

    expect(after(settling, failed(effect))).toMatchObject({
      stage: 'awaiting-curator',
      effects: ['tell'],
    });
    expect(after(settling, storedAsDraft).state).toBe(settling);
  });
});

describe('trouble', () => {
  it.each([
    [aPatternTalk(), { type: 'find-words' }, 'name'],
    [aPatternTalk(TO_RESOURCES.slice(0, 2)), { type: 'find-resources' }, 'triggers'],
    [STATES['resolving'] ?? review, { type: 'resolve-resources', said: ['Service'] }, 'resources'],
    [aPatternTalk(TO_COMPARING), { type: 'compare-patterns' }, 'owner'],
    [STATES['storing'] ?? review, { type: 'store-pattern' }, 'review'],
    [STATES['merging'] ?? review, { type: 'load-pattern' }, 'review'],
  ])('stops, says so, tries the same again or goes back, case %#', (state, effect, before) => {
    const stopped = after(state, failed(effect)).state;

    expect(stopped.trouble?.message).toBe('The cluster is not answering.');
    const again = after(stopped, { type: 'retry-asked', at: AT });
    expect(again).toMatchObject({ effects: [effect.type], state: { trouble: undefined } });
    expect(after(stopped, { type: 'went-back', at: AT }).stage).toBe(before);
    expect(after(stopped, { type: 'session-cancelled', at: AT }).stage).toBe('closed');
  });

  it('is none where only the writing failed', () => {
    const asked: PatternEvent = { type: 'rationale-asked', at: AT, by: ANA };
    const writing = after(aPatternTalk(TO_RATIONALE), asked).state;
    const { state } = after(writing, failed({ type: 'write-rationale' }));

    expect(state.problems.rationale).toBe('The cluster is not answering.');
    expect(after(state, givenPattern({ rationale: 'Law.' })).stage).toBe('owner');
    expect(aPatternTalk(TO_OWNER).stage).toBe('owner');
  });
});
