import { patternProblem } from '../pattern.ts';
import type { EnforcementTarget } from '../policy.ts';
import { quantityInNanos } from '../quantity.ts';
import type { Check, Rule } from '../rule.ts';

/**
 * Why a target cannot say a rule, as a sentence for people; undefined where it can. All targets speak the
 * same CEL today, so what one cannot say, none can.
 */
export function unrenderable(rule: Rule, _target: EnforcementTarget): string | undefined {
  if (!rule.kinds.some(({ namespaced }) => namespaced)) {
    return 'Its kinds live outside namespaces, and policies reach namespaces only.';
  }
  const checks = [...rule.when.map(({ check }) => check), rule.check];
  return checks.flatMap((check) => checkFault(check) ?? [])[0];
}

function checkFault(check: Check): string | undefined {
  switch (check.type) {
    case 'matches':
    case 'notMatches': {
      const problem = patternProblem(check.pattern);
      return problem === undefined ? undefined : `The pattern ${check.pattern} ${problem}.`;
    }
    case 'min':
    case 'max': {
      const { value } = check;
      const isBound =
        typeof value === 'number' ? Number.isFinite(value) : quantityInNanos(value) !== undefined;
      return isBound ? undefined : `${value} is no number and no quantity.`;
    }
    case 'oneOf':
    case 'noneOf':
    case 'exists':
    case 'absent':
      return undefined;
  }
}
