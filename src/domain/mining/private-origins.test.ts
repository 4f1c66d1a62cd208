import { describe, expect, it } from 'vitest';
import { aCandidate } from '../../../test/pattern-builders.ts';
import type { Origin } from './candidate.ts';
import { areForSameEyes, mayBeNamedIn, privateChannelsOf, seesAll } from './private-origins.ts';

const OPEN: Origin = { type: 'channel', label: '#platform', channel: 'C1' };
const BOARD: Origin = { type: 'channel', label: '#board', channel: 'C2', isPrivate: true };
const THREAD: Origin = {
  type: 'thread',
  label: 'a thread in #board',
  channel: 'C2',
  isPrivate: true,
};
const CRISIS: Origin = { type: 'channel', label: '#crisis', channel: 'C3', isPrivate: true };

function from(...origins: Origin[]) {
  return aCandidate({ origins });
}

describe('what comes from private conversations', () => {
  it('is for whoever is in all of them; the rest is for everybody', async () => {
    const isInBoard = async (channel: string, wasPrivate: boolean) =>
      channel === 'C2' || !wasPrivate;

    expect(privateChannelsOf(from(OPEN, BOARD, THREAD))).toEqual(['C2']);
    expect(await seesAll(from(OPEN), isInBoard)).toBe(true);
    expect(await seesAll(from(BOARD, THREAD), isInBoard)).toBe(true);
    expect(await seesAll(from(BOARD, CRISIS), isInBoard)).toBe(false);
    expect(await seesAll(from(OPEN, BOARD), async () => false)).toBe(false);
  });

  it('is not seen where one of its open channels is not open to them any more', async () => {
    const other: Origin = { type: 'channel', label: '#other', channel: 'C9' };
    const asked: string[] = [];
    const sees = async (channel: string, wasPrivate: boolean) => {
      asked.push(`${channel} ${wasPrivate}`);
      return channel !== 'C9';
    };

    expect(await seesAll(from(BOARD, OPEN, OPEN, other), sees)).toBe(false);
    expect(asked).toEqual(['C2 true', 'C1 false', 'C9 false']);
  });

  it('are no places where somebody only asked to read the cluster', async () => {
    const cluster: Origin = { type: 'cluster', label: 'the cluster', channel: 'C2' };

    expect(await seesAll(from(cluster), async () => false)).toBe(true);
  });

  it('is for nobody where it is not known in which one it was said', async () => {
    const nowhere: Origin = { type: 'thread', label: 'a thread', isPrivate: true };

    expect(await seesAll(from(nowhere), async () => true)).toBe(false);
  });

  it('goes together with what the same people see, and is named beside nothing that others see', () => {
    expect(areForSameEyes(from(BOARD), from(THREAD))).toBe(true);
    expect(areForSameEyes(from(OPEN), from(OPEN, OPEN))).toBe(true);
    expect(areForSameEyes(from(OPEN), from(BOARD))).toBe(false);
    expect(areForSameEyes(from(CRISIS), from(BOARD))).toBe(false);
    expect(mayBeNamedIn(from(OPEN), from(BOARD))).toBe(true);
    expect(mayBeNamedIn(from(BOARD), from(OPEN))).toBe(false);
    expect(mayBeNamedIn(from(BOARD), from(CRISIS))).toBe(false);
  });
});
