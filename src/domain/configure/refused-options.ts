import { providersSaid } from '../knowledge/refused-providers.ts';
import type { LiveFacts } from './live-options.ts';

/**
 * What an intent says no to ("anywhere but not in AWS") is neither read as what it names nor offered,
 * where something else is.
 */
export function withoutRefused<From extends { readonly facts: LiveFacts; readonly intent: string }>(
  from: From,
): From {
  const { refused, kept } = providersSaid(from.intent);
  if (refused.length === 0) return from;
  const options = from.facts.options.map((one) => {
    const left = one.options.filter(({ value }) => !isRefused(value, refused));
    return left.length === 0 ? one : { ...one, options: left };
  });
  return { ...from, facts: { ...from.facts, options }, intent: kept };
}

/** "google" stands for the same provider as "gcp". */
function isRefused(value: string, refused: readonly string[]): boolean {
  return providersSaid(value).wanted.some((provider) => refused.includes(provider));
}
