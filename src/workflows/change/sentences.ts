import { actionOf, type ChangeAction, isDeletion, wordsOf } from './action-words.ts';
import type { ChangeState, ItemResult } from './state.ts';
import type { Proof } from '../../domain/prepared-change.ts';
import { NOTHING_TO_REPORT } from '../../domain/readiness-core.ts';

type Standing = Pick<ChangeState, 'request' | 'results' | 'proven'>;

/** What of a change has reached the cluster, as its results say: the same words wherever it ends. */
export function whatStays(state: Standing): string {
  const { results } = state;
  const { nothing, oneStays, manyStay } = wordsOf(state);
  const count = results.filter((one) => one.state !== 'waiting' && one.state !== 'refused').length;
  if (count === 0) return nothing;
  return `${count} of ${results.length} objects ${count === 1 ? oneStays : manyStay}.`;
}

/** That all of it is done, by whose word; of what enforces a policy, what it does from now on. */
export function doneText(state: Standing): string {
  const { request, results } = state;
  const { done } = wordsOf(state);
  if (isDeletion(state)) return done;
  const { proof } = request.prepared;
  if (proof) return `Enforced in ${ENFORCED[proof.expects]}`;
  const silent = results.filter(({ reason }) => reason === NOTHING_TO_REPORT).length;
  if (silent === 0) return done;
  return silent === results.length
    ? 'Ready: all of it is there. Such objects have no status to report.'
    : 'Ready: every object that has a status says so itself, and the others are there.';
}

/** "Enforced in audit: …", and what becomes of objects that break the policy. */
export const ENFORCED: Readonly<Record<Proof['expects'], string>> = {
  warned: 'audit: what breaks it is accepted, with a warning.',
  refused: 'deny: what breaks it is refused.',
};

export function waitingText(state: Standing): string {
  const { results } = state;
  const open = results.filter((one) => one.state !== 'ready');
  const reasons = [...new Set(open.map(({ reason }) => reason).filter((reason) => reason !== ''))];
  const count = `${results.length - open.length} of ${results.length} ${wordsOf(state).settled}`;
  if (open.length === 0) return `${count}, a last look.`;
  return reasons.length === 0 ? `${count}.` : `${count}. ${reasons.slice(0, 2).join(' ')}`;
}

export function failedText(state: Standing): string {
  const refused = state.results.find((one) => one.state === 'refused');
  const failed = state.results.find((one) => one.state === 'failed');
  if (refused) {
    const cause = REFUSALS[actionOf(state)][refused.because ?? 'schema'];
    return `${cause}: ${endedSentence(refused.reason)} ${whatStays(state)}`;
  }
  return `Applied, but it failed: ${failed?.reason ?? 'no reason was given'}`;
}

/** Why what is applied and ready is not believed to act; undefined where that is not so. */
export function unprovedText({ proven, results }: Standing): string | undefined {
  const isReady = results.every((one) => one.state === 'ready');
  if (!isReady || proven?.isProved !== false) return undefined;
  return `Applied, but not proved to act: ${endedSentence(proven.text)}`;
}

/** Who has to do something about it differs, so the words do. */
const REFUSALS: Readonly<
  Record<ChangeAction, Readonly<Record<NonNullable<ItemResult['because']>, string>>>
> = {
  apply: {
    schema: 'The cluster refused it',
    policy: 'A policy of the cluster refused it',
    conflict: 'The cluster refused it, since somebody else manages part of it',
    forbidden: 'It is not permitted',
    'not-found': 'The cluster refused it, since something it needs is not there',
  },
  delete: {
    schema: 'The cluster refused it',
    policy: 'A policy of the cluster refused it',
    conflict: 'It is not the object any more that was shown',
    forbidden: 'It is not permitted',
    'not-found': 'The cluster refused it, since it does not serve such objects',
  },
};

/** The text with a full stop, where it has no end of its own. */
export function endedSentence(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}
