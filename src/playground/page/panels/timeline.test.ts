import { describe, expect, it } from 'vitest';
import type { ObjectOnPage } from '../../page-protocol.ts';
import {
  type ClusterWatch,
  MOST_ENTRIES,
  NOTHING_WATCHED,
  toneOf,
  watchAfter,
} from './timeline.ts';

const NOW = '2026-03-01T10:30:00.000Z';

function anObject(more: Partial<ObjectOnPage> = {}): ObjectOnPage {
  return {
    id: 'db',
    apiVersion: 'devopstoolkit.live/v1',
    kind: 'SQLClaim',
    namespace: 'a-team',
    name: 'db',
    createdAt: '2026-03-01T10:00:00Z',
    conditions: [],
    readiness: 'waiting',
    reason: '',
    yaml: '',
    ...more,
  };
}

function lines({ histories }: ClusterWatch, id = 'db'): string[] {
  const { entries } = histories.get(id) ?? { entries: [] };
  return entries.map(({ at, what, value, reason }) =>
    [at.slice(11, 19), what, value, reason].filter(Boolean).join(' '),
  );
}

const synced = { type: 'Synced', status: 'True', since: '2026-03-01T10:00:02Z' };
const unready = {
  type: 'Ready',
  status: 'False',
  reason: 'Creating',
  since: '2026-03-01T10:00:01Z',
};

describe('the timeline of an object', () => {
  it('begins with what the object says of its past, in the order of time', () => {
    const watch = watchAfter(NOTHING_WATCHED, [anObject({ conditions: [synced, unready] })], NOW);

    expect(lines(watch)).toEqual([
      '10:00:00 Object created',
      '10:00:01 Ready False Creating',
      '10:00:02 Synced True',
    ]);
    expect(watch.histories.get('db')?.changes).toEqual({});
  });

  it('adds a condition that changed, at its own time, and counts the change', () => {
    const before = watchAfter(NOTHING_WATCHED, [anObject({ conditions: [synced, unready] })], NOW);
    const ready = { type: 'Ready', status: 'True', since: '2026-03-01T10:00:40Z' };
    const after = watchAfter(
      before,
      [anObject({ conditions: [synced, ready], readiness: 'ready' })],
      NOW,
    );

    expect(lines(after).slice(3)).toEqual(['10:00:40 Ready True', '10:30:00 Seen as ready']);
    expect(after.histories.get('db')?.changes).toEqual({ Ready: 1 });
  });

  it('takes the time of now for a reason that changed and for a condition without a time', () => {
    const before = watchAfter(NOTHING_WATCHED, [anObject({ conditions: [unready] })], NOW);
    const after = watchAfter(
      before,
      [
        anObject({
          conditions: [
            { ...unready, reason: 'Waiting' },
            { type: 'New', status: 'Unknown' },
          ],
        }),
      ],
      NOW,
    );

    expect(lines(after).slice(2)).toEqual(['10:30:00 Ready False Waiting', '10:30:00 New Unknown']);
  });

  it('says that a condition is gone', () => {
    const before = watchAfter(NOTHING_WATCHED, [anObject({ conditions: [synced] })], NOW);
    const after = watchAfter(before, [anObject()], NOW);

    expect(lines(after).at(-1)).toBe('10:30:00 Synced gone');
  });

  it('stays the same object where nothing changed, so that nothing is drawn again', () => {
    const before = watchAfter(NOTHING_WATCHED, [anObject({ conditions: [synced] })], NOW);
    const after = watchAfter(before, [anObject({ conditions: [{ ...synced }] })], NOW);

    expect(after.histories.get('db')).toBe(before.histories.get('db'));
  });

  it('is bounded, and its numbers go on', () => {
    const flips = Array.from({ length: MOST_ENTRIES + 20 }, (_, index) =>
      anObject({ conditions: [{ type: 'Ready', status: index % 2 === 0 ? 'True' : 'False' }] }),
    );
    const watch = flips.reduce(
      (known, object) => watchAfter(known, [object], NOW),
      NOTHING_WATCHED,
    );
    const numbers = watch.histories.get('db')?.entries.map(({ number }) => number) ?? [];

    expect(numbers).toHaveLength(MOST_ENTRIES);
    expect(numbers.at(-1)).toBe(MOST_ENTRIES + 20);
    expect(new Set(numbers).size).toBe(MOST_ENTRIES);
  });

  it('is forgotten with its object and begins anew with one of the same name', () => {
    const before = watchAfter(NOTHING_WATCHED, [anObject({ conditions: [synced] })], NOW);
    const empty = watchAfter(before, [], NOW);
    const again = watchAfter(empty, [anObject()], NOW);

    expect(empty.histories.size).toBe(0);
    expect(lines(again)).toEqual(['10:00:00 Object created']);
  });
});

describe('the tone of a condition', () => {
  it.each([
    ['Ready', 'True', 'ready', 'good'],
    ['Ready', 'False', 'waiting', 'pending'],
    ['Ready', 'False', 'failed', 'bad'],
    ['Ready', 'Unknown', 'failed', 'unknown'],
    ['ReplicaFailure', 'True', 'waiting', 'bad'],
    ['Stalled', 'False', 'waiting', 'good'],
  ] as const)('%s=%s of an object that is %s is %s', (type, status, readiness, tone) => {
    expect(toneOf({ type, status }, readiness)).toBe(tone);
  });
});
