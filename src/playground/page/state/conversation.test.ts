import { expect, it } from 'vitest';
import { aMessage, aNote } from './builders.ts';
import { inChannel, inThread, rowsOf, threadsIn } from './conversation.ts';

const root = aMessage({ ts: '1700000000.000000' });
const reply = aMessage({ ts: '1700000010.000000', thread_ts: root.ts, user: 'U2' });
const broadcast = aMessage({ ts: '1700000020.000000', thread_ts: root.ts, isBroadcast: true });
const secret = aMessage({ ts: '1700000030.000000', thread_ts: root.ts, onlyFor: 'U1', user: 'U3' });
const elsewhere = aMessage({ ts: '1700000040.000000', channel: 'C2', thread_ts: root.ts });
const all = [root, reply, broadcast, secret, elsewhere];

it('keeps answers in their thread, unless they also stand in the channel', () => {
  expect(inChannel(all, 'C1')).toEqual([root, broadcast]);
  expect(inThread(all, { channel: 'C1', thread: root.ts })).toEqual([
    root,
    reply,
    broadcast,
    secret,
  ]);
});

it('sums a thread up by what everybody sees', () => {
  expect([...threadsIn(all, 'C1')]).toEqual([
    [root.ts, { count: 2, lastTs: broadcast.ts, users: ['U2', 'U1'] }],
  ]);
});

it('divides days and draws messages of one author together for five minutes', () => {
  const at = (seconds: number, user = 'U1') => {
    return aMessage({ ts: `${1_700_000_000 + seconds}.000000`, user });
  };
  const rows = rowsOf([at(0), at(299), at(599), at(600, 'U2'), at(601), at(86_400 + 602)], {
    timeZone: 'UTC',
  });

  expect(rows.map((row) => (row.kind === 'message' ? row.isCompact : row.kind))).toEqual([
    'day',
    false,
    true,
    false,
    false,
    false,
    'day',
    false,
  ]);
});

it('never hides whose eyes a message is for', () => {
  const hidden = { ...root, ts: '1700000001.000000', onlyFor: 'U1' };

  expect(rowsOf([root, hidden], { timeZone: 'UTC' }).at(-1)).toMatchObject({ isCompact: false });
});

it('divides a thread from its root, and what is new from what was read', () => {
  const rows = rowsOf([root, reply, broadcast], { isThread: true, newFrom: broadcast.ts });

  expect(rows.map(({ kind }) => kind)).toEqual(['message', 'replies', 'message', 'new', 'message']);
  expect(rows[1]).toEqual({ kind: 'replies', count: 2 });
});

it('names the author again below a divider', () => {
  const next = { ...root, ts: '1700000001.000000' };
  const compact = (newFrom?: string) => rowsOf([root, next], { timeZone: 'UTC', newFrom }).at(-1);

  expect(compact()).toMatchObject({ isCompact: true });
  expect(compact(next.ts)).toMatchObject({ isCompact: false });
});

it('puts what Slack itself said where its time says', () => {
  const note = aNote({ ts: '1700000005.000000' });
  const next = { ...root, ts: '1700000009.000000' };
  const kinds = (messages: readonly (typeof root)[], isThread = false) =>
    rowsOf(messages, { isThread, notes: [note], timeZone: 'UTC' }).map(({ kind }) => kind);

  expect(kinds([root, next])).toEqual(['day', 'message', 'note', 'message']);
  expect(rowsOf([root, next], { notes: [note], timeZone: 'UTC' }).at(-1)).toMatchObject({
    isCompact: false,
  });
  expect(kinds([])).toEqual(['day', 'note']);
  expect(kinds([root], true)).toEqual(['message', 'note']);
  expect(kinds([root, reply], true)).toEqual(['message', 'replies', 'note', 'message']);
});
