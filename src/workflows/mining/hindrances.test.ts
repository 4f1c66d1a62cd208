import { describe, expect, it } from 'vitest';
import {
  after,
  at,
  CHANNEL,
  colleague,
  failed,
  FILES,
  lookedAt,
  SOURCES,
} from '../../../test/mining-events.ts';
import { hasEnded } from './ending.ts';
import { type MiningEvent } from './state.ts';
import { transition } from './transition.ts';

const PAGE = { type: 'mine-page', key: 'reading', isBackground: true } as const;

function granted(wish: 'open' | 'leave' | 'cancel'): MiningEvent {
  return { type: 'decision-granted', at: at(4), actor: colleague, wish };
}

describe('what cannot be had', () => {
  const effect = { type: 'mine-page', before: '9' };

  it('is tried again by itself, later and later', () => {
    const first = after(CHANNEL, lookedAt(), failed(effect));
    const second = transition(first.state, failed({ ...effect, tries: 1 }));

    expect(first.effects).toMatchObject([{ ...effect, tries: 1, notBefore: at(75) }]);
    expect(second.effects).toMatchObject([{ ...effect, tries: 2, notBefore: at(80) }]);
    expect(first.state).toMatchObject({ stage: 'waiting' });
  });

  it('is asked about in the end, and goes on where it stopped', () => {
    const stopped = after(CHANNEL, lookedAt(), failed({ ...effect, tries: 6 }));
    const again = transition(stopped.state, { type: 'retry-asked', at: at(900) });

    expect(stopped.state).toMatchObject({ stage: 'failed' });
    expect(hasEnded(stopped.state)).toBe(false);
    expect(again.effects).toEqual([{ ...PAGE, before: '9', tries: 0 }]);
    expect(again.state.problem).toBeUndefined();
  });

  it('is a reason not to open a channel, where the notice cannot be posted', () => {
    const step = after(
      CHANNEL,
      lookedAt({ isOpen: false }),
      granted('open'),
      failed(
        { type: 'open-channel', actor: { ...colleague } },
        { kind: 'forbidden', message: 'Invite me.' },
      ),
    );

    expect(step.state).toMatchObject({ stage: 'refused', problem: 'Invite me.' });
  });

  it('holds up no other document', () => {
    const step = after(
      FILES,
      lookedAt(),
      failed(
        { type: 'mine-document', index: 0 },
        { kind: 'bug', message: 'Something went wrong.' },
      ),
    );

    expect(step.state.unread).toEqual([{ name: 'runbook.md', reason: 'Something went wrong.' }]);
    expect(step.effects).toMatchObject([{ type: 'mine-document', index: 1 }]);
  });

  it('is tried for a day where a deleted message is quoted, and nobody could be asked', () => {
    const check = { type: 'check-sources' };
    const step = after(SOURCES, failed({ ...check, tries: 200 }));
    const given = after(SOURCES, failed({ ...check, tries: 300 }));

    expect(step.effects).toMatchObject([{ ...check, tries: 201, notBefore: at(370) }]);
    expect(hasEnded(given.state)).toBe(true);
  });
});
