import { getEventListeners } from 'node:events';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aModelCall, anActor } from '../../../test/builders.ts';
import { createFakeClock, settled } from '../../../test/fakes/clock.ts';
import { createFakeModelLedger } from '../../../test/fakes/model-ledger.ts';
import type { Asking } from '../../ports/language-model.ts';
import { weighedTokens } from '../../ports/model-ledger.ts';
import { createModelBudget } from './model-budget.ts';

const AMPLE = {
  callTokens: 16_000,
  sessionTokens: 999_999,
  personTokensPerDay: 999_999,
  scanTokensPerDay: 999_999,
  dayTokens: 999_999,
};
const ana = anActor('UANA');
const ben = anActor('UBEN');
const asAna = { sessionId: 's1', actor: ana };

/** Requests that end when the test says so, and cost what the test says. */
function aWorld(budgets: Partial<typeof AMPLE> = {}, spentBefore: number = 0) {
  const clock = createFakeClock('2026-11-02T09:00:00.000Z');
  const before = aModelCall({
    sessionId: 's1',
    actor: 'slack:T1:UANA',
    inputTokens: spentBefore,
    outputTokens: 0,
  });
  const ledger = createFakeModelLedger(spentBefore === 0 ? [] : [before]);
  const running: ((tokens: number) => Promise<void>)[] = [];
  let reading: Promise<void> = Promise.resolve();
  const budget = createModelBudget({
    ledger: {
      async spent(of) {
        const spent = await ledger.spent(of);
        await reading;
        return spent;
      },
    },
    budgets: { ...AMPLE, ...budgets },
    clock,
  });
  return {
    clock,
    /** Ends when it is admitted. */
    async request(promptTokens: number, asking: Asking = {}, answerTokens = 0): Promise<void> {
      const end = await budget.admit({ promptTokens, answerTokens }, asking);
      const { sessionId = 'none', actor } = asking;
      running.push(async (inputTokens) => {
        const at = clock.now().toISOString();
        const by = actor ? `slack:T1:${actor.id}` : 'none';
        await ledger.record({
          ...aModelCall({ at, sessionId, actor: by }),
          inputTokens,
          outputTokens: 0,
        });
        end();
      });
    },
    /** How many requests run. */
    running: async () => {
      await settled();
      return running.length;
    },
    /** Ends the request that has run longest. */
    end: async (tokens: number) => {
      await running.shift()?.(tokens);
      await settled();
    },
    /** Holds back what the ledger says from now on; returns what lets it go. */
    holdReads(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      reading = promise;
      return resolve;
    },
    spent: () => ledger.calls.reduce((sum, call) => sum + weighedTokens(call), 0),
  };
}

describe('a request', () => {
  it('that is longer than one may be is not made', async () => {
    const world = aWorld();

    await expect(world.request(16_001)).rejects.toMatchObject({
      kind: 'model-unavailable',
      message: 'This is too long for the language model.',
      cause: new Error('model.budgets.callTokens is 16,000, the prompt needs about 16,001'),
      retryAfterMs: undefined,
      reason: 'too-long',
    });
    expect(await world.running()).toBe(0);
    await world.request(16_000);
  });
});

const MIDNIGHT = 'it is whole again at midnight UTC.';

describe('a budget', () => {
  it.each([
    ['sessionTokens', 1_000, 'This conversation has used up its budget for the language model.'],
    [
      'sessionTokens',
      990,
      'What is left of this conversation’s budget for the language model is too little.',
    ],
    ['personTokensPerDay', 1_000, `Your budget for the language model today is spent; ${MIDNIGHT}`],
    ['dayTokens', 1_000, `Today’s budget for the language model is spent; ${MIDNIGHT}`],
    [
      'dayTokens',
      990,
      `What is left of today’s budget for the language model is too little; ${MIDNIGHT}`,
    ],
  ] as const)('that is spent, or too little, says so: %s, %i', async (setting, spent, message) => {
    const world = aWorld({ [setting]: 1_000 }, spent);

    const cause = `model.budgets.${setting} is 1,000, ${spent.toLocaleString('en-US')} are spent, the prompt needs about 11`;
    await expect(world.request(11, asAna)).rejects.toMatchObject({
      kind: 'model-unavailable',
      message,
      cause: new Error(cause),
      reason: 'budget',
    });
  });

  it('that lasts to the last token is used to the last token', async () => {
    const world = aWorld({ sessionTokens: 1_000 }, 990);

    await world.request(10, asAna, 500);

    expect(await world.running()).toBe(1);
  });

  it('is one conversation’s or person’s own', async () => {
    const world = aWorld({ sessionTokens: 1_000, personTokensPerDay: 1_000 }, 1_000);

    await world.request(1, { sessionId: 's2', actor: ben });
    await world.request(1);

    expect(await world.running()).toBe(2);
  });

  it('of a day is whole again at midnight UTC, and says when; a conversation’s is not', async () => {
    const world = aWorld({ sessionTokens: 1_000, dayTokens: 1_000 }, 1_000);
    const elsewhere = { sessionId: 's2', actor: ana };
    await expect(world.request(1, elsewhere)).rejects.toMatchObject({
      retryAfterMs: 15 * 3_600_000,
    });

    await world.clock.advance(15 * 3_600_000);
    await world.request(1, elsewhere);
    await expect(world.request(1, asAna)).rejects.toMatchObject({
      message: expect.stringContaining('This conversation has used up'),
      retryAfterMs: undefined,
    });
  });
});

describe('requests at once', () => {
  it('run beside each other while the budget lasts for the most that all can cost', async () => {
    const world = aWorld({ dayTokens: 300 });
    const [, , , fourth] = [1, 2, 3, 4].map(() => world.request(10, {}, 90));

    expect(await world.running()).toBe(3);
    await world.end(9);
    expect(await world.running()).toBe(2);
    await world.end(91);
    await world.end(100);
    await fourth;
  });

  it('exceed a budget by no more than the answer of one of them', async () => {
    const world = aWorld({ sessionTokens: 60_000 });
    const ended = Promise.allSettled(
      [1, 2, 3, 4, 5].map(() => world.request(12_000, { sessionId: 's' }, 9_000)),
    );
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await world.running()).toBeLessThanOrEqual(2);
      await world.end(21_000);
    }

    expect((await ended).filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(world.spent()).toBe(63_000);
  });

  it('never do, whatever they cost within what they may and in whichever order they end', async () => {
    const request = fc.record({
      promptTokens: fc.integer({ min: 1, max: 4_000 }),
      answerTokens: fc.integer({ min: 1, max: 8_000 }),
      /** What of the most that it can cost it does cost. */
      percent: fc.integer({ min: 0, max: 100 }),
      endsAt: fc.nat(9),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(request, { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 1_000, max: 30_000 }),
        async (requests, dayTokens) => {
          const clock = createFakeClock();
          const ledger = createFakeModelLedger();
          const budget = createModelBudget({ ledger, budgets: { ...AMPLE, dayTokens }, clock });
          const ended = Promise.all(
            requests.map(async ({ promptTokens, answerTokens, percent, endsAt }) => {
              const end = await budget.admit({ promptTokens, answerTokens }, {}).catch(() => null);
              if (!end) return;
              await clock.sleep(endsAt);
              const inputTokens = Math.floor(((promptTokens + answerTokens) * percent) / 100);
              const at = clock.now().toISOString();
              await ledger.record({ ...aModelCall({ at }), inputTokens, outputTokens: 0 });
              end();
            }),
          );
          await clock.advance(100);
          await ended;

          const spent = await ledger.spent({ since: '' });
          const longest = Math.max(...requests.map(({ answerTokens }) => answerTokens));
          expect(spent).toBeLessThanOrEqual(dayTokens + longest);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('count one that ends while the ledger is read', async () => {
    const world = aWorld({ dayTokens: 100 });
    await world.request(10, {}, 90);
    const letGo = world.holdReads();
    const second = world.request(10, {}, 90);
    await settled();
    await world.end(100);
    letGo();

    await expect(second).rejects.toThrow('is spent');
    expect(world.spent()).toBe(100);
  });

  it('do not wait for one that is spent from other budgets', async () => {
    const world = aWorld({ sessionTokens: 120 });
    const requests = ['s1', 's1', 's2'].map((sessionId) => world.request(10, { sessionId }, 90));

    expect(await world.running()).toBe(2);
    await world.end(1);
    await Promise.all(requests);
  });
});

describe('a request that waits', () => {
  it('can be cancelled, and leaves nothing on the signal', async () => {
    const world = aWorld({ dayTokens: 100 });
    await world.request(10, {}, 90);
    const cancelled = new AbortController();
    const second = world.request(10, { signal: cancelled.signal }, 90);
    await settled();
    cancelled.abort(new Error('not needed any more'));

    await expect(second).rejects.toBe(cancelled.signal.reason);
    expect(await world.running()).toBe(1);
    expect(getEventListeners(cancelled.signal, 'abort')).toEqual([]);
  });

  it('can be cancelled while the ledger is read', async () => {
    const world = aWorld({ dayTokens: 100 });
    await world.request(10, {}, 90);
    const letGo = world.holdReads();
    const cancelled = new AbortController();
    const second = world.request(10, { signal: cancelled.signal }, 90);
    await settled();
    cancelled.abort(new Error('not needed any more'));

    await expect(second).rejects.toBe(cancelled.signal.reason);
    letGo();
    expect(await world.running()).toBe(1);
  });

  it('leaves nothing on a signal that lives on, however often it waited', async () => {
    const world = aWorld({ dayTokens: 1_000 });
    const { signal } = new AbortController();
    for (let turn = 0; turn < 5; turn += 1) {
      const requests = [1, 2].map(() => world.request(100, { signal }, 850));
      await world.running();
      await world.end(1);
      await world.end(1);
      await Promise.all(requests);
    }

    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
