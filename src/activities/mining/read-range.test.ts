import { describe, expect, it } from 'vitest';
import { asker, CHANNEL, lookedAt, mined, stateAfter } from '../../../test/mining-events.ts';
import type { PastMessage } from '../../domain/mining/conversation.ts';
import type { MiningState } from '../../workflows/mining/state.ts';
import { newsSince, rangeAfter, readBefore } from './read-range.ts';

/** A job from 9000 down to 1000 that came as far as `reached`. */
function job(reached: string, over: Partial<MiningState> = {}): MiningState {
  const range = { oldest: '1000', newest: '9000' };
  return { ...stateAfter(CHANNEL, lookedAt(range), mined({ reached })), ...over };
}

const stopped = { cancelledBy: asker } as const;
const before = { minedFrom: '1500', minedUntil: '5000' } as const;

describe('what is read of a channel', () => {
  it('is all that was asked for where a job came to its end', () => {
    expect(rangeAfter({}, job('1000'))).toEqual({ minedFrom: '1000', minedUntil: '9000' });
    expect(rangeAfter(before, job('1000'))).toEqual({ minedFrom: '1000', minedUntil: '9000' });
  });

  it('is what it came to where it was stopped, or closed meanwhile', () => {
    for (const over of [stopped, { isClosed: true }]) {
      expect(rangeAfter({}, job('4000', over))).toEqual({ minedFrom: '4000', minedUntil: '9000' });
    }
    const { reached: _, ...nothing } = job('4000', stopped);
    expect(rangeAfter({}, nothing)).toBeUndefined();
  });

  it('is both stretches where it was stopped before it met the earlier one', () => {
    const first = rangeAfter(before, job('7000', stopped));
    expect(first).toEqual({ ...before, ahead: { from: '7000', until: '9000' } });

    const on = { ...job('8500', stopped), newest: '9500' };
    expect(rangeAfter(first ?? {}, on)).toEqual({
      ...before,
      ahead: { from: '7000', until: '9500' },
    });
  });

  it('is one stretch again once nothing lies between', () => {
    const two = { ...before, ahead: { from: '7000', until: '8000' } };

    expect(rangeAfter(two, job('4500', stopped))).toEqual({
      minedFrom: '1500',
      minedUntil: '9000',
    });
    expect(rangeAfter(two, job('1000'))).toEqual({ minedFrom: '1000', minedUntil: '9000' });
  });
});

describe('what is new in a channel', () => {
  const two = { ...before, ahead: { from: '7000', until: '8000' } };
  const isNews = newsSince(two, 'slack');

  function message(id: string, over: Partial<PastMessage> = {}): PastMessage {
    const at = new Date(Number(id) * 1_000).toISOString();
    return { id, at, author: 'U1', isBot: false, text: 'x', replyCount: 0, files: [], ...over };
  }

  it('is what lies in neither stretch', () => {
    const ids = ['1400', '1500', '4999', '5000', '6999', '7000', '7999', '8000'];

    expect(ids.filter((id) => isNews(message(id)))).toEqual(['1400', '5000', '6999', '8000']);
  });

  it('is what was edited or answered since its own stretch was read', () => {
    const at = (second: number) => new Date(second * 1_000).toISOString();

    expect(isNews(message('2000', { editedAt: at(4_000) }))).toBe(false);
    expect(isNews(message('2000', { editedAt: at(5_500) }))).toBe(true);
    expect(isNews(message('7500', { lastReplyAt: at(7_900) }))).toBe(false);
    expect(isNews(message('7500', { lastReplyAt: at(8_100) }))).toBe(true);
  });

  it('is everything where nothing was read', () => {
    expect(newsSince({}, 'slack')(message('1'))).toBe(true);
  });
});

it('all that is asked for was read before where it lies in one stretch', () => {
  const lastMinedAt = '2026-11-02T09:00:00.000Z';
  const ahead = { from: '7000', until: '8000' };

  expect(readBefore({ ...before, lastMinedAt }, '1500')).toEqual({ since: lastMinedAt });
  expect(readBefore({ ...before, lastMinedAt }, '1400')).toEqual({});
  expect(readBefore({ ...before, ahead, lastMinedAt }, '1500')).toEqual({});
  expect(readBefore({}, '1500')).toEqual({});
});
