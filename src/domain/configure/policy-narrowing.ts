import { isJsonObject, type Json } from '../json.ts';
import { isSatisfiedBy } from '../policy/check.ts';
import type { Option, Question } from '../question.ts';
import type { Link } from '../solution.ts';
import { readAnswer } from './answers.ts';
import { aimOf, type PlacedRule, targetsOf } from './policy-rules.ts';
import { valueProblem } from './value-problem.ts';

interface Aimed {
  readonly rule: PlacedRule['rule'];
  /** The rule looks at each item of the answer. */
  readonly isItem: boolean;
}

/**
 * A question as rules that bind leave it: only what they allow is offered, what they allow is suggested,
 * and it must be answered where they want something to be there. The same rules once more change nothing.
 */
export function narrowed(
  question: Question,
  rules: readonly PlacedRule[],
  links: readonly Link[],
): Question {
  const targets = targetsOf(question.addresses, links);
  const aimed = rules.flatMap((placed): Aimed[] => {
    const aim = aimOf(placed, targets);
    if (aim === undefined || aim === 'inside') return [];
    return [{ rule: placed.rule, isItem: aim === 'item' }];
  });
  if (aimed.length === 0) return question;
  const isNeeded = aimed.some(
    ({ rule, isItem }) => !isItem && rule.whenMissing === 'deny' && rule.check.type !== 'absent',
  );
  const asked = { ...question, isRequired: question.isRequired || isNeeded };
  if (question.isSecret === true || question.columns) return asked;
  const offered = offeredBy(asked, aimed);
  const { suggestion: _suggestion, suggestionReason: _reason, ...rest } = offered;
  return { ...rest, ...suggestionBy(offered, aimed) };
}

/** The question as it takes whatever its field takes: what a policy narrowed is open again. */
export function widened(question: Question): Question {
  const { suggestion: _suggestion, suggestionReason: _reason, ...rest } = question;
  return question.policies === undefined ? question : { ...rest, options: [], isOpen: true };
}

function offeredBy(question: Question, aimed: readonly Aimed[]): Question {
  const named = aimed.flatMap(({ rule: { check } }) =>
    check.type === 'oneOf' ? [[...new Set(check.values.map(String))]] : [],
  );
  const isBoolean = question.limits.type === 'boolean' && question.options.length === 0;
  const free = isBoolean ? YES_OR_NO : (named[0]?.map(optionOf) ?? []);
  const isFree = question.options.length === 0 || (question.isOpen && named.length > 0);
  const known = new Map(question.options.map((option) => [option.value, option]));
  const all = isFree ? free.map((option) => known.get(option.value) ?? option) : question.options;
  const options = all.filter(({ value }) => readAllowed(question, value, aimed) !== undefined);
  const isClosed = !question.isOpen || isBoolean || named.length > 0;
  const isNothingLeft = isClosed && options.length === 0 && !question.text.includes(NOTHING_LEFT);
  const text = isNothingLeft ? `${question.text} ${NOTHING_LEFT}` : question.text;
  return { ...question, text, options, isOpen: !isClosed };
}

const NOTHING_LEFT =
  'No value is left that all policies allow: choose another solution, or ask whoever owns them.';

const YES_OR_NO: readonly Option[] = [
  { value: 'true', label: 'yes' },
  { value: 'false', label: 'no' },
];

function optionOf(value: string): Option {
  return { value, label: value };
}

/** What an option's text is read as, where it fits the schema and the rules. */
function readAllowed(question: Question, text: string, aimed: readonly Aimed[]): Json | undefined {
  const reading = readAnswer(widened({ ...question, policies: [] }), text);
  if ('problem' in reading) return undefined;
  return isAllowed(reading.value, aimed) ? reading.value : undefined;
}

function isAllowed(value: Json, aimed: readonly Aimed[]): boolean {
  return aimed.every(({ rule: { check }, isItem }) => {
    if (!isItem) return isSatisfiedBy(check, value);
    const items = isJsonObject(value) ? Object.values(value) : Array.isArray(value) ? value : [];
    return items.every((item: Json) => isSatisfiedBy(check, item));
  });
}

function suggestionBy(
  question: Question,
  aimed: readonly Aimed[],
): Pick<Question, 'suggestion' | 'suggestionReason'> {
  const { suggestion, suggestionReason, options, isOpen, limits } = question;
  const first = isOpen ? undefined : options[0];
  const allowed = first && readAllowed(question, first.value, aimed);
  if (allowed !== undefined && options.length === 1)
    return { suggestion: allowed, suggestionReason: ONLY };
  if (suggestion !== undefined && isAllowed(suggestion, aimed)) {
    return suggestionReason === undefined ? { suggestion } : { suggestion, suggestionReason };
  }
  if (allowed !== undefined) return { suggestion: allowed, suggestionReason: FIRST };
  const bounds = aimed.flatMap(({ rule: { check }, isItem }) =>
    !isItem && (check.type === 'min' || check.type === 'max') ? [check.value] : [],
  );
  const bound = bounds.find(
    (value) => isAllowed(value, aimed) && valueProblem(value, limits) === undefined,
  );
  return bound === undefined ? {} : { suggestion: bound, suggestionReason: BOUND };
}

const ONLY = 'the only one that policies allow';
const FIRST = 'the first that policies allow';
const BOUND = 'as far as policies allow';
