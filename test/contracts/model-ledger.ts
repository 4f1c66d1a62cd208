import { expect, it } from 'vitest';
import type { ModelCall, ModelLedger } from '../../src/ports/model-ledger.ts';
import { aModelCall } from '../builders.ts';

const SINCE = '2026-11-02T00:00:00.000Z';
const BEFORE = '2026-11-01T23:59:59.999Z';

/** What every ledger does. `open` gives an empty one. */
export function modelLedgerContract(open: () => ModelLedger): void {
  async function holding(...calls: readonly Partial<ModelCall>[]): Promise<ModelLedger> {
    const ledger = open();
    for (const call of calls) await ledger.record(aModelCall(call));
    return ledger;
  }

  it('has spent nothing at first', async () => {
    const ledger = open();

    expect(await ledger.spent({ since: SINCE })).toBe(0);
    expect(await ledger.summary(SINCE)).toEqual([]);
  });

  it('sums tokens, a tenth of what the cache held', async () => {
    const ledger = await holding(
      { inputTokens: 100, outputTokens: 20, cacheReadTokens: 1_001, cacheCreatedTokens: 3 },
      { inputTokens: 1, outputTokens: 2, outcome: 'wrong' },
    );

    expect(await ledger.spent({ since: SINCE })).toBe(100 + 20 + 101 + 3 + 3);
  });

  it('sums from that moment on', async () => {
    const ledger = await holding({ at: BEFORE }, { at: SINCE, inputTokens: 7, outputTokens: 0 });

    expect(await ledger.spent({ since: SINCE })).toBe(7);
    expect(await ledger.spent({ since: BEFORE })).toBe(1_207);
  });

  it('sums what one session spent, what one person did, and what nobody in particular did', async () => {
    const ours = { inputTokens: 5, outputTokens: 0 };
    const ledger = await holding(
      { ...ours, sessionId: 's1', actor: 'a' },
      { ...ours, sessionId: 's1', actor: 'b' },
      { ...ours, sessionId: 's2', actor: 'a' },
    );
    const { sessionId: _, actor: __, ...nobodys } = aModelCall(ours);
    await ledger.record(nobodys);

    expect(await ledger.spent({ since: SINCE })).toBe(20);
    expect(await ledger.spent({ since: SINCE, sessionId: 's1' })).toBe(10);
    expect(await ledger.spent({ since: SINCE, actor: 'b' })).toBe(5);
    expect(await ledger.spent({ since: SINCE, sessionId: 's1', actor: 'a' })).toBe(5);
    expect(await ledger.spent({ since: SINCE, actor: 'nobody' })).toBe(0);
  });

  it('summarises by task, then model, with the calls that failed', async () => {
    const ledger = await holding(
      { task: 'b', model: 'y', cacheReadTokens: 4, cacheCreatedTokens: 6 },
      { task: 'b', model: 'x', outcome: 'limited', inputTokens: 0, outputTokens: 0 },
      { task: 'b', model: 'y', outcome: 'cut', cacheReadTokens: 5 },
      { task: 'a', model: 'y' },
      { task: 'a', model: 'y', at: BEFORE },
    );
    const one = {
      calls: 1,
      failures: 0,
      inputTokens: 1_000,
      outputTokens: 200,
      cacheReadTokens: 0,
      cacheCreatedTokens: 0,
      medianMs: 2_000,
      p95Ms: 2_000,
    };
    const failed = { failures: 1, inputTokens: 0, outputTokens: 0, medianMs: 0, p95Ms: 0 };
    const cache = { cacheReadTokens: 9, cacheCreatedTokens: 6 };
    const two = { calls: 2, failures: 1, inputTokens: 2_000, outputTokens: 400, ...cache };

    expect(await ledger.summary(SINCE)).toEqual([
      { task: 'a', model: 'y', ...one },
      { task: 'b', model: 'x', ...one, ...failed },
      { task: 'b', model: 'y', ...one, ...two },
    ]);
  });

  it.each([
    [1, 10, 10],
    [2, 10, 20],
    [20, 100, 190],
    [21, 110, 200],
    [101, 510, 960],
  ])(
    'tells the middle and the slow times of %i answers, failures left out',
    async (count, medianMs, p95Ms) => {
      const times = Array.from({ length: count }, (_, index) => (index + 1) * 10);
      const ledger = await holding(
        ...times.toReversed().map((tookMs) => ({ tookMs })),
        { tookMs: 1, outcome: 'unavailable' },
        { tookMs: 99_999, outcome: 'unavailable' },
      );

      expect(await ledger.summary(SINCE)).toMatchObject([{ medianMs, p95Ms }]);
    },
  );

  it('tells of each model how its latest calls ended, and since when', async () => {
    const at = (minute: number) => `2026-11-02T09:0${minute}:00.000Z`;
    const ledger = await holding(
      { model: 'x', at: BEFORE, outcome: 'key-refused' },
      { model: 'y', at: at(1), outcome: 'key-refused' },
      { model: 'x', at: at(1), outcome: 'unavailable' },
      { model: 'y', at: at(2) },
      { model: 'x', at: at(3), outcome: 'key-refused', task: 'a' },
      { model: 'x', at: at(4), outcome: 'key-refused', task: 'b' },
      { model: 'y', at: at(5), outcome: 'cancelled' },
      { model: 'x', at: at(6), outcome: 'cancelled' },
    );

    expect(await ledger.standings(SINCE)).toEqual([
      { model: 'x', outcome: 'key-refused', since: at(3), last: at(4), unanswered: 0 },
      { model: 'y', outcome: 'answered', since: at(2), last: at(2), unanswered: 0 },
    ]);
    expect(await ledger.standings(at(6))).toEqual([]);
  });

  it('counts the latest calls of each model that found the service away', async () => {
    const at = (minute: number) => `2026-11-02T09:0${minute}:00.000Z`;
    const ledger = await holding(
      { model: 'x', at: at(1), outcome: 'unavailable' },
      { model: 'x', at: at(2) },
      { model: 'x', at: at(3), outcome: 'unavailable' },
      { model: 'y', at: at(3), outcome: 'unavailable' },
      { model: 'x', at: at(4), outcome: 'unavailable' },
      { model: 'z', at: at(4), outcome: 'unavailable' },
      { model: 'z', at: at(5), outcome: 'limited' },
      { model: 'y', at: at(4), outcome: 'wrong' },
      { model: 'x', at: at(5), outcome: 'cancelled' },
      { model: 'x', at: at(6), outcome: 'unavailable' },
      { model: 'x', at: at(7), outcome: 'unavailable' },
    );

    expect(await ledger.standings(SINCE)).toEqual([
      { model: 'x', outcome: 'unavailable', since: at(3), last: at(7), unanswered: 4 },
      { model: 'y', outcome: 'wrong', since: at(4), last: at(4), unanswered: 0 },
      { model: 'z', outcome: 'limited', since: at(5), last: at(5), unanswered: 0 },
    ]);
  });
}
