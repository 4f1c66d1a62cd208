import { forbidsSaid } from '../../domain/configure/policy-wishes.ts';
import { isSameKind, type ResourceKind } from '../../domain/kind.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { scopePlace } from '../../domain/policy/scope-words.ts';
import type { ClarifyingQuestion } from '../../workflows/recommend/state.ts';

/** Policies that one question names, and characters of each. */
const NAMED_MAX = 2;
const SENTENCE_MAX = 160;

/** Each question with the active policies on `kinds` that forbid what one of its options asks for. */
export function withForbidden(
  questions: readonly ClarifyingQuestion[],
  { policies, kinds }: { policies: readonly Policy[]; kinds: readonly ResourceKind[] },
): ClarifyingQuestion[] {
  const active = policies.filter(({ status }) => status === 'active');
  return questions.map((question) => {
    const forbidding = active.filter(({ rules }) =>
      rules
        .filter((rule) => rule.kinds.some((kind) => kinds.some((one) => isSameKind(one, kind))))
        .some((rule) => question.options.some(({ label }) => forbidsSaid(rule, label))),
    );
    if (forbidding.length === 0) return question;
    return { ...question, note: forbidding.slice(0, NAMED_MAX).map(noteOf).join(' ') };
  });
}

function noteOf({ sentence, scope }: Policy): string {
  const where = scopePlace(scope);
  const characters = Array.from(sentence.replaceAll(/\s+/gu, ' ').replace(/[.\s]+$/u, ''));
  const isLong = characters.length > SENTENCE_MAX;
  const said = isLong ? `${characters.slice(0, SENTENCE_MAX - 1).join('')}…` : characters.join('');
  return `A policy says${where === undefined ? '' : `, ${where}`}: ${said}.`;
}
