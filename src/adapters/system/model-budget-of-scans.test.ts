import { describe, expect, it } from 'vitest';
import { aModelCall, anActor } from '../../../test/builders.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeModelLedger } from '../../../test/fakes/model-ledger.ts';
import { actorKey } from '../../chat/actor.ts';
import { SCAN_ASKER } from '../../ports/language-model.ts';
import { createModelBudget } from './model-budget.ts';

const asScan = { sessionId: 'scan-1', actor: SCAN_ASKER };
const asAna = { sessionId: 's1', actor: anActor('UANA') };

/** A budget of which a scan has spent so many tokens today. */
function afterScan(
  inputTokens: number,
  over: { readonly scanTokensPerDay?: number; readonly dayTokens?: number } = {},
) {
  const call = { sessionId: 'scan-1', actor: actorKey(SCAN_ASKER), inputTokens, outputTokens: 0 };
  const budget = createModelBudget({
    ledger: createFakeModelLedger([aModelCall(call)]),
    clock: createFakeClock('2026-11-02T09:00:00.000Z'),
    budgets: {
      callTokens: 16_000,
      sessionTokens: 100,
      personTokensPerDay: 100,
      scanTokensPerDay: 2_000,
      dayTokens: 5_000,
      ...over,
    },
  });
  return (promptTokens: number, asking: Parameters<typeof budget.admit>[1]) =>
    budget.admit({ promptTokens, answerTokens: 0 }, asking);
}

describe('a scan', () => {
  it('is held to no person’s and no conversation’s budget, and leaves people theirs', async () => {
    const admit = afterScan(1_500);

    await expect(admit(400, asScan)).resolves.toBeTypeOf('function');
    await expect(admit(100, asAna)).resolves.toBeTypeOf('function');
    await expect(admit(101, asAna)).rejects.toMatchObject({ reason: 'budget' });
  });

  it('is held to the budget of all scans of the day', async () => {
    const admit = afterScan(900, { scanTokensPerDay: 1_000 });

    await expect(admit(200, { ...asScan, sessionId: 'scan-2' })).rejects.toMatchObject({
      kind: 'model-unavailable',
      message:
        'What is left of today’s budget of scans for the language model is too little; it is whole again at midnight UTC.',
      reason: 'budget',
    });
    await expect(admit(100, asAna)).resolves.toBeTypeOf('function');
  });

  it('is held to the budget of everybody together', async () => {
    const admit = afterScan(900, { dayTokens: 1_000 });

    await expect(admit(200, asScan)).rejects.toMatchObject({
      message: expect.stringContaining('today’s budget for the language model is too little'),
    });
  });
});
