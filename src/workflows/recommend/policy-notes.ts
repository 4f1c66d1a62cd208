import type { RecommendState } from './state.ts';
import { policyNote } from '../../domain/configure/binding-policies.ts';
import type { Question } from '../../domain/question.ts';

/** Policies named with one question; more would bury what is asked. */
const NOTES_MAX = 3;

/**
 * The policies that decide a question, in words, by policy: without those whose sentence stands beside it
 * anyway.
 */
export function policyNotes(
  { policies = [] }: Pick<RecommendState, 'policies'>,
  question: Question,
  beside = '',
): ReadonlyMap<string, string> {
  const said = `${question.text} ${beside}`;
  const own = policies.filter(({ id }) => question.policies?.includes(id) === true);
  const notes = own
    .slice(0, NOTES_MAX)
    .filter(({ sentence }) => !said.includes(sentence.replace(/[.\s]+$/u, '')));
  return new Map(notes.map((policy) => [policy.id, policyNote(policy)]));
}
