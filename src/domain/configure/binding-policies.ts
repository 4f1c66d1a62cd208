import { z } from 'zod';
import { canonicalJson, storedJson } from '../json.ts';
import { isSameKind } from '../kind.ts';
import type { Policy } from '../policy/policy.ts';
import { NamespaceScope, Rule } from '../policy/rule.ts';
import type { Solution } from '../solution.ts';

/** Longest sentence and reason that a conversation keeps of a policy, in characters. */
const KEPT_TEXT_MAX = 300;
/** Of the same in the text of one question. */
const NOTE_TEXT_MAX = 160;

/** Of an active policy, what judges the objects of one solution, and why. */
export const BindingPolicy = z.object({
  id: z.string(),
  sentence: z.string(),
  rationale: z.string(),
  scope: NamespaceScope,
  /** Those that name a kind of the solution which lives in a namespace; their kinds are these alone. */
  rules: z.array(Rule).min(1),
});
export type BindingPolicy = z.infer<typeof BindingPolicy>;

/** The active policies that reach a kind of the solution, in the order in which they were made. */
export function bindingPolicies(
  policies: readonly Policy[],
  { resources }: Pick<Solution, 'resources'>,
): BindingPolicy[] {
  const kinds = resources.map(({ kind }) => kind).filter(({ namespaced }) => namespaced);
  return policies
    .filter(({ status }) => status === 'active')
    .flatMap(({ id, sentence, rationale, scope, rules }) => {
      const reaching = rules.flatMap((rule) => {
        const own = rule.kinds.filter((kind) => kinds.some((one) => isSameKind(one, kind)));
        return own.length === 0 ? [] : [{ ...rule, kinds: own }];
      });
      if (reaching.length === 0) return [];
      const words = {
        sentence: cut(sentence, KEPT_TEXT_MAX),
        rationale: cut(rationale, KEPT_TEXT_MAX),
      };
      return [{ id, ...words, scope, rules: reaching }];
    });
}

/** Whether both say the same: nothing that was narrowed by the one is different by the other. */
export function isSamePolicies(
  one: readonly BindingPolicy[],
  other: readonly BindingPolicy[],
): boolean {
  return canonicalJson(storedJson(one)) === canonicalJson(storedJson(other));
}

type Words = Pick<BindingPolicy, 'sentence' | 'rationale'>;

/** "Policy: Databases in AWS run in us-east-1 — the data must stay there." */
export function policyNote(words: Words): string {
  const reason = reasonBeside(words);
  const why = reason === '' ? '' : ` — ${cut(reason, NOTE_TEXT_MAX)}`;
  return `Policy: ${withoutStop(cut(words.sentence, NOTE_TEXT_MAX))}${why}.`;
}

/** What is wrong with a value, by which policy, and why that is so. */
export function breachText({ message, ...words }: Words & { readonly message: string }): string {
  const isNamed = message.includes(withoutStop(words.sentence));
  const reason = reasonBeside(words);
  const why = reason === '' ? '' : ` Why: ${cut(reason, NOTE_TEXT_MAX)}.`;
  return `${withoutStop(message)}.${isNamed ? why : ` ${policyNote(words)}`}`;
}

/** The reason without the sentence, where it begins with it once more; empty where it says nothing else. */
export function reasonBeside({ sentence, rationale }: Words): string {
  const reason = withoutStop(rationale.replaceAll(/\s+/gu, ' '));
  const said = withoutStop(sentence.replaceAll(/\s+/gu, ' '));
  const isSaidAgain = reason.toLowerCase().startsWith(said.toLowerCase());
  if (said === '' || !isSaidAgain || /^[\p{L}\p{N}-]/u.test(reason.slice(said.length)))
    return reason;
  const rest = reason.slice(said.length).replace(LINKING, '');
  return `${rest.slice(0, 1).toUpperCase()}${rest.slice(1)}`;
}

/** What links a sentence to its reason. */
const LINKING = /^[\s,.;:–—-]*(?:(?:because|since|as|so that|so)\b[\s,:]*)?/iu;

function withoutStop(text: string): string {
  return text.trim().replace(/[.\s]+$/u, '');
}

function cut(text: string, length: number): string {
  const characters = Array.from(text.replaceAll(/\s+/gu, ' ').trim());
  return characters.length <= length
    ? characters.join('')
    : `${characters.slice(0, length - 1).join('')}…`;
}
