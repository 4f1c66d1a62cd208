import { flagName, isUndecided, meantFlag } from '../../domain/configure/hints-flags.ts';
import { unitOf } from '../../domain/configure/hints-units.ts';
import { isStopWord, stem, wordsOf } from '../../domain/knowledge/words.ts';
import { type AnswerValue, writtenValue } from '../../prompts/answer-value.ts';
import type {
  ApplyOpenRequirementsInput,
  ApplyOpenRequirementsOutput,
  OpenField,
} from '../../prompts/apply-open-requirements.ts';
import { isNothing, isRemark, saysLittle } from './little-words.ts';
import { inUnitOf, isCountedBy, isUnnamedSecurityField, withUnitsApart } from './number-fields.ts';

/** "first in, first out" is one requirement. */
const BREAK = /,(?!\s*first\b)|[;\n]|\.(?=\s|$)|\b(?:and|with|but|also|plus)\b/iu;
const DENIAL = /\b(?:no|not|never|without|disable[ds]?|off|don['’]?t)\b/iu;
const BOUNDS: ReadonlyMap<string, string> = new Map([
  ['most', 'max'],
  ['maximum', 'max'],
  ['least', 'min'],
  ['minimum', 'min'],
]);
const QUOTED = /["'`“]([^"'`”]+)["'`”]/u;
/** Share of a requirement's words that a field must answer to. */
const SHARE_MIN = 0.5;

interface Requirement {
  readonly said: string;
  readonly stems: readonly string[];
  readonly units: readonly string[];
  readonly number: number | undefined;
  readonly isDenied: boolean;
}

interface Proposal {
  readonly id: string;
  readonly value: AnswerValue;
  readonly because: string;
  readonly rank: number;
}

/** Finds the field that a requirement speaks of by the words of its name, then of its description. */
export function solveApplyOpenRequirements({
  text,
  fields,
}: ApplyOpenRequirementsInput): ApplyOpenRequirementsOutput {
  if (isNothing(text)) return { values: [], unmet: [] };
  const values: Proposal[] = [];
  const unmet: string[] = [];
  for (const requirement of requirementsIn(text)) {
    const free = fields.filter(({ id }) => !values.some((value) => value.id === id));
    const [best] = free
      .map((field) => proposalOf(requirement, field))
      .filter((proposal) => proposal !== undefined)
      .sort((one, other) => other.rank - one.rank);
    if (best) values.push(best);
    else if (!isRemark(requirement.said)) unmet.push(requirement.said);
  }
  return {
    values: values.map(({ id, value, because }) => ({ id, value: writtenValue(value), because })),
    unmet,
  };
}

function requirementsIn(text: string): Requirement[] {
  return text
    .split(BREAK)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
    .map(requirementOf)
    .filter(
      // A unit without its number asks for nothing.
      ({ stems, units, number }) => stems.length > 0 || (units.length > 0 && number !== undefined),
    );
}

function requirementOf(clause: string): Requirement {
  const number = /(?<![\w.-])\d+(?:\.\d+)?/u.exec(clause)?.[0];
  const words = wordsOf(withUnitsApart(clause));
  const bounds = words.flatMap((word) => BOUNDS.get(word) ?? []);
  const telling = words.filter(
    (word) => !/^\d/u.test(word) && !isStopWord(word) && !saysLittle(word) && !isQuantity(word),
  );
  return {
    said: clause,
    stems: [...telling.map((word) => stem(word)), ...(telling.length > 0 ? bounds : [])],
    units: words.filter(isQuantity),
    number: number === undefined ? undefined : Number(number),
    isDenied: DENIAL.test(clause),
  };
}

/** Words of quantities; they tell which field is meant but never suffice. */
function isQuantity(word: string): boolean {
  return unitOf(word) !== undefined || word === 'percent' || word === 'time';
}

/** A switch that is meant by other words than its name: nothing else is as clear. */
const MEANT_RANK = 10;

function proposalOf(requirement: Requirement, field: OpenField): Proposal | undefined {
  const { id, path, type } = field;
  const meant = type === 'boolean' ? meantFlag(flagName(path), requirement.said) : undefined;
  if (meant !== undefined) {
    return { id, value: meant, because: requirement.said, rank: MEANT_RANK };
  }
  const value = valueOf(requirement, field);
  if (value === undefined || (type === 'boolean' && !isSwitchNamed(requirement, path))) {
    return undefined;
  }
  if (isUnnamedSecurityField(requirement.said, field)) return undefined;
  const isNumber =
    requirement.number !== undefined && !field.enum && !QUOTED.test(requirement.said);
  if (isNumber && !isCountedBy(requirement.said, field)) return undefined;
  const rank = nearness(requirement, field);
  return rank === undefined ? undefined : { id: field.id, value, because: requirement.said, rank };
}

/** The last word of a switch's name says what it switches: "storage" encrypts nothing. */
function isSwitchNamed({ said, stems }: Requirement, path: string): boolean {
  const name = lastNames(path).filter((word) => word !== stem('enabled'));
  const last = name.at(-1);
  return last !== undefined && stems.includes(last) && !isUndecided(said);
}

/** How well a field answers to the words; undefined when it does not. */
function nearness({ stems, units }: Requirement, field: OpenField): number | undefined {
  const names = lastNames(field.path);
  const described = wordsOf(field.description).map((word) => stem(word));
  const options = (field.enum ?? []).flatMap((option) => wordsOf(option).map((it) => stem(it)));
  const isNamed = (word: string): boolean => names.includes(word) || options.includes(word);
  const named = stems.filter(isNamed).length;
  const known = stems.filter((word) => isNamed(word) || described.includes(word)).length;
  if (stems.length === 0 || known / stems.length < SHARE_MIN || (named === 0 && known < 2)) {
    return undefined;
  }
  const speaksOfUnit = units.some((unit) => described.includes(stem(unit)));
  const strange = names.filter((word) => !stems.includes(word)).length;
  return named * 2 + known + (speaksOfUnit ? 1 : 0) - strange * 0.25;
}

/** Stems of a path's last name, and of the one before it where the last one is a mere "enabled". */
function lastNames(path: string): string[] {
  const segments = path.replaceAll(/\[[^\]]*\]/gu, '').split('.');
  const last = segments.at(-1) ?? '';
  const isMere = /^(?:enabled?|size|value|count|limit)$/iu.test(last);
  const names = isMere ? [segments.at(-2) ?? '', last] : [last];
  return names.flatMap((name) => wordsOf(name)).map((word) => stem(word));
}

function valueOf(requirement: Requirement, field: OpenField): AnswerValue | undefined {
  const { said, number, isDenied } = requirement;
  if (field.enum && field.enum.length > 0) return optionIn(said, field.enum);
  switch (field.type) {
    case 'boolean':
      return number === undefined ? !isDenied : undefined;
    case 'integer':
    case 'number':
      return number === undefined || isDenied ? undefined : inUnitsOf(requirement, field);
    case 'int-or-string':
    case 'string':
      return isDenied ? undefined : textIn(requirement);
    default:
      return undefined;
  }
}

function optionIn(said: string, options: readonly string[]): string | undefined {
  const named = options.filter((option) => {
    const pattern = option.replaceAll(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`);
    return new RegExp(String.raw`(?<![\w-])${pattern}(?![\w-])`, 'iu').test(said);
  });
  return named.length === 1 ? named[0] : undefined;
}

/** The number in the field's own unit. */
function inUnitsOf({ number, units }: Requirement, field: OpenField): number | undefined {
  if (number === undefined) return undefined;
  const value = inUnitOf(number, units[0], field);
  return field.type === 'integer' && !Number.isInteger(value) ? undefined : value;
}

/** A quantity ("50 GB" → `50Gi`), a version, or a value in quotes. */
function textIn({ said, number, units }: Requirement): string | undefined {
  const quoted = QUOTED.exec(said)?.[1];
  if (quoted !== undefined) return quoted;
  if (number === undefined) return undefined;
  const size = units.map((word) => unitOf(word)).find((unit) => unit?.measures === 'size');
  if (size) return `${number}${size.suffix}`;
  return /\bversion\b/iu.test(said) ? (/\d+(?:\.\d+)*/u.exec(said)?.[0] ?? undefined) : undefined;
}
