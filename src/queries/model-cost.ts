import type { ModelPrice, Organisation } from '../domain/organisation.ts';
import type { ModelUse } from '../ports/model-ledger.ts';

/**
 * What tokens cost that the prompt cache took in (for five minutes) or held, of the input's price.
 *
 * Source: https://docs.claude.com/en/docs/build-with-claude/prompt-caching (Pricing)
 */
const CACHE_CREATED_PART = 1.25;
const CACHE_READ_PART = 0.1;

const PER_MILLION = 1_000_000;

/** US dollars that these calls cost; undefined where their model has no price. */
export function costOf(use: ModelUse, prices: Organisation['model']['prices']): number | undefined {
  const price = priceOf(use.model, prices);
  if (!price) return undefined;
  const input =
    use.inputTokens +
    use.cacheCreatedTokens * CACHE_CREATED_PART +
    use.cacheReadTokens * CACHE_READ_PART;
  return (input * price.inputPerMillion + use.outputTokens * price.outputPerMillion) / PER_MILLION;
}

/** The service answers under a model's dated name, `claude-sonnet-5-5-20261001`, where settings have the short one. */
function priceOf(model: string, prices: Organisation['model']['prices']): ModelPrice | undefined {
  return prices[model] ?? prices[model.replace(/-\d{8}$/u, '')];
}
