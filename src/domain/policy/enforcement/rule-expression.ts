import type { Check, Condition, Rule } from '../rule.ts';
import { celText, isPlainName } from './cel-text.ts';
import { checkClause, safeCheckClauses } from './check-clause.ts';
import { allOf, anyOf, type Clause, not, relation, term } from './clause.ts';
import { type RuleStep, stepsOf } from './rule-path.ts';

/** Where an expression stands in the object. */
interface Place {
  readonly text: string;
  /** Names and dots only: what `has()` can ask for. */
  readonly isPlain: boolean;
  /** Lists and maps gone through so far: each has a variable of its own. */
  readonly depth: number;
}

const OBJECT: Place = { text: 'object', isPlain: true, depth: 0 };

/** Part of every object that a server admits. */
const ALWAYS_THERE: ReadonlySet<string> = new Set(['object.metadata']);

/**
 * CEL over `object` that is true where the rule is kept, whatever the object's kind.
 *
 * Field names that are no CEL names are read as keys (`object.spec['my-field']`): admission policies see
 * objects as maps and know no escapes (https://github.com/kubernetes/kubernetes/issues/118230).
 */
export function ruleExpression(rule: Rule): string {
  const steps = stepsOf(rule.path);
  const kept = keptClause(OBJECT, steps, rule);
  if (rule.when.length === 0) return kept.text;
  const bound = allOf(distinct(rule.when.flatMap((condition) => conditionClauses(condition))));
  return anyOf([not(bound), kept]).text;
}

type Demand = Pick<Rule, 'check' | 'whenMissing'>;

function keptClause(place: Place, steps: readonly RuleStep[], demand: Demand): Clause {
  const { present, end, rest } = descend(place, steps);
  const [every, ...deeper] = rest;
  if (every) {
    const { variable, item } = itemOf(end, every);
    const inner = keptClause(item, deeper, demand).text;
    return anyOf([...present.map(not), term(`${end.text}.all(${variable}, ${inner})`)]);
  }
  return leafClause(demand, { present, value: end.text });
}

function leafClause(
  { check, whenMissing }: Demand,
  { present, value }: { present: readonly Clause[]; value: string },
): Clause {
  if (check.type === 'absent') return anyOf(present.map(not));
  if (check.type === 'exists') return whenMissing === 'deny' ? allOf(present) : term('true');
  if (whenMissing === 'deny') return allOf([...present, checkClause(check, value)]);
  return anyOf([...present.map(not), checkClause(check, value)]);
}

/** What must all be so where a condition holds: any of its places that are there meets it. */
function conditionClauses({ path, check }: Condition): readonly Clause[] {
  return metClauses(OBJECT, stepsOf(path), check);
}

function metClauses(place: Place, steps: readonly RuleStep[], check: Check): readonly Clause[] {
  const { present, end, rest } = descend(place, steps);
  const [every, ...deeper] = rest;
  if (every) {
    const { variable, item } = itemOf(end, every);
    const inner = allOf(metClauses(item, deeper, check)).text;
    return [...present, term(`${end.text}.exists(${variable}, ${inner})`)];
  }
  return check.type === 'exists' && present.length > 0
    ? present
    : [...present, ...safeCheckClauses(check, end.text)];
}

/** Several conditions below one field ask for it once. */
function distinct(clauses: readonly Clause[]): readonly Clause[] {
  return clauses.filter(
    (clause, at) => clauses.findIndex(({ text }) => text === clause.text) === at,
  );
}

interface Descent {
  /** What must be so that `end` can be read, outermost first. */
  readonly present: readonly Clause[];
  readonly end: Place;
  /** The first list or map that is gone through, and what follows. */
  readonly rest: readonly RuleStep[];
}

function descend(place: Place, steps: readonly RuleStep[]): Descent {
  const present: Clause[] = [];
  let end = place;
  for (const [at, step] of steps.entries()) {
    if (step.type === 'items' || step.type === 'values') {
      return { present, end, rest: steps.slice(at) };
    }
    const next = stepInto(end, step);
    if (!ALWAYS_THERE.has(next.text)) present.push(presence(end, step));
    end = next;
  }
  return { present, end, rest: [] };
}

type Single = Extract<RuleStep, { type: 'key' | 'index' }>;

function stepInto(place: Place, step: Single): Place {
  if (step.type === 'key' && isPlainName(step.name)) {
    return { ...place, text: `${place.text}.${step.name}` };
  }
  const key = step.type === 'key' ? celText(step.name) : String(step.index);
  return { ...place, text: `${place.text}[${key}]`, isPlain: false };
}

function presence(place: Place, step: Single): Clause {
  if (step.type === 'index') return relation(`size(${place.text}) > ${step.index}`);
  if (place.isPlain && isPlainName(step.name)) return term(`has(${place.text}.${step.name})`);
  return relation(`${celText(step.name)} in ${place.text}`);
}

function itemOf(place: Place, every: RuleStep): { variable: string; item: Place } {
  const number = place.depth === 0 ? '' : String(place.depth + 1);
  const depth = place.depth + 1;
  if (every.type === 'items') {
    const variable = `item${number}`;
    return { variable, item: { text: variable, isPlain: true, depth } };
  }
  const variable = `key${number}`;
  return { variable, item: { text: `${place.text}[${variable}]`, isPlain: false, depth } };
}
