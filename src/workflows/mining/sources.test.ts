import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPlace } from '../../../test/builders.ts';
import { after, asker, at, SOURCES, stateAfter } from '../../../test/mining-events.ts';
import { CHANGED_MAX } from './changed-source.ts';
import { hasEnded } from './ending.ts';
import { changesOf, hearChange } from './sources.ts';
import { type MiningEvent, type MiningEventOf, MiningState } from './state.ts';
import { transition } from './transition.ts';

function changed(id: string, isDeleted = false): MiningEventOf<'source-changed'> {
  return { type: 'source-changed', at: at(1), source: { type: 'message', id, isDeleted } };
}

function checked(
  looked: readonly number[],
  over: Partial<MiningEventOf<'sources-checked'>> = {},
): MiningEventOf<'sources-checked'> {
  const nothing = { removed: 0, reviews: [], withdrawn: [] };
  return { type: 'sources-checked', at: at(2), looked: [...looked], ...nothing, ...over };
}

const turnsOf = (state: MiningState): number[] => changesOf(state).map(({ turn }) => turn);

describe('what changes while others are looked at', () => {
  it('is looked at by the same job, after it', () => {
    const step = after(SOURCES, changed('2'), checked([0]));
    expect(step.effects).toMatchObject([{ type: 'check-sources' }]);
    expect(changesOf(step.state)).toMatchObject([{ id: '2', turn: 1 }]);

    expect(hasEnded(transition(step.state, checked([1])).state)).toBe(true);
  });

  it('is looked at again where it is the message that is being looked at', () => {
    const [message = ''] = SOURCES.messages;
    const step = after(SOURCES, changed(message), checked([0]));

    expect(step.effects).toMatchObject([{ type: 'check-sources' }]);
    expect(changesOf(step.state)).toMatchObject([{ id: message, turn: 1 }]);
  });

  it('stays deleted however late its edit is told of', () => {
    const state = stateAfter(SOURCES, changed('2', true), changed('2'));

    expect(changesOf(state)).toMatchObject([{}, { id: '2', isDeleted: true }]);
  });

  it('waits with the others while Slack wants to be left alone, unless it is gone', () => {
    const waiting = stateAfter(SOURCES, checked([], { retryAfterMs: 60_000 }));
    expect(waiting.stage).toBe('waiting');
    expect(transition(waiting, changed('2')).effects).toEqual([]);
    const step = transition(waiting, changed('2', true));

    expect(step.effects).toMatchObject([
      { type: 'check-sources', lookUpAfter: waiting.waitsUntil },
    ]);
    expect(step.effects[0]).not.toHaveProperty('notBefore');
    expect(step.cancels).toEqual(['reading']);
  });

  it('is refused where there is no room, and small enough to be kept where there is', () => {
    const ids = Array.from({ length: CHANGED_MAX - 1 }, (_, index) => `1790000000.${index + 1e5}`);
    const full = stateAfter(SOURCES, ...ids.map((id) => changed(id, true)));
    const inbound = {
      type: 'message-changed',
      id: 'slack:changed:1',
      at: at(1),
      actor: asker,
      place: aPlace(),
      messageId: 'one-more',
    } as const;

    expect(changesOf(full)).toHaveLength(CHANGED_MAX);
    expect(hearChange(full, inbound)).toEqual({ type: 'ignored' });
    expect(hearChange(stateAfter(SOURCES), inbound)).toMatchObject({ type: 'event' });
    expect(JSON.stringify(MiningState.parse(full)).length).toBeLessThan(48_000);
  });

  it('is never forgotten, in whatever order changes and looks come', () => {
    const changes = fc.record({ id: fc.constantFrom('a', 'b', 'c'), isDeleted: fc.boolean() });
    const looks = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(fc.array(fc.oneof(changes, looks), { maxLength: 30 }), (story) => {
        let state = stateAfter(SOURCES);
        let idle = false;
        const open = new Set<string>([SOURCES.messages[0] ?? '']);
        for (const one of story) {
          if (hasEnded(state)) break;
          const looked = typeof one === 'number' ? changesOf(state).slice(0, one) : [];
          const event: MiningEvent =
            typeof one === 'number'
              ? checked(looked.map(({ turn }) => turn))
              : changed(one.id, one.isDeleted);
          if (typeof one !== 'number') open.add(one.id);
          for (const { id } of looked) open.delete(id);
          const step = transition(state, event);
          ({ state } = step);
          const goesOn = step.effects.some(({ type }) => type === 'check-sources');
          idle ||= typeof one === 'number' && goesOn !== open.size > 0;
        }

        expect(new Set(changesOf(state).map(({ id }) => id))).toEqual(open);
        expect(hasEnded(state)).toBe(open.size === 0);
        expect(idle).toBe(false);
        expect(new Set(turnsOf(state)).size).toBe(turnsOf(state).length);
      }),
    );
  });
});

it('notes in the audit what a page found deleted on the way', () => {
  const lost = { removed: 2, withdrawn: ['cand-1'] };
  const step = after(SOURCES, checked([], { ...lost, retryAfterMs: 1 }));

  expect(step.audit).toMatchObject([
    { action: 'quotes-removed', details: { removed: '2', withdrawn: 'cand-1' } },
  ]);
});
