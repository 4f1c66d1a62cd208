import { describe, expect, it } from 'vitest';
import { expiryOf, firstStep, isOver, nextStep } from './steps.ts';

const AT = '2026-11-02T09:00:00.000Z';
const LATER = '2026-11-02T09:05:00.000Z';
const begun = { at: AT, actor: 'slack:T1:UANA', action: 'pattern-begun', details: {} };

interface State {
  readonly stage: string;
  readonly outcome?: string;
  readonly shown: string[];
  readonly askedAt?: string | undefined;
  readonly lastAt: string;
}

const asking: State = { stage: 'name', shown: ['name-1'], askedAt: AT, lastAt: AT };
const lookUp = { type: 'find-words' } as const;
const tell = { type: 'raise', sessionId: 'review-1', event: {} } as const;

function step(state: State, effects: readonly (typeof lookUp | typeof tell)[] = []) {
  return { state, effects, audit: [] };
}

describe('the first step', () => {
  it('asks since now where it shows a card, and is noted', () => {
    const opened = { ...asking, askedAt: undefined };

    expect(firstStep(step(opened), { at: AT, shown: ['name-1'], begun })).toMatchObject({
      state: { shown: ['name-1'], askedAt: AT },
      audit: [begun],
    });
    expect(firstStep(step(opened), { at: AT, shown: [], begun }).state.askedAt).toBeUndefined();
  });
});

describe('every other step', () => {
  it('asks since the card was reached, however often that is drawn again', () => {
    const same = nextStep(asking, step(asking), { at: LATER, shown: ['name-1'] });
    const other = nextStep(asking, step(asking), { at: LATER, shown: ['name-1', 'triggers-1'] });

    expect(same.state).toMatchObject({ askedAt: AT, lastAt: LATER });
    expect(other.state).toMatchObject({ askedAt: LATER, lastAt: LATER });
  });

  it('names what is done for it, so that giving up stops that and nothing that is told', () => {
    const shown = { at: LATER, shown: ['name-1'] };
    const working = nextStep(asking, step(asking, [lookUp, tell]), shown);
    const cancelled = { ...asking, stage: 'closed', outcome: 'cancelled' };
    const stored = { ...asking, stage: 'closed', outcome: 'stored' };

    expect(working.effects).toEqual([{ ...lookUp, key: 'work' }, tell]);
    expect(nextStep(asking, step(cancelled), shown).cancels).toEqual(['work']);
    expect(nextStep(asking, step(stored), shown)).not.toHaveProperty('cancels');
  });
});

describe('the end', () => {
  it('is that of the words that were read, but for a draft that is left to the curators', () => {
    const waiting = { ...asking, stage: 'awaiting-curator' };
    const expired = { ...asking, stage: 'closed', outcome: 'expired' };

    expect(isOver(asking, expired)).toBe(true);
    expect(isOver(waiting, expired)).toBe(false);
    expect(isOver(waiting, { ...expired, outcome: 'declined' })).toBe(true);
    expect(isOver(asking, waiting)).toBe(false);
  });

  it('comes after a week without a word, and a month without a curator', () => {
    expect(expiryOf(asking)).toBe('2026-11-09T09:00:00.000Z');
    expect(expiryOf({ ...asking, stage: 'awaiting-curator' })).toBe('2026-12-02T09:00:00.000Z');
  });
});
