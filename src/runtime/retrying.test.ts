import { describe, expect, it } from 'vitest';
import { anEffect } from '../../test/builders.ts';
import { Failure } from '../domain/failure.ts';
import type { StoredEffect } from '../ports/record-store.ts';
import { patiently } from './retrying.ts';

function begun(attempts: number, over: Partial<StoredEffect> = {}): StoredEffect {
  return { ...anEffect('e1'), sequence: 1, attempts, ...over };
}

function away(retryAfterMs?: number): Failure {
  return new Failure('unavailable', 'It is not answering.', retryAfterMs ? { retryAfterMs } : {});
}

describe('an outage', () => {
  it('is waited for a quarter of a minute, with growing pauses, before the workflow hears of it', () => {
    const pauses = [0, 1, 2, 3, 4].map((attempts) => patiently(begun(attempts), away()));

    expect(pauses.map((again) => again?.againAfterMs)).toEqual([
      1_000,
      2_000,
      4_000,
      8_000,
      undefined,
    ]);
  });

  it('is waited for as long as the service asks for, once', () => {
    expect(patiently(begun(0), away(30_000))).toEqual({ againAfterMs: 30_000 });
    expect(patiently(begun(1), away(30_000))).toBeUndefined();
  });

  it.each([86_400_000, Infinity])(
    'of a service that asks for %d ms is the workflow’s at once',
    (retryAfterMs) => {
      expect(patiently(begun(0), away(retryAfterMs))).toBeUndefined();
    },
  );

  it('of the platform is waited for as long as it asks for, for most of a day', () => {
    const body = { type: 'present', version: 1, isProgress: false };
    const card = (attempts: number): StoredEffect => begun(attempts, { type: 'present', body });

    expect(patiently(card(0), away(120_000))).toEqual({ againAfterMs: 120_000 });
    expect(patiently(card(5_998), away())).toEqual({ againAfterMs: 10_000 });
    expect(patiently(card(5_999), away())).toBeUndefined();
  });
});
