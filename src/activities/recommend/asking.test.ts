import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { aRecommendation, BEN, understood } from '../../../test/recommend-builders.ts';
import { askingOf } from './asking.ts';

const state = aRecommendation(understood);
const session = aSession({ workflow: 'recommend', state });
const { signal } = new AbortController();
const context = {
  session,
  effectId: 'e',
  attempt: 0,
  signal,
  progress: () => undefined,
  checkOwner: () => undefined,
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
