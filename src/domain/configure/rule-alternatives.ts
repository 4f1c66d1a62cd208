import type { Expression } from './rule-expression.ts';
import { ruleVerdict } from './rule-verdict.ts';

/** More are no choice to put to a person. */
const ALTERNATIVES_MAX = 8;

/**
 * The names of which a rule wants exactly one, where it says nothing else: "exactly one of url and
 * credentials must be set", however it is written. Undefined for every other rule.
 */
export function alternativeNames(rule: Expression): readonly string[] | undefined {
  const names = namesIn(rule);
  if (!names || names.length < 2 || names.length > ALTERNATIVES_MAX) return undefined;
  const holds = (present: readonly string[]): boolean =>
    ruleVerdict(rule, Object.fromEntries(present.map((name) => [name, true]))) === true;
  const isOfAll = names.every((name) => holds([name]));
  const isOfOne = names.every((one, place) =>
    names.slice(place + 1).every((other) => !holds([one, other])),
  );
  return isOfAll && isOfOne && !holds([]) ? names : undefined;
}

/** Every name that a rule asks for with `has`, each once; undefined where it looks at anything else. */
function namesIn(rule: Expression): readonly string[] | undefined {
  switch (rule.type) {
    case 'literal':
      return [];
    case 'field':
      return undefined;
    case 'has':
      return rule.names.length === 1 ? rule.names : undefined;
    case 'not':
      return namesIn(rule.of);
    case 'binary':
      return together([rule.left, rule.right]);
    case 'choice':
      return together([rule.condition, rule.yes, rule.no]);
  }
}

function together(parts: readonly Expression[]): readonly string[] | undefined {
  const names: string[] = [];
  for (const part of parts) {
    const own = namesIn(part);
    if (!own) return undefined;
    names.push(...own);
  }
  return [...new Set(names)];
}
