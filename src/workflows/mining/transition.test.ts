import { renderPlainLine } from '../../chat/plain-text.ts';
import { describe, expect, it } from 'vitest';
import { aPlace } from '../../../test/builders.ts';
import {
  after,
  asker,
  at,
  begun,
  CHANNEL,
  colleague,
  failed,
  lookedAt,
  mined,
  SOURCES,
  stateAfter,
  THREAD,
} from '../../../test/mining-events.ts';
import { hasEnded } from './ending.ts';
import { CANDIDATES_MAX, type MiningEvent } from './state.ts';
import { transition } from './transition.ts';

const PAGE = { type: 'mine-page', key: 'reading', isBackground: true } as const;
const CANCEL: MiningEvent = { type: 'mining-cancelled', at: at(80), actor: asker };
const OPENED: MiningEvent = { type: 'channel-opened', at: at(5) };

function granted(wish: 'open' | 'leave' | 'cancel'): MiningEvent {
  return { type: 'decision-granted', at: at(4), actor: colleague, wish };
}

describe('a channel', () => {
  it('is looked at before anything of it is read', () => {
    expect(begun(CHANNEL).effects).toEqual([{ type: 'look-at-source' }]);
  });

  it('is read at once where a curator opened it before', () => {
    expect(after(CHANNEL, lookedAt()).effects).toEqual([PAGE]);
  });

  it('waits for a curator where nobody opened it, and reads nothing', () => {
    const step = after(CHANNEL, lookedAt({ isOpen: false }));

    expect(step.state.stage).toBe('confirming');
    expect(step.effects).toEqual([]);
  });

  it('looks up who presses, then opens, then reads, and notes who opened it', () => {
    const asked = stateAfter(CHANNEL, lookedAt({ isOpen: false }));
    const pressed = transition(asked, {
      type: 'decision-pressed',
      at: at(3),
      actor: colleague,
      wish: 'open',
    });
    const allowed = transition(pressed.state, granted('open'));
    const opened = transition(allowed.state, OPENED);

    expect(pressed.effects).toMatchObject([{ type: 'check-curator', isParallel: true }]);
    expect(allowed.effects).toEqual([{ type: 'open-channel', actor: colleague }]);
    expect(opened.effects).toEqual([PAGE]);
    expect(opened.audit).toMatchObject([{ action: 'mining-opened', actor: 'slack:T1:U2' }]);
  });

  it('tells in private who may not decide, and goes on waiting', () => {
    const step = after(CHANNEL, lookedAt({ isOpen: false }), {
      type: 'decision-denied',
      at: at(4),
      actor: colleague,
      reason: 'Only curators can do that.',
    });

    expect(step.state.stage).toBe('confirming');
    expect(step.effects).toMatchObject([{ type: 'tell', to: colleague }]);
  });

  it('is left alone where a curator says no', () => {
    const step = after(CHANNEL, lookedAt({ isOpen: false }), granted('leave'));

    expect(step.state.stage).toBe('cancelled');
    expect(step.effects).toEqual([]);
  });

  it('goes on before the oldest message that was read', () => {
    const step = after(CHANNEL, lookedAt(), mined({ reached: '1790000000.000100' }));

    expect(step.effects).toEqual([{ ...PAGE, before: '1790000000.000100' }]);
    expect(step.isProgress).toBe(true);
  });

  it('notes how far it was read when the last page is done, and only then ends', () => {
    const last = after(CHANNEL, lookedAt(), mined({ isLast: true, counts: { messages: 12 } }));
    const ended = transition(last.state, { type: 'mining-recorded', at: at(90) });

    expect(last.effects).toEqual([{ type: 'record-mining', isBackground: true }]);
    expect(hasEnded(last.state)).toBe(false);
    expect(ended.state.stage).toBe('done');
    expect(ended.audit).toMatchObject([{ action: 'mining-finished', details: { messages: '12' } }]);
  });

  it('waits as long as the platform wants, after what it read or instead of it', () => {
    const part = after(CHANNEL, lookedAt(), mined({ reached: '9', retryAfterMs: 60_000 }));
    const effect = { ...PAGE, before: '9' };
    const slowed = transition(part.state, {
      type: 'reading-slowed',
      at: at(120),
      retryAfterMs: 30_000,
      effect,
    });

    expect(part.effects).toEqual([{ ...effect, tries: 0, notBefore: at(120) }]);
    expect(part.state).toMatchObject({ stage: 'waiting', waitsUntil: at(120) });
    expect(slowed.effects).toEqual([{ ...effect, tries: 0, notBefore: at(150) }]);
    expect(stateAfter(CHANNEL, lookedAt(), mined({ retryAfterMs: 1 }), mined())).toMatchObject({
      stage: 'reading',
    });
  });

  it('asks nobody about more than five hundred candidates', () => {
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => `cand-${from + index}`);
    const parts = [0, 200, 400].map((from) =>
      mined({ found: many(from, 200), reached: `${from}` }),
    );
    const step = after(CHANNEL, lookedAt(), ...parts);

    expect(step.state.candidates).toHaveLength(CANDIDATES_MAX);
    expect(step.effects.at(-1)).toMatchObject({ type: 'record-mining' });
    expect(Buffer.byteLength(JSON.stringify(step.state))).toBeLessThan(32_768);
  });
});

describe('cancelling', () => {
  it('keeps what was found, notes how far it was read, and says who it was', () => {
    const step = after(CHANNEL, lookedAt(), mined({ found: ['cand-1'], reached: '9' }), CANCEL);
    const ended = transition(step.state, { type: 'mining-recorded', at: at(90) });

    expect(step.cancels).toEqual(['reading']);
    expect(step.effects).toEqual([{ type: 'record-mining', isBackground: true }]);
    expect(ended.state).toMatchObject({ stage: 'cancelled', candidates: ['cand-1'] });
    expect(ended.audit).toMatchObject([{ action: 'mining-cancelled', actor: 'slack:T1:U1' }]);
  });

  it('ends at once where nothing was read', () => {
    const step = after(CHANNEL, lookedAt(), CANCEL);

    expect(step.state.stage).toBe('cancelled');
    expect(step.cancels).toEqual(['reading']);
  });

  it('because the channel was closed keeps and notes the same', () => {
    const closed: MiningEvent = { type: 'reading-closed', at: at(80) };
    const step = after(CHANNEL, lookedAt(), mined({ found: ['cand-1'], reached: '9' }), closed);
    const ended = transition(step.state, { type: 'mining-recorded', at: at(90) });

    expect(step.cancels).toEqual(['reading']);
    expect(step.effects).toEqual([{ type: 'record-mining', isBackground: true }]);
    expect(ended.state).toMatchObject({ stage: 'cancelled', candidates: ['cand-1'] });
    expect(after(CHANNEL, lookedAt({ isOpen: false }), closed).state.stage).toBe('cancelled');
  });

  it('because the channel was closed leaves one alone that is being opened', () => {
    const step = after(CHANNEL, lookedAt({ isOpen: false }), granted('open'), {
      type: 'reading-closed',
      at: at(80),
    });

    expect(step.state.stage).toBe('opening');
  });

  it('ends a job that waits for another try', () => {
    const effect = { type: 'mine-thread', tries: 6 };
    const step = after(THREAD, lookedAt(), failed(effect), CANCEL);

    expect(step.state.stage).toBe('cancelled');
    expect(step.state.retry).toBeUndefined();
  });
});

describe('a thread', () => {
  it('is read for somebody who waits, and ends with what was found', () => {
    const reading = after(THREAD, lookedAt());
    const step = transition(reading.state, mined({ found: ['cand-1'], isLast: true }));

    expect(reading.effects).toEqual([{ type: 'mine-thread', key: 'reading' }]);
    expect(step.state.stage).toBe('done');
    expect(step.effects).toMatchObject([
      { type: 'open', workflow: 'candidate', input: { candidateId: 'cand-1' } },
    ]);
  });

  it('is answered to whoever asked alone, where the organisation wants that', () => {
    const answersIn = aPlace({ channel: 'D-U1' });
    const step = after(THREAD, lookedAt({ answersIn }), mined({ found: ['cand-1'], isLast: true }));

    expect(step.effects).toMatchObject([{ type: 'open', place: answersIn }]);
  });

  it('is not read where it may not be', () => {
    const step = after(THREAD, { type: 'source-refused', at: at(1), reason: 'Invite me.' });

    expect(step.state).toMatchObject({ stage: 'refused', problem: 'Invite me.' });
    expect(step.effects).toEqual([]);
  });
});

describe('changed messages', () => {
  it('are looked at without a question, and open reviews are drawn again', () => {
    const step = after(SOURCES, {
      type: 'sources-checked',
      at: at(2),
      removed: 2,
      reviews: ['review-1'],
      withdrawn: ['cand-1'],
    });

    expect(begun(SOURCES).effects).toMatchObject([{ type: 'check-sources' }]);
    expect(step.effects).toMatchObject([{ type: 'raise', sessionId: 'review-1' }]);
    expect(step.audit).toMatchObject([{ action: 'quotes-removed', details: { removed: '2' } }]);
    expect(hasEnded(step.state)).toBe(true);
  });
});

describe('closing a channel', () => {
  const input = { type: 'closing', workspace: 'T1', channel: 'C1', name: 'platform' } as const;

  it('is noted with who did it', () => {
    const readers = ['job-7'];
    const step = after(input, { type: 'channel-closed', at: at(1), wasOpen: true, readers });

    expect(begun(input).effects).toEqual([{ type: 'close-channel', actor: asker }]);
    expect(step.state.stage).toBe('done');
    expect(step.audit).toMatchObject([{ action: 'mining-closed', actor: 'slack:T1:U1' }]);
    expect(step.effects).toMatchObject([
      { type: 'raise', sessionId: 'job-7', event: { type: 'reading-closed' } },
    ]);
  });

  it('that is not open is told to whoever asked alone', () => {
    const closed: MiningEvent = {
      type: 'channel-closed',
      at: at(1),
      wasOpen: false,
      readers: [],
    };
    const step = after(input, closed);

    expect(step.effects).toMatchObject([{ type: 'tell', to: asker }]);
    expect(renderPlainLine(step.effects.flatMap((one) => ('line' in one ? one.line : [])))).toBe(
      '#platform was not open for mining: nothing is read there. Nothing changed.',
    );
    expect(step.audit).toEqual([]);
    expect(hasEnded(step.state)).toBe(true);
  });
});
