import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  after,
  asker,
  at,
  begun,
  CHANNEL,
  colleague,
  failed,
  FILES,
  lookedAt,
  mined,
  SOURCES,
  THREAD,
} from '../../../test/mining-events.ts';
import { hasEnded } from './ending.ts';
import { type MiningEvent, MiningState } from './state.ts';
import { transition } from './transition.ts';

const PAGE = { type: 'mine-page', key: 'reading', isBackground: true } as const;
const CANCEL: MiningEvent = { type: 'mining-cancelled', at: at(80), actor: asker };
const OPENED: MiningEvent = { type: 'channel-opened', at: at(5) };

function granted(wish: 'open' | 'leave' | 'cancel'): MiningEvent {
  return { type: 'decision-granted', at: at(4), actor: colleague, wish };
}

describe('in any order', () => {
  const events: readonly MiningEvent[] = [
    lookedAt(),
    lookedAt({ isOpen: false }),
    { type: 'source-refused', at: at(1), reason: 'No.' },
    { type: 'decision-pressed', at: at(2), actor: colleague, wish: 'cancel' },
    { type: 'decision-pressed', at: at(2), actor: colleague, wish: 'open' },
    granted('open'),
    granted('leave'),
    granted('cancel'),
    OPENED,
    mined({ found: ['cand-1', 'cand-2'], reached: '9' }),
    mined({ retryAfterMs: 1_000, unread: [{ name: 'a', reason: 'b' }] }),
    mined({ isLast: true }),
    { type: 'reading-slowed', at: at(3), retryAfterMs: 5, effect: { type: 'mine-page' } },
    { type: 'mining-recorded', at: at(4) },
    { type: 'reading-closed', at: at(4) },
    mined({ thread: { head: '9', after: '10', read: 2 } }),
    CANCEL,
    { type: 'retry-asked', at: at(5) },
    failed({ type: 'mine-page', tries: 9 }),
    failed({ type: 'record-mining' }),
    { type: 'session-expired', at: at(6) },
    { type: 'place-refused', at: at(6), slot: 'root' },
  ];

  const inputs = constantFrom(CHANNEL, THREAD, FILES, SOURCES);
  const orders = array(constantFrom(...events), { maxLength: 12 });

  it('an ended job never begins again', () => {
    assert(
      property(inputs, orders, (input, order) => {
        let { state } = begun(input);
        for (const event of order) {
          const step = transition(state, event);
          MiningState.parse(step.state);
          if (hasEnded(state) && (step.state !== state || step.effects.length > 0)) return false;
          ({ state } = step);
        }
        return true;
      }),
    );
    expect(events.length).toBeGreaterThan(15);
  });

  it('no channel is read before it is open', () => {
    assert(
      property(orders, (order) => {
        let { state } = begun(CHANNEL);
        let isOpen = false;
        for (const event of order) {
          const step = transition(state, event);
          isOpen ||= event.type === 'source-looked-at' && event.isOpen;
          isOpen ||= event.type === 'channel-opened' && state.stage === 'opening';
          if (!isOpen && step.effects.some(({ type }) => type === 'mine-page')) return false;
          ({ state } = step);
        }
        return true;
      }),
    );
    expect(after(CHANNEL, lookedAt()).effects).toEqual([PAGE]);
  });
});
