import { describe, expect, it } from 'vitest';
import { aPlace } from '../../../test/builders.ts';
import { after, at, begun, CHANNEL, FILES, lookedAt, mined } from '../../../test/mining-events.ts';
import { transition } from './transition.ts';

describe('reviews', () => {
  const found = Array.from({ length: 30 }, (_, index) => `cand-${index}`);

  it('are opened in the curators’ channel, the rest waits in the queue', () => {
    const reviewsIn = aPlace({ channel: 'CURATORS' });
    const step = after(CHANNEL, lookedAt({ reviewsIn }), mined({ found }));
    const opened = step.effects.filter(({ type }) => type === 'open');

    expect(opened).toHaveLength(20);
    expect(opened[0]).toMatchObject({ place: reviewsIn, sessionKey: 'candidate:cand-0' });
  });

  it('are five in the job’s own conversation, however many parts there are', () => {
    const parts = [found.slice(0, 3), found.slice(3, 10)].map((part) => mined({ found: part }));
    const first = after(CHANNEL, lookedAt(), ...parts.slice(0, 1));
    const second = after(CHANNEL, lookedAt(), ...parts);

    expect(first.effects.filter(({ type }) => type === 'open')).toHaveLength(3);
    expect(second.effects.filter(({ type }) => type === 'open')).toHaveLength(2);
  });

  it('are not opened where nobody would see them', () => {
    const unseen = begun(FILES, '');
    const reading = transition(unseen.state, lookedAt());
    const step = transition(reading.state, mined({ found }));

    expect(step.effects.filter(({ type }) => type === 'open')).toEqual([]);
  });

  it('that are open hear that their candidate is not as it was', () => {
    const step = after(CHANNEL, lookedAt(), mined({ reviews: ['review-1'] }));

    expect(step.effects[0]).toEqual({
      type: 'raise',
      sessionId: 'review-1',
      event: { type: 'candidate-changed', at: at(60) },
    });
  });
});
