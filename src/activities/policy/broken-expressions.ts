import type { PolicyDependencies } from './dependencies.ts';
import { isSameKind, type ResourceKind } from '../../domain/kind.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { ExpressionRule } from '../../domain/policy/rule.ts';

/** What an object breaks of a policy's expressions: one that fails while it runs is broken, as servers count it. */
export function brokenExpressions(
  policy: Pick<Policy, 'expressions'>,
  { object, kind }: { readonly object: KubernetesObject; readonly kind: ResourceKind },
  expressions: PolicyDependencies['expressions'],
): readonly ExpressionRule[] {
  return policy.expressions
    .filter(({ kinds }) => kinds.some((one) => isSameKind(one, kind)))
    .filter(({ expression }) => expressions.evaluate(expression, { object }).type !== 'true');
}
