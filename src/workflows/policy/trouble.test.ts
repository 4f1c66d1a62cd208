import { describe, expect, it } from 'vitest';
import {
  aDerived,
  aPolicyTalk,
  details,
  failed,
  given,
  storingAsked,
  TO_REVIEW,
  wordsFound,
} from '../../../test/policy-builders.ts';
import { ANA, AT } from '../../../test/recommend-builders.ts';
import type { PolicyEvent, PolicyState } from './state.ts';
import { transition } from './transition.ts';

function after(state: PolicyState, event: PolicyEvent) {
  const { state: next, effects } = transition(state, event);
  return { stage: next.stage, effects: effects.map(({ type }) => type), state: next };
}

describe('trouble', () => {
  it('stops, says so, and tries the same again', () => {
    const deriving = aPolicyTalk([wordsFound, details]);
    const stopped = after(deriving, failed({ type: 'derive-rules' }));

    expect(stopped.state.trouble?.message).toBe('The cluster is not answering.');
    const again = after(stopped.state, { type: 'retry-asked', at: AT });
    expect(again).toMatchObject({ effects: ['derive-rules'], state: { trouble: undefined } });
  });

  it('offers no second try of what cannot succeed, but the way back', () => {
    const storing = aPolicyTalk([...TO_REVIEW, storingAsked]);
    const effect = { type: 'store-policy', isEnforced: false };
    const { state } = after(storing, failed(effect, { kind: 'conflict' }));

    expect(after(state, { type: 'retry-asked', at: AT }).effects).toEqual([]);
    expect(after(state, { type: 'went-back', at: AT }).stage).toBe('review');
  });

  it('is none where only the writing failed', () => {
    const asked = aPolicyTalk([wordsFound, given({ triggers: ['RDS'] })]);
    const writing = after(asked, { type: 'rationale-asked', at: AT, by: ANA });
    const { state } = after(writing.state, failed({ type: 'write-rationale' }));

    expect(state.trouble).toBeUndefined();
    expect(state.problems.rationale).toBe('The cluster is not answering.');
    expect(after(state, given({ rationale: 'Law.' })).stage).toBe('owner');
  });

  it('keeps a state within what can be stored, whatever comes', () => {
    const long = (length: number) => (_: unknown, index: number) => `${index}-`.padEnd(length, 'x');
    const namespaces = Array.from({ length: 500 }, long(60));
    const huge = { ...aDerived(), kinds: Array.from({ length: 150 }, long(200)) };
    const lines = Array.from({ length: 12 }, long(5_000));
    const state = aPolicyTalk([
      { ...wordsFound, namespaces },
      given({ ...details, scope: { type: 'all' } }),
      { type: 'rules-derived', at: AT, derived: { ...huge, lines } },
    ]);

    expect(state.stage).toBe('rules');
    expect(JSON.stringify(state).length).toBeLessThan(65_536);
  });
});
