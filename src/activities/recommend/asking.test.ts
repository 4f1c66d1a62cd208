import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { aRecommendation, BEN, understood } from '../../../test/recommend-builders.ts';
import { askingAloud, askingOf } from './asking.ts';

const state = aRecommendation(understood);
const session = aSession({ workflow: 'recommend', state });
const { signal } = new AbortController();
const context = {
  session,
  effectId: 'e',
  attempt: 0,
  signal,
  progress: () => undefined,
  checkTurn: async () => undefined,
  now: () => '2026-11-02T09:00:00.000Z',
};

describe('whoever asks the model', () => {
  it('asks for the owner of the session, and can be stopped', () => {
    expect(askingOf(context, state)).toEqual({
      signal,
      sessionId: session.id,
      actor: session.owner,
    });
  });

  it('asks for whoever spoke', () => {
    expect(askingOf(context, state, { by: BEN }).actor).toEqual(BEN);
  });

  it('asks built-in rules where the session goes on with them, or this effect alone', () => {
    expect(askingOf(context, { ...state, languageBy: 'offline' }).by).toBe('offline');
    expect(askingOf(context, state, { by: BEN, instead: 'away' }).by).toBe('offline');
  });
});

describe('whoever asks aloud', () => {
  const effect = { type: 'find-solutions' } as const;

  function toldBy(name: string, languageBy?: 'offline'): unknown[] {
    const told: unknown[] = [];
    const progress = (event: unknown): void => void told.push(event);
    const model = { name };
    const loud = { ...context, progress };
    askingAloud({ model, context: loud, state: { ...state, languageBy }, effect });
    return told;
  }

  it('tells the session that the model is asked, and what for', () => {
    expect(toldBy('Claude')).toEqual([
      { type: 'model-asked', at: '2026-11-02T09:00:00.000Z', effect },
    ]);
  });

  it('tells nothing where built-in rules answer: they take no time', () => {
    expect(toldBy('offline')).toEqual([]);
    expect(toldBy('Claude', 'offline')).toEqual([]);
  });
});
