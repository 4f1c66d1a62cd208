import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../../test/a-policy.ts';
import {
  aPolicyTalk,
  details,
  failed,
  given,
  storedActive,
  storingAsked,
  TO_CHANGE,
} from '../../../test/policy-builders.ts';
import { ANA, AT } from '../../../test/recommend-builders.ts';
import type { Enforcement } from '../../domain/policy/policy.ts';
import type { PolicyEvent } from './state.ts';
import { transition } from './transition.ts';

const LOOK = { type: 'record-enforcement', changeId: 'chg-1', mayBePartial: true };
const handedOver = aPolicyTalk(TO_CHANGE);
const result = { level: 'error' as const, line: ['The binding was refused.'] };
const ready: PolicyEvent = { type: 'change-ended', at: AT, outcome: 'ready', hasReached: true };

const enforcement: Enforcement = {
  target: 'admission-policy',
  mode: 'deny',
  clusterId: aPolicy().clusterId,
  objects: [{ group: 'g', version: 'v1', kind: 'K', plural: 'ks', name: 'dotai-db' }],
  digests: [''],
  changeId: 'chg-1',
  version: 1,
};
const found: PolicyEvent = { type: 'traces-recorded', at: AT, version: 1, enforcement };

function ended(outcome: string, hasReached: boolean): PolicyEvent {
  return { type: 'change-ended', at: AT, outcome, hasReached, result };
}

describe('a change that ended before it came about', () => {
  it.each<[string, PolicyEvent]>([
    ['failed', ended('failed', true)],
    ['stopped', ended('stopped', true)],
    ['withdrawn in the middle', ended('withdrawn', true)],
    ['superseded in the middle', { type: 'change-superseded', at: AT, hasReached: true }],
  ])('is looked for in the cluster where it was %s', (_, event) => {
    const { state, effects } = transition(handedOver, event);

    expect(state.stage).toBe('recording');
    expect(effects).toMatchObject([LOOK]);
  });

  it('goes back to the review with what was noted, which the next version follows', () => {
    const recording = transition(handedOver, ended('failed', true)).state;
    const { state } = transition(recording, found);

    expect(state).toMatchObject({ stage: 'review', baseVersion: 1, enforced: enforcement });
    expect(state.changeOutcome).toEqual(result);
    const stored = transition(transition(state, storingAsked).state, storedActive).state;
    expect(stored).toMatchObject({ stage: 'closed', outcome: 'stored' });
  });

  it('leaves everything as it was where nothing of it is there', () => {
    const recording = transition(handedOver, ended('stopped', true)).state;
    const { state } = transition(recording, { type: 'traces-recorded', at: AT });

    expect(state).toMatchObject({ stage: 'review', baseVersion: 0 });
    expect(state.enforced).toBeUndefined();
  });

  it('is recorded when it comes about after its author was back at the review', () => {
    const recording = transition(handedOver, ended('failed', true)).state;
    const { state, effects } = transition(transition(recording, found).state, ready);

    expect(state.stage).toBe('recording');
    expect(effects).toMatchObject([{ type: 'record-enforcement', changeId: 'chg-1' }]);
  });

  it('is noted while its author is at something else, which goes on', () => {
    const review = transition(handedOver, ended('failed', false)).state;
    const deriving = transition(review, given({ ...details, sentence: 'Buckets too' })).state;
    const step = transition(deriving, ready);
    const noted = transition(step.state, found).state;

    expect(step.effects).toMatchObject([LOOK]);
    expect(noted).toEqual({ ...deriving, baseVersion: 1, enforced: enforcement, lastAt: AT });
    expect(deriving.stage).not.toBe('review');
  });
});

describe('what could not be noted', () => {
  it.each(['conflict', 'unavailable', 'forbidden'] as const)(
    'is tried again after %s, and no cancelling forgets it',
    (kind) => {
      const recording = transition(handedOver, ready).state;
      const effect = { type: 'record-enforcement', changeId: 'chg-1' };
      const { state } = transition(recording, failed(effect, { kind }));

      expect(transition(state, { type: 'session-cancelled', at: AT }).state).toBe(state);
      expect(transition(state, { type: 'retry-asked', at: AT }).effects).toMatchObject([effect]);
    },
  );

  it('is told to the author who is at something else', () => {
    const review = transition(handedOver, ended('failed', false)).state;
    const step = transition(review, failed(LOOK, { kind: 'conflict' }));

    expect(step.state).toBe(review);
    expect(step.effects).toMatchObject([{ type: 'tell', to: ANA }]);
  });
});
