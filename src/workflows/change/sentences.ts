import type { ItemResult } from './state.ts';

/** What of a change is in the cluster, as its results say: the same words wherever it ends. */
export function whatStays(results: readonly ItemResult[]): string {
  const count = results.filter(({ state }) => state !== 'waiting' && state !== 'refused').length;
  if (count === 0) return 'Nothing was applied.';
  const verb = count === 1 ? 'was applied and stays' : 'were applied and stay';
  return `${count} of ${results.length} objects ${verb} in the cluster.`;
}

export function waitingText(results: readonly ItemResult[]): string {
  const open = results.filter(({ state }) => state !== 'ready');
  const reasons = [...new Set(open.map(({ reason }) => reason).filter((reason) => reason !== ''))];
  const count = `${results.length - open.length} of ${results.length} ready`;
  if (open.length === 0) return `${count}, a last look.`;
  return reasons.length === 0 ? `${count}.` : `${count}. ${reasons.slice(0, 2).join(' ')}`;
}

export function failedText(results: readonly ItemResult[]): string {
  const refused = results.find(({ state }) => state === 'refused');
  const failed = results.find(({ state }) => state === 'failed');
  if (refused) {
    const cause = REFUSALS[refused.because ?? 'schema'];
    return `${cause}: ${endedSentence(refused.reason)} ${whatStays(results)}`;
  }
  return `Applied, but it failed: ${failed?.reason ?? 'no reason was given'}`;
}

/** Who has to do something about it differs, so the words do. */
const REFUSALS: Readonly<Record<NonNullable<ItemResult['because']>, string>> = {
  schema: 'The cluster refused it',
  policy: 'A policy of the cluster refused it',
  conflict: 'The cluster refused it, since somebody else manages part of it',
  forbidden: 'It is not permitted',
  'not-found': 'The cluster refused it, since something it needs is not there',
};

/** The text with a full stop, where it has no end of its own. */
export function endedSentence(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}
