import { describe, expect, it } from 'vitest';
import type { Call, Envelope, TrafficRow } from './traffic.ts';
import {
  acknowledgementOf,
  brokenLimitsOf,
  createSearchedText,
  errorOf,
  hintOf,
  matching,
  shareOfTime,
} from './traffic-row.ts';

const sent: Envelope = {
  id: 'e1',
  kind: 'interactive',
  type: 'block_actions',
  body: { actions: [{ action_id: 'approve' }] },
  attempt: 0,
  sentAt: '2026-03-01T10:00:00.000Z',
};

function aCall(answer: Call['answer'], parameters: Call['parameters'] = {}): Call {
  return { id: '1', method: 'chat.postMessage', parameters, answer, at: sent.sentAt };
}

function rowOf(call: Call): TrafficRow {
  return { direction: 'to-slack', id: `call ${call.id}`, at: call.at, call };
}

describe('an acknowledgement', () => {
  it.each([
    [100, 'quick'],
    [101, 'fair'],
    [1_000, 'fair'],
    [1_001, 'slow'],
    [3_000, 'slow'],
    [3_001, 'late'],
  ])('of %i ms is %s', (ackMs, speed) => {
    expect(acknowledgementOf({ ...sent, ackMs })).toEqual({ speed, ms: ackMs });
  });

  it('is waited for until there is one or Slack gives up', () => {
    expect(acknowledgementOf(sent)).toEqual({ speed: 'waiting' });
    expect(acknowledgementOf({ ...sent, error: 'timeout' })).toEqual({
      speed: 'none',
      why: 'not acknowledged within 3 s',
    });
  });

  it('that comes after Slack gave up is late, whatever its time', () => {
    expect(acknowledgementOf({ ...sent, ackMs: 800, error: 'timeout' })).toEqual({
      speed: 'late',
      ms: 800,
    });
  });

  it('has a bar that grows with its time and ends', () => {
    expect(shareOfTime(0)).toBeLessThan(shareOfTime(20));
    expect(shareOfTime(20)).toBeLessThan(shareOfTime(200));
    expect(shareOfTime(3_000)).toBe(1);
    expect(shareOfTime(30_000)).toBe(1);
  });
});

describe('a call', () => {
  it('names the error, unless it went well', () => {
    expect(errorOf(aCall({ ok: true }))).toBeUndefined();
    expect(errorOf(aCall({ ok: false, error: 'channel_not_found' }))).toBe('channel_not_found');
    expect(errorOf(aCall({}))).toBe('no answer');
  });

  it('names each limit that it broke, with its place', () => {
    const messages = [
      '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
      '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
      'something else',
      7,
    ];
    const call = aCall({ ok: false, error: 'invalid_blocks', response_metadata: { messages } });

    expect(brokenLimitsOf(call)).toEqual([
      { message: 'must be less than 3001 characters', pointer: '/blocks/0/text/text' },
      { message: 'no more than 50 items allowed', pointer: '/blocks' },
      { message: 'something else', pointer: '' },
    ]);
    expect(brokenLimitsOf(aCall({ ok: true }))).toEqual([]);
  });

  it('is told apart by its text, in one short line', () => {
    const text = `first\n\nsecond ${'x'.repeat(200)}`;

    expect(hintOf(rowOf(aCall({ ok: true }, { channel: 'C1', text })))).toMatch(
      /^first second x+$/u,
    );
    expect(hintOf(rowOf(aCall({ ok: true }, { channel: 'C1', text })))).toHaveLength(80);
    expect(hintOf(rowOf(aCall({ ok: true }, { channel: 'C1' })))).toBe('C1');
    expect(hintOf({ direction: 'to-bot', id: 'e', at: '', envelope: sent })).toBe('approve');
  });
});

describe('the filter', () => {
  const call = rowOf(aCall({ ok: true }, { text: 'A database, please' }));
  const envelope: TrafficRow = { direction: 'to-bot', id: 'e', at: sent.sentAt, envelope: sent };
  const both = ['to-bot', 'to-slack'] as const;
  const searched = createSearchedText();

  it('finds words anywhere in a record, whatever their case', () => {
    const find = (query: string) =>
      matching([envelope, call], { query, directions: both }, searched);

    expect(find('DATABASE')).toEqual([call]);
    expect(find(' approve ')).toEqual([envelope]);
    expect(find('chat. please')).toEqual([call]);
    expect(find('please approve')).toEqual([]);
    expect(find('')).toEqual([envelope, call]);
  });

  it('leaves out a direction that is not wanted', () => {
    const rows = matching([envelope, call], { query: '', directions: ['to-bot'] }, searched);

    expect(rows).toEqual([envelope]);
  });
});
