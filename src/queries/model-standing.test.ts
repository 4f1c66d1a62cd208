import { expect, it } from 'vitest';
import { aModelCall } from '../../test/builders.ts';
import { createFakeModelLedger } from '../../test/fakes/model-ledger.ts';
import type { ModelCall } from '../ports/model-ledger.ts';
import { leftAloneElements } from './model-standing.ts';

const CLAUDE = {
  kind: 'anthropic',
  models: { fast: 'claude-haiku-5-5', reasoning: 'claude-sonnet-5-5' },
} as const;

const NOW = new Date('2026-11-02T09:00:00.000Z');
const fast = { model: 'claude-haiku-5-5' };
const before = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000).toISOString();
const away = (seconds: number) => ({ at: before(seconds), outcome: 'unavailable' }) as const;
const busy = (seconds: number) => ({ at: before(seconds), outcome: 'limited' }) as const;

it.each<[string, readonly Partial<ModelCall>[], boolean]>([
  ['nothing failed', [{ at: before(1) }], false],
  ['three in a row', [away(90), away(60), away(29)], true],
  ['two in a row', [{ at: before(90) }, away(60), away(29)], false],
  ['three, half a minute ago', [away(90), away(60), away(30)], false],
  ['three for too many requests', [busy(3), busy(2), busy(1)], false],
  ['two, after one of too many', [busy(3), away(2), away(1)], false],
  ['three of two models', [away(9_000), away(8_000), { ...away(1), ...fast }], false],
  ['three of each', [3, 2, 1].flatMap((at) => [away(at), { ...away(at), ...fast }]), true],
  [
    'three, and the other model answered among them',
    [away(5), away(4), { at: before(3), ...fast }, away(2)],
    false,
  ],
  [
    'the other model answered since',
    [away(5), away(4), away(3), { at: before(1), ...fast }],
    false,
  ],
  [
    'three of another model',
    [away(3), away(2), away(1)].map((one) => ({ ...one, model: 'x' })),
    false,
  ],
])('says whether it is left alone: %s', async (_, calls, isLeftAlone) => {
  const standings = await createFakeModelLedger(calls.map(aModelCall)).standings(before(86_400));

  const told = JSON.stringify(leftAloneElements(standings, { language: CLAUDE, now: NOW }));

  expect(/Its last 3 requests failed.*left alone for half a minute/u.test(told)).toBe(isLeftAlone);
});
