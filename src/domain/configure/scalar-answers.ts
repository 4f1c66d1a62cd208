import type { Json } from '../json.ts';
import type { Question } from '../question.ts';
import { type Reading, textOf } from './reading.ts';
import { LABEL_MAX, toName } from './names.ts';
import { nearestOption } from './nearest-option.ts';

const YES = new Set(['yes', 'y', 'true', 'on', 'ja', 'yep', 'yeah', 'sure', 'enable', 'enabled']);
const NO = new Set(['no', 'n', 'false', 'off', 'nein', 'nope', 'disable', 'disabled']);

/** A switch as forms offer it. */
const FLAG_WORDS: ReadonlyMap<string, string> = new Map([
  ['true', 'yes'],
  ['false', 'no'],
]);

/** The value of a DNS label's format, as questions for names carry it. */
export const NAME_FORMAT = 'dns-label';

/** Options named in a sentence; more are counted. */
const OPTIONS_SHOWN = 8;

/** Reads text as one plain value. JSON values of another type than text pass to the check. */
export function readScalar(question: Question, raw: Json): Reading {
  if (Array.isArray(raw)) {
    const [only] = raw;
    if (raw.length !== 1 || only === undefined) {
      return { problem: `${question.label} takes one value. Give one.` };
    }
    return readScalar(question, only);
  }
  const text = typeof raw === 'string' ? unquoted(raw) : textOf(raw);
  if (text === '') return { problem: `${question.label} is empty. Give ${wanted(question)}.` };
  const option = matchingOption(question, text) ?? flagAmong(question, text);
  if (option !== undefined) return readTyped(question, option);
  if (question.options.length > 0 && !question.isOpen) return notAnOption(question, text);
  return readTyped(question, text);
}

function readTyped(question: Question, text: string): Reading {
  const { label, limits } = question;
  switch (limits.type) {
    case 'boolean':
      if (YES.has(text.toLowerCase())) return { value: true };
      if (NO.has(text.toLowerCase())) return { value: false };
      return { problem: `${label} must be yes or no, and “${shortened(text)}” is neither.` };
    case 'integer':
    case 'number':
      return readNumber(question, text);
    case 'int-or-string':
      return { value: /^-?\d{1,15}$/u.test(text) ? Number(text) : text };
    default:
      return limits.format === NAME_FORMAT ? readName(question, text) : { value: text };
  }
}

function readNumber({ label, limits }: Question, text: string): Reading {
  const digits = text.replace(/(?<=\d)[_ ](?=\d{3}\b)/gu, '');
  const isWhole = limits.type === 'integer';
  const pattern = isWhole ? /^[+-]?\d{1,15}$/u : /^[+-]?\d{1,15}(?:\.\d{1,15})?$/u;
  if (pattern.test(digits)) return { value: Number(digits) };
  const number = /-?\d+/u.exec(text)?.[0];
  const example = number ?? String(limits.minimum ?? 1);
  return {
    problem: `${label} must be ${isWhole ? 'a whole number' : 'a number'} without a unit, for example ${example}. “${shortened(text)}” is not.`,
  };
}

/** Names are never changed silently: what they could be is said. */
function readName({ label, limits }: Question, text: string): Reading {
  const longest = limits.maxLength ?? LABEL_MAX;
  if (isName(text, limits.pattern) && text.length <= longest) return { value: text };
  const near = toName(text, longest);
  const example = near === '' ? 'my-app' : near;
  const rule = `lower-case letters, digits and hyphens, a letter first, at most ${longest} characters`;
  return {
    problem: `“${shortened(text)}” cannot be used as ${label.toLowerCase()}: use ${rule}, for example ${example}.`,
  };
}

function isName(text: string, pattern: string | undefined): boolean {
  return pattern === undefined || new RegExp(pattern, 'u').test(text);
}

/** The value of the option that was meant: by value or label, whatever the case. */
export function matchingOption(
  { options }: Pick<Question, 'options'>,
  text: string,
): string | undefined {
  const exact = options.find(({ value }) => value === text);
  if (exact) return exact.value;
  const lower = text.toLowerCase();
  const found = options.filter(
    ({ value, label }) => value.toLowerCase() === lower || label.toLowerCase() === lower,
  );
  return found.length === 1 ? found[0]?.value : undefined;
}

/** The option of a switch that is meant by another word than its own: "off", "nein". */
function flagAmong({ limits, options }: Question, text: string): string | undefined {
  if (limits.type !== 'boolean') return undefined;
  const lower = text.toLowerCase();
  const meant = YES.has(lower) ? 'true' : NO.has(lower) ? 'false' : undefined;
  return options.find(({ value }) => value === meant)?.value;
}

/** Says which options there are, and which one is nearest to what was said. */
export function notAnOption(
  { label, limits, options }: Question,
  text: string,
): { problem: string } {
  const isFlag = limits.type === 'boolean';
  const values = options.map(({ value }) => (isFlag ? (FLAG_WORDS.get(value) ?? value) : value));
  const refused = `${label} cannot be “${shortened(text)}”.`;
  const [only, ...others] = values;
  if (only !== undefined && others.length === 0)
    return { problem: `${refused} It can only be ${only}.` };
  const near = nearestOption(text, values);
  const shown = values.slice(0, OPTIONS_SHOWN).join(', ');
  const rest = values.length > OPTIONS_SHOWN ? ` and ${values.length - OPTIONS_SHOWN} more` : '';
  const advice = near === undefined ? '' : ` Did you mean ${near}?`;
  return { problem: `${refused} Choose one of ${shown}${rest}.${advice}` };
}

function wanted({ limits, options }: Question): string {
  if (options.length > 0) return 'one of its options';
  if (limits.type === 'boolean') return 'yes or no';
  return limits.type === 'string' ? 'some text' : 'a number';
}

export function unquoted(text: string): string {
  const trimmed = text.trim();
  return /^(["'`])([\s\S]*)\1$/u.exec(trimmed)?.[2]?.trim() ?? trimmed;
}

/** What a person typed, as it is said back to them. */
function shortened(text: string): string {
  const characters = Array.from(text.replace(/\s+/gu, ' '));
  return characters.length <= 60 ? characters.join('') : `${characters.slice(0, 57).join('')}…`;
}
