import { describe, expect, it } from 'vitest';
import { anActor, aPlace, aSession } from '../../../test/builders.ts';
import { scanCard } from './cards.ts';
import type { ScanEffectOf, ScanEvent, ScanState } from './state.ts';
import { summary } from './summary.ts';
import { start, transition } from './transition.ts';

const AT = '2026-11-02T09:00:00.000Z';

function at(seconds: number): string {
  return new Date(Date.parse(AT) + seconds * 1_000).toISOString();
}

/** Every kind is read, and 200 of them get vectors. */
function embedding(): ScanState {
  const input = { reason: 'asked' } as const;
  const opening = { sessionId: 'session-1', owner: anActor(), place: aPlace(), at: AT, input };
  const state = { ...start(opening).state, stage: 'embedding', embeds: true } as const;
  return { ...state, stageSince: at(30), updatedAt: at(30) };
}

const effect: ScanEffectOf<'embed-kinds'> = { type: 'embed-kinds', key: 'scan' };

function away(tries = 0, over: { kind?: string; retryAfterMs?: number } = {}): ScanEvent {
  return {
    type: 'activity-failed',
    activity: 'embed-kinds',
    effect: { ...effect, ...(tries > 0 ? { tries } : {}) },
    kind: 'unavailable',
    message: 'The embedding service is not answering.',
    at: at(40),
    ...over,
  };
}

function vectors(seconds: number, done: number): ScanEvent {
  return { type: 'vectors-progressed', at: at(seconds), vectors: { done, total: 200 } };
}

function after(...events: readonly ScanEvent[]): ScanState {
  return events.reduce((state, event) => transition(state, event).state, embedding());
}

function said(state: ScanState): string {
  return JSON.stringify(scanCard(state));
}

describe('an embedder that is away', () => {
  it('is asked again with growing pauses, or as late as it says', () => {
    const first = transition(embedding(), away());
    const fourth = transition(embedding(), away(3));
    const limited = transition(embedding(), away(0, { retryAfterMs: 90_000 }));

    expect(first.effects).toEqual([{ ...effect, isBackground: true, tries: 1, notBefore: at(45) }]);
    expect(fourth.effects).toMatchObject([{ tries: 4, notBefore: at(80) }]);
    expect(limited.effects).toMatchObject([{ tries: 1, notBefore: at(130) }]);
    expect(first.state.stage).toBe('embedding');
  });

  it('is given up after some minutes, and the scan goes on', () => {
    const step = transition(embedding(), away(6));

    expect(step.state).toMatchObject({
      stage: 'sweeping',
      vectorProblem: 'The embedding service is not answering.',
    });
    expect(step.effects).toMatchObject([{ type: 'sweep-kinds' }]);
  });

  it('is not asked again where waiting mends nothing', () => {
    const step = transition(embedding(), away(0, { kind: 'invalid-input' }));

    expect(step.state.stage).toBe('sweeping');
  });

  it('is told of until vectors come again, and no rate is counted over the waiting', () => {
    const words =
      'The embedding service is not answering. Trying again: kinds are found by their words meanwhile.';
    const waiting = after(away());
    const asking = after(away(), vectors(46, 0));
    const back = after(away(), vectors(46, 0), vectors(50, 20));

    for (const state of [waiting, asking]) {
      expect(said(state)).toContain(words);
      const session = { ...aSession({ workflow: 'scan' }), state };
      expect(summary(session)).toMatchObject({ level: 'warning', status: [words] });
    }
    expect(said(back)).not.toContain('not answering');
    expect(said(back)).toContain('20 of 200 kinds · 4.0 a second');
  });

  it('leaves nothing behind once all vectors are there', () => {
    const all = { done: 200, total: 200 };
    const state = after(away(), { type: 'kinds-embedded', at: at(90), vectors: all });

    expect(state.vectorProblem).toBeUndefined();
  });
});
