import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aModelCall, anActor } from '../../../test/builders.ts';
import { createFakeClock, settled } from '../../../test/fakes/clock.ts';
import { createFakeModelLedger } from '../../../test/fakes/model-ledger.ts';
import { Failure } from '../../domain/failure.ts';
import type { LanguageModel, Task } from '../../ports/language-model.ts';
import { weighedTokens } from '../../ports/model-ledger.ts';
import { createBudgetedModel } from './budgeted-model.ts';

/** Its input is how many tokens its prompt has. */
const spend: Task<number, string> = {
  id: 'spend',
  input: z.number(),
  output: z.string(),
  values: () => ({}),
  verify: () => undefined,
};

const AMPLE = {
  callTokens: 100,
  sessionTokens: 9_999,
  personTokensPerDay: 9_999,
  dayTokens: 9_999,
};
const ana = anActor('UANA');
const ben = anActor('UBEN');

/** A model whose answers come when the test says so, and cost what the test says. */
function aWorld(budgets: Partial<typeof AMPLE> = {}, spentBefore: number = 0) {
  const clock = createFakeClock('2026-11-02T09:00:00.000Z');
  const ledger = createFakeModelLedger(
    spentBefore === 0
      ? []
      : [
          aModelCall({
            sessionId: 's1',
            actor: 'slack:T1:UANA',
            inputTokens: spentBefore,
            outputTokens: 0,
          }),
        ],
  );
  const waiting: ((cost: number) => void)[] = [];
  const inner: LanguageModel = {
    name: 'Claude',
    async ask(task, _, asking = {}) {
      const { promise, resolve } = Promise.withResolvers<number>();
      waiting.push(resolve);
      const inputTokens = await promise;
      if (Number.isNaN(inputTokens)) throw new Failure('model-unavailable', 'It is down.');
      const { sessionId, actor } = asking;
      await ledger.record({
        ...aModelCall({ at: clock.now().toISOString(), inputTokens, outputTokens: 0 }),
        sessionId: sessionId ?? 'none',
        actor: actor ? `slack:T1:${actor.id}` : 'none',
      });
      return { output: task.output.parse('done'), by: 'claude' };
    },
  };
  let reading: Promise<void> = Promise.resolve();
  const model = createBudgetedModel(inner, {
    ledger: {
      async spent(of) {
        const spent = await ledger.spent(of);
        await reading;
        return spent;
      },
    },
    budgets: { ...AMPLE, ...budgets },
    clock,
    estimate: (_, input) => z.number().parse(input),
  });
  return {
    clock,
    model,
    /** How many calls wait for the model's answer. */
    asked: async () => {
      await settled();
      return waiting.length;
    },
    answer: async (cost: number) => {
      waiting.shift()?.(cost);
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

const asAna = { sessionId: 's1', actor: ana };

describe('a call', () => {
  it('is passed on as it was asked, under the model’s own name', async () => {
    const world = aWorld();
    const answer = world.model.ask(spend, 100, asAna);
    expect(await world.asked()).toBe(1);
    await world.answer(5);

    expect(await answer).toEqual({ output: 'done', by: 'claude' });
    expect(world.model.name).toBe('Claude');
  });

  it('that is longer than one may be is not made', async () => {
    const world = aWorld({ callTokens: 16_000 });

    await expect(world.model.ask(spend, 16_001)).rejects.toMatchObject({
      kind: 'model-unavailable',
      message:
        'This step would send about 16,001 tokens to the language model, and a call may have 16,000. Say it in fewer words, or ask an operator to raise model.budgets.callTokens.',
      retryAfterMs: undefined,
    });
    expect(await world.asked()).toBe(0);
  });
});

describe('a budget', () => {
  it.each([
    ['sessionTokens', /this conversation is spent: 1,000 tokens\. Begin a new .*\.sessionTokens/u],
    ['personTokensPerDay', /Your budget .* is spent.*midnight UTC.*\.personTokensPerDay/u],
    ['dayTokens', /Today’s budget .* is spent.*midnight UTC.*\.dayTokens/u],
  ] as const)('that is spent ends the calls: %s', async (setting, words) => {
    const world = aWorld({ [setting]: 1_000 }, 1_000);

    await expect(world.model.ask(spend, 1, asAna)).rejects.toMatchObject({
      kind: 'model-unavailable',
      message: expect.stringMatching(words),
    });
    expect(await world.asked()).toBe(0);
  });

  it('that lasts to the last token is used to the last token', async () => {
    const world = aWorld({ sessionTokens: 1_000 }, 990);
    const answer = world.model.ask(spend, 10, asAna);
    await world.asked();
    await world.answer(10);

    expect(await answer).toMatchObject({ output: 'done' });
  });

  it('that does not last for the prompt says how much is left', async () => {
    const world = aWorld({ sessionTokens: 1_000 }, 990);

    await expect(world.model.ask(spend, 11, asAna)).rejects.toThrow(
      'does not last for this step: it needs about 11 tokens, and 10 of 1,000 are left',
    );
  });

  it('is one conversation’s or person’s own', async () => {
    const world = aWorld({ sessionTokens: 1_000, personTokensPerDay: 1_000 }, 1_000);
    const other = world.model.ask(spend, 1, { sessionId: 's2', actor: ben });
    const nobodys = world.model.ask(spend, 1);
    expect(await world.asked()).toBe(2);
    await world.answer(1);
    await world.answer(1);

    expect(await Promise.all([other, nobodys])).toHaveLength(2);
  });

  it('of a day is whole again at midnight UTC, and says when; a conversation’s is not', async () => {
    const world = aWorld({ sessionTokens: 1_000, dayTokens: 1_000 }, 1_000);
    const elsewhere = { sessionId: 's2', actor: ana };
    await expect(world.model.ask(spend, 1, elsewhere)).rejects.toMatchObject({
      retryAfterMs: 15 * 3_600_000,
    });

    await world.clock.advance(15 * 3_600_000);
    const answer = world.model.ask(spend, 1, elsewhere);
    await world.asked();
    await world.answer(1);
    expect(await answer).toMatchObject({ output: 'done' });
    await expect(world.model.ask(spend, 1, asAna)).rejects.toMatchObject({
      message: expect.stringContaining('this conversation is spent'),
      retryAfterMs: undefined,
    });
  });
});

describe('calls at once', () => {
  it('run beside each other while the budget lasts for all of them', async () => {
    const world = aWorld({ dayTokens: 300 });
    const calls = [1, 2, 3].map(() => world.model.ask(spend, 10));

    expect(await world.asked()).toBe(3);
    for (const cost of [10, 10, 10]) await world.answer(cost);
    await Promise.all(calls);
  });

  it('exceed a budget by no more than one of them', async () => {
    const world = aWorld({ dayTokens: 150 });
    const calls = [1, 2, 3, 4].map(() => world.model.ask(spend, 10, { sessionId: 's1' }));
    const ended = Promise.allSettled(calls);
    expect(await world.asked()).toBe(1);
    await world.answer(100);
    expect(await world.asked()).toBe(1);
    await world.answer(100);

    expect((await ended).map(({ status }) => status).toSorted()).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(world.spent()).toBe(200);
  });

  it('count one that ends while the ledger is read', async () => {
    const world = aWorld({ dayTokens: 100 });
    const first = world.model.ask(spend, 10);
    await world.asked();
    const letGo = world.holdReads();
    const second = world.model.ask(spend, 10);
    await settled();
    await world.answer(100);
    await first;
    letGo();

    await expect(second).rejects.toThrow('is spent');
    expect(world.spent()).toBe(100);
  });

  it('do not wait for a call that is spent from other budgets', async () => {
    const world = aWorld({ sessionTokens: 120 });
    const calls = ['s1', 's1', 's2'].map((sessionId) => world.model.ask(spend, 10, { sessionId }));

    expect(await world.asked()).toBe(2);
    for (const cost of [1, 1, 1]) await world.answer(cost);
    await Promise.all(calls);
  });

  it('go on after one that failed', async () => {
    const world = aWorld({ dayTokens: 100 });
    const failing = world.model.ask(spend, 10);
    const next = world.model.ask(spend, 10);
    expect(await world.asked()).toBe(1);
    await Promise.all([expect(failing).rejects.toThrow('It is down.'), world.answer(Number.NaN)]);
    await world.answer(1);

    expect(await next).toMatchObject({ output: 'done' });
  });

  it('can be cancelled while they wait', async () => {
    const world = aWorld({ dayTokens: 100 });
    const first = world.model.ask(spend, 10);
    await world.asked();
    const cancelled = new AbortController();
    const second = world.model.ask(spend, 10, { signal: cancelled.signal });
    await settled();
    cancelled.abort(new Error('not needed any more'));

    await expect(second).rejects.toThrow('not needed any more');
    expect(await world.asked()).toBe(1);
    await world.answer(1);
    await first;
  });
});
