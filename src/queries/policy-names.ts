import { isSameKind, type ResourceKind } from '../domain/kind.ts';
import { stemsOf } from '../domain/knowledge/words.ts';
import { nearestOf } from '../domain/nearest.ts';
import { isGuidance, type Policy } from '../domain/policy/policy.ts';

/** Fewest characters of an id's digits by which a policy is named. */
const DIGITS_MIN = 4;

/** One where its id, the beginning of it or the words said are only one's; all that it may be else. */
export function policiesNamed(policies: readonly Policy[], name: string): readonly Policy[] {
  const said = name.toLowerCase().trim();
  const exact = policies.filter(({ id }) => id === said);
  if (exact.length > 0) return exact;
  const digits = said.replace(/^pol-/u, '');
  const begun = policies.filter(
    ({ id }) => digits.length >= DIGITS_MIN && id.startsWith(`pol-${digits}`),
  );
  return begun.length > 0 ? begun : policiesMatching(policies, name);
}

/** Those whose id is written nearly so. */
export function nearIds(policies: readonly Policy[], name: string): readonly Policy[] {
  const near = nearestOf(
    name.toLowerCase(),
    policies.map(({ id }) => id),
  );
  return policies.filter(({ id }) => id === near);
}

/** Those that have all the words: in what they say, whose they are, or how they stand. */
export function policiesMatching(policies: readonly Policy[], words: string): readonly Policy[] {
  const stems = stemsOf(words);
  if (stems.length === 0) return [];
  return policies.filter((policy) => {
    const own = new Set(stemsOf(haystackOf(policy)));
    return stems.every((stem) => own.has(stem));
  });
}

function haystackOf(policy: Policy): string {
  const { id, sentence, triggers, owner, status, draft, enforcement } = policy;
  const enforced = enforcement ? `enforced ${enforcement.mode} ${enforcement.target}` : '';
  const guidance = isGuidance(policy) ? 'guidance' : '';
  return [id, sentence, ...triggers, owner, status, ...draft.providers, enforced, guidance].join(
    ' ',
  );
}

/** The active ones that bind objects of that kind, wherever their namespace is in scope. */
export function policiesReaching(
  policies: readonly Policy[],
  kind: Pick<ResourceKind, 'group' | 'kind'>,
): readonly Policy[] {
  return policies.filter(
    ({ status, rules, expressions }) =>
      status === 'active' &&
      [...rules, ...expressions].some(({ kinds }) => kinds.some((one) => isSameKind(one, kind))),
  );
}
