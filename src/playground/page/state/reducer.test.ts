import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Snapshot, StreamEvent } from '../../page-protocol.ts';
import { NOTHING_TOLD, type Told, afterEvent } from './reducer.ts';
import { aMessage, aSnapshot } from './builders.ts';

function told(changes: Partial<Snapshot> = {}): Told {
  return { snapshot: aSnapshot(changes), statuses: [] };
}

function times({ snapshot }: Told): readonly string[] {
  return (snapshot?.messages ?? []).map(({ ts }) => ts);
}

it('replaces everything by a snapshot', () => {
  const before = afterEvent(told({ messages: [aMessage()] }), {
    type: 'status',
    channel: 'C1',
    thread: '1.0',
    status: 'is thinking…',
  });
  const snapshot = aSnapshot({ isBotConnected: false });

  expect(afterEvent(before, { type: 'snapshot', snapshot })).toEqual({ snapshot, statuses: [] });
});

it('knows nothing before the first snapshot', () => {
  expect(afterEvent(NOTHING_TOLD, { type: 'connection', isBotConnected: true })).toBe(NOTHING_TOLD);
});

it('replaces a message that changed, and only that', () => {
  const one = aMessage({ ts: '1700000001.000000', text: 'one' });
  const two = aMessage({ ts: '1700000002.000000', text: 'two' });
  const elsewhere = aMessage({ ts: '1700000001.000000', channel: 'C2', text: 'elsewhere' });
  const message = { ...one, text: 'changed' };

  const after = afterEvent(told({ messages: [one, elsewhere, two] }), {
    type: 'message',
    message,
  });

  expect(after.snapshot?.messages).toEqual([message, elsewhere, two]);
  expect(after.snapshot?.messages[2]).toBe(two);
});

it('keeps messages in the order of their times, however they come', () => {
  const time = fc
    .integer({ min: 1, max: 30 })
    .map((n) => `17000000${String(n).padStart(2, '0')}.000000`);
  fc.assert(
    fc.property(fc.array(time, { maxLength: 40 }), (order) => {
      const events = order.map(
        (ts) => ({ type: 'message', message: aMessage({ ts }) }) satisfies StreamEvent,
      );

      expect(times(events.reduce(afterEvent, told()))).toEqual([...new Set(order)].sort());
    }),
  );
});

it('forgets a deleted message', () => {
  const gone = aMessage({ ts: '1700000001.000000' });
  const after = afterEvent(told({ messages: [gone, aMessage({ ts: '1700000002.000000' })] }), {
    type: 'message-deleted',
    channel: gone.channel,
    ts: gone.ts,
  });

  expect(times(after)).toEqual(['1700000002.000000']);
});

it('keeps one status a thread, until it is emptied or the bot has spoken there', () => {
  const thinking = { type: 'status', channel: 'C1', thread: '1.0', status: 'thinks' } as const;
  const both = [thinking, { ...thinking, thread: '2.0' }, { ...thinking, status: 'writes' }];
  const busy = both.reduce(afterEvent, told());
  const reply = aMessage({ channel: 'C1', thread_ts: '1.0', ts: '3.0' });

  expect(busy.statuses.map(({ thread, status }) => [thread, status])).toEqual([
    ['2.0', 'thinks'],
    ['1.0', 'writes'],
  ]);
  expect(afterEvent(busy, { ...thinking, status: '' }).statuses).toHaveLength(1);
  expect(afterEvent(busy, { type: 'message', message: reply }).statuses).toHaveLength(2);
  expect(
    afterEvent(busy, { type: 'message', message: { ...reply, bot_id: 'B1' } }).statuses,
  ).toEqual([{ channel: 'C1', thread: '2.0', status: 'thinks' }]);
});

it('takes modals, Home, files and the connection as they are told', () => {
  const file = {
    id: 'F1',
    name: 'a.yaml',
    title: 'a',
    user: 'U1',
    filetype: 'yaml',
    size: 1,
    channels: [],
  };
  const events: readonly StreamEvent[] = [
    { type: 'file', file },
    { type: 'file', file: { ...file, size: 2 } },
    { type: 'modals', modals: [] },
    { type: 'home', home: undefined },
    { type: 'connection', isBotConnected: false },
  ];

  expect(events.reduce(afterEvent, told()).snapshot).toMatchObject({
    files: [{ id: 'F1', size: 2 }],
    isBotConnected: false,
  });
});
