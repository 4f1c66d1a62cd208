import { expect, it } from 'vitest';
import { aChannel, aMessage, aSnapshot } from './builders.ts';
import { markedRead, marksIn, mergedMarks, unreadOf } from './unread.ts';

const root = aMessage({ ts: '1.0', user: 'U2' });
const reply = aMessage({ ts: '2.0', user: 'U2', thread_ts: '1.0' });

it('counts what others wrote since, and mentions apart', () => {
  const snapshot = aSnapshot({
    messages: [
      root,
      aMessage({ ts: '3.0', user: 'U1' }),
      aMessage({ ts: '4.0', user: 'U2', text: 'hi <@U1>' }),
    ],
  });

  expect(unreadOf(snapshot, 'U1', {}).get('C1')).toEqual({ hasUnread: true, mentions: 1 });
  expect(unreadOf(snapshot, 'U1', { C1: '4.0' }).get('C1')).toBeUndefined();
});

it('counts a mention of a group, in blocks too, even in a thread', () => {
  const snapshot = aSnapshot({
    userGroups: [{ id: 'S1', handle: 'team', name: 'Team', members: ['U1'] }],
    messages: [
      {
        ...reply,
        blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '<!subteam^S1> please' } }],
      },
    ],
  });

  expect(unreadOf(snapshot, 'U1', {}).get('C1')).toEqual({ hasUnread: false, mentions: 1 });
  expect(unreadOf(snapshot, 'U1', {}).get('C1/1.0')?.mentions).toBe(1);
  expect(unreadOf(snapshot, 'U9', {}).size).toBe(0);
  expect(unreadOf(snapshot, 'U1', { 'C1/1.0': '2.0' }).get('C1')).toBeUndefined();
});

it('counts every message of a direct conversation', () => {
  const snapshot = aSnapshot({ channels: [aChannel({ kind: 'im', name: '' })], messages: [root] });

  expect(unreadOf(snapshot, 'U1', {}).get('C1')).toEqual({ hasUnread: true, mentions: 1 });
});

it('marks a channel or a thread as read, never backwards', () => {
  const messages = [root, reply];

  expect(markedRead({}, messages, { channel: 'C1' })).toEqual({ C1: '1.0' });
  expect(markedRead({}, messages, { channel: 'C1', thread: '1.0' })).toEqual({ 'C1/1.0': '2.0' });
  const later = { C1: '9.0' };
  expect(markedRead(later, messages, { channel: 'C1' })).toBe(later);
});

it('puts together what was read in two tabs, never backwards', () => {
  const here = { C1: '3.0', 'C1/1.0': '2.0' };

  expect(mergedMarks(here, { C1: '2.0', C2: '1.0' })).toEqual({ ...here, C2: '1.0' });
  expect(mergedMarks(here, { C1: '4.0' })).toEqual({ ...here, C1: '4.0' });
  expect(mergedMarks(here, { C1: '3.0' })).toBe(here);
});

it.each([undefined, '', '{', '7', 'null'])('knows no marks from %j', (text) => {
  expect(marksIn(text)).toEqual({});
});

it('reads marks as they were written, and of others what is of their kind', () => {
  const marks = { C1: '3.0' };

  expect(marksIn(JSON.stringify(marks))).toEqual(marks);
  expect(marksIn(JSON.stringify({ ...marks, C2: 5 }))).toEqual(marks);
});
