import type { LanguageModel } from '../../src/ports/language-model.ts';
import type { ModelCall } from '../../src/ports/model-ledger.ts';
import { createNotedModel, type NotedCall } from '../fakes/noted-model.ts';
import type { Marks } from './figures.ts';

/** A model whose calls are counted. */
export interface Meter {
  readonly model: LanguageModel;
  /** How many answers there were so far. */
  readonly answers: () => number;
  /** Begins a new case: what was counted before is forgotten. */
  readonly reset: () => void;
  readonly marks: () => Pick<Marks, 'calls' | 'tokens-in' | 'tokens-out'>;
  /** What was asked and answered since the case began. */
  readonly calls: () => readonly NotedCall[];
}

/**
 * `billed` are the calls as a ledger recorded them, newest last: they tell what was paid, repairs and
 * failures included. Without them, tokens are an estimate of what the prompts would cost.
 */
export function createMeter(model: LanguageModel, billed?: readonly ModelCall[]): Meter {
  const noted: NotedCall[] = [];
  let billedBefore = 0;
  return {
    model: createNotedModel(model, noted),
    answers: () => noted.length,
    reset() {
      noted.length = 0;
      billedBefore = billed?.length ?? 0;
    },
    marks() {
      const costs = billed ? billed.slice(billedBefore).map(costOf) : noted;
      return {
        calls: { got: costs.length, of: 1 },
        'tokens-in': { got: costs.reduce((sum, one) => sum + one.inputTokens, 0), of: 1 },
        'tokens-out': { got: costs.reduce((sum, one) => sum + one.outputTokens, 0), of: 1 },
      };
    },
    calls: () => [...noted],
  };
}

/** Cached tokens were sent like all others; what they cost is another question. */
function costOf(call: ModelCall): { readonly inputTokens: number; readonly outputTokens: number } {
  const { inputTokens, cacheReadTokens, cacheCreatedTokens, outputTokens } = call;
  return { inputTokens: inputTokens + cacheReadTokens + cacheCreatedTokens, outputTokens };
}
