import { wordsOf } from '../../domain/knowledge/words.ts';
import type { CapabilitySummary } from '../../prompts/capability-summary.ts';
import { isWorkload } from './core-workloads.ts';
import type { Reading } from './reading.ts';

const DELIVERY = /\b(?:sync\w*|deliver\w*|install\w*|releas\w+|deploy\w*)\b/iu;
const DELIVERED_FIT = 0.95;
const UNASKED_WORD_COST = 0.1;
const SELF_DELIVERED_FACTOR = 0.6;

/** It delivers from a repository, and nobody spoke of one. */
export function isUnaskedDelivery(reading: Reading, capability: CapabilitySummary): boolean {
  return delivers(capability) && !asksForDelivery(reading);
}

/** Who speaks of a repository wants what delivers from it, in its simplest form. */
export function deliveredFit(reading: Reading, capability: CapabilitySummary, fit: number): number {
  if (!asksForDelivery(reading) || !(isWorkload(reading) || DELIVERY.test(reading.text)))
    return fit;
  if (capability.role !== 'primary' || !delivers(capability)) return fit * SELF_DELIVERED_FACTOR;
  const unasked = wordsOf(capability.kind).length - 1;
  return Math.max(fit, DELIVERED_FIT) * (1 - UNASKED_WORD_COST * unasked);
}

/** Whether what shall run comes from a repository, which decides the rest. */
export function asksForDelivery({ text }: Reading): boolean {
  return /\b(?:git|gitops|repo|repository|helm|charts?|continuous)\b/iu.test(text);
}

/** It delivers manifests from a repository: of no use to somebody without one. */
export function delivers({ fields, tags }: CapabilitySummary): boolean {
  return /\b(?:gitops|repo ?url|git repositor\w+|chart)\b/iu.test([...fields, ...tags].join(' '));
}
