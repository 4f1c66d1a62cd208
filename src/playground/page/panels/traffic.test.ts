import { describe, expect, it } from 'vitest';
import {
  type Call,
  cleared,
  countNew,
  type Envelope,
  MOST_ROWS,
  MOST_VIOLATIONS,
  NO_TRAFFIC,
  reconnected,
  trafficAfter,
} from './traffic.ts';

function anEnvelope(id: string, sentAt: string, more: Partial<Envelope> = {}): Envelope {
  return { id, kind: 'events_api', type: 'message', body: {}, attempt: 0, sentAt, ...more };
}

function aCall(id: string, at: string): Call {
  return { id, method: 'chat.postMessage', parameters: {}, answer: { ok: true }, at };
}

function at(second: number): string {
  return new Date(Date.UTC(2026, 2, 1, 10, 0, second)).toISOString();
}

const nothing = { envelopes: [], calls: [], violations: [] };

describe('the traffic', () => {
  it('puts both directions into the order of time', () => {
    const traffic = trafficAfter(NO_TRAFFIC, {
      ...nothing,
      envelopes: [anEnvelope('a', at(1)), anEnvelope('b', at(3))],
      calls: [aCall('1', at(2)), aCall('2', at(4))],
    });

    expect(traffic.rows.map(({ id }) => id)).toEqual([
      'envelope a',
      'call 1',
      'envelope b',
      'call 2',
    ]);
  });

  it('replaces an envelope that was acknowledged, and keeps the other rows as they are', () => {
    const before = trafficAfter(NO_TRAFFIC, {
      ...nothing,
      envelopes: [anEnvelope('a', at(1)), anEnvelope('b', at(2))],
    });
    const after = trafficAfter(before, {
      ...nothing,
      envelopes: [anEnvelope('a', at(1), { ackMs: 12 })],
    });

    expect(after.rows).toHaveLength(2);
    expect(after.rows[0]).toMatchObject({ envelope: { id: 'a', ackMs: 12 } });
    expect(after.rows[1]).toBe(before.rows[1]);
  });

  it('keeps the newest rows and violations, however many come', () => {
    const calls = Array.from({ length: MOST_ROWS + 5 }, (_, index) =>
      aCall(String(index), at(index)),
    );
    const violations = Array.from({ length: MOST_VIOLATIONS + 5 }, (_, index) => ({
      id: String(index),
      source: 'chat.postMessage',
      error: 'invalid_blocks',
      problems: [],
    }));
    const traffic = trafficAfter(NO_TRAFFIC, { ...nothing, calls, violations });

    expect(traffic.rows).toHaveLength(MOST_ROWS);
    expect(traffic.rows[0]?.id).toBe('call 5');
    expect(traffic.violations).toHaveLength(MOST_VIOLATIONS);
    expect(traffic.violations[0]?.id).toBe('5');
  });

  it('drops an envelope that settles after its row was dropped', () => {
    const calls = Array.from({ length: MOST_ROWS }, (_, index) =>
      aCall(String(index), at(index + 1)),
    );
    const full = trafficAfter(NO_TRAFFIC, { ...nothing, calls });
    const after = trafficAfter(full, {
      ...nothing,
      envelopes: [anEnvelope('old', at(0), { ackMs: 9 })],
    });

    expect(after.rows).toEqual(full.rows);
  });
});

describe('a person who', () => {
  it('connects anew sees what the connection says first, and nothing else', () => {
    const before = trafficAfter(NO_TRAFFIC, { ...nothing, calls: [aCall('1', at(1))] });
    const waiting = reconnected(before);
    const first = trafficAfter(waiting, { ...nothing, calls: [aCall('7', at(7))] });
    const second = trafficAfter(first, { ...nothing, calls: [aCall('8', at(8))] });

    expect(waiting.rows).toEqual(before.rows);
    expect(first.rows.map(({ id }) => id)).toEqual(['call 7']);
    expect(second.rows.map(({ id }) => id)).toEqual(['call 7', 'call 8']);
  });

  it('cleared the rows does not get them back, even by a new connection', () => {
    const calls = [aCall('1', at(1)), aCall('2', at(2))];
    const empty = cleared(trafficAfter(NO_TRAFFIC, { ...nothing, calls }));
    const after = trafficAfter(reconnected(empty), {
      ...nothing,
      calls: [...calls, aCall('3', at(3))],
    });

    expect(empty.rows).toEqual([]);
    expect(after.rows.map(({ id }) => id)).toEqual(['call 3']);
    expect(cleared(cleared(after)).clearedAt).toBe(at(3));
  });

  it('paused is told how many came since', () => {
    const seen = trafficAfter(NO_TRAFFIC, { ...nothing, calls: [aCall('1', at(1))] });
    const now = trafficAfter(seen, { ...nothing, calls: [aCall('2', at(2)), aCall('3', at(3))] });

    expect(countNew(now.rows, seen.rows)).toBe(2);
    expect(countNew(seen.rows, seen.rows)).toBe(0);
  });
});
