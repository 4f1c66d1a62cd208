import { isSameKind, type ResourceKind } from '../domain/kind.ts';
import { isGuidance, type Policy } from '../domain/policy/policy.ts';
import type { Naming } from './taught-names.ts';

/** By its sentence, triggers and owner, and by how it stands. */
export const POLICY_NAMING: Naming<Policy> = { prefix: 'pol-', words: haystackOf };

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
