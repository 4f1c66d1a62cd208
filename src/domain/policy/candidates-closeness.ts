import { stem, wordsOf } from '../knowledge/words.ts';
import type { OutlineField } from './outline.ts';
import type { Wanted } from './candidates-wanted.ts';

/** Less is no candidate. */
export const CLOSE_ENOUGH = 0.4;

const EXACT = 1;
const ALL_WORDS_SAID = 0.9;
const NAMED_BY_PARENT = 0.8;
const ENUM_SAID = 0.6;
const ONE_WORD_SAID = 0.45;
/** Said in these very words, beside what only means the same. */
const LITERAL = 0.2;

/** Last names that say nothing without the one before: `encryption.enabled`. */
const GENERIC = new Set(
  ['enabled', 'enable', 'mode', 'type', 'value', 'day', 'state', 'status', 'percent'].map((word) =>
    stem(word),
  ),
);

/** Pointers to other objects, and what only machinery sets. */
const POINTER = /(?:Refs?|References?|Selector)(?:$|[.[])|writeConnectionSecret|publishConnection/u;

const PLAIN = new Set(['string', 'integer', 'number', 'boolean', 'int-or-string']);

/**
 * How near a field's name, and its parent's, come to what was wished: 0 to 1 and a little more where it is
 * said in the very words. Fields and names are judged once each, as thousands of kinds share them.
 */
export function createCloseness(wanted: Wanted): (field: OutlineField) => number {
  const judged = new Map<string, number>();
  const mayBeNear = beginningsOf(wanted);
  const namesPaths = /\bspec\.\w/u.test(wanted.sentence);

  function ofName(path: string): number {
    const ending = lastTwo(path);
    const known = judged.get(ending);
    if (known !== undefined) return known;
    const closeness = mayBeNear.test(ending) ? closenessOf(ending, wanted) : 0;
    judged.set(ending, closeness);
    return closeness;
  }

  function ofField({ path, type, enum: choices }: OutlineField): number {
    if (namesPaths && wanted.sentence.includes(path)) return EXACT + LITERAL;
    const closeness = ofName(path);
    if (choices && closeness < ENUM_SAID && isEnumSaid(choices, wanted)) return ENUM_SAID;
    if (closeness < CLOSE_ENOUGH) return 0;
    if (POINTER.test(path) && !isNamedPointer(path, wanted)) return 0;
    return PLAIN.has(type) ? closeness : closeness * 0.75;
  }

  const known = new Map<OutlineField, number>();
  return (field) => {
    const before = known.get(field);
    if (before !== undefined) return before;
    const closeness = ofField(field);
    known.set(field, closeness);
    return closeness;
  };
}

/** A stem begins its word: to cut names into words costs more than to see that none begins so. */
function beginningsOf({ settings, words }: Wanted): RegExp {
  const named = settings.flatMap(({ names }) => names.flatMap(([first]) => first ?? []));
  const all = [...new Set([...named, ...words])].filter((word) => /^[\p{L}\d]+$/u.test(word));
  return all.length === 0 ? /$^/u : new RegExp(all.join('|'), 'iu');
}

function closenessOf(ending: string, { settings, words }: Wanted): number {
  const [parent = [], last = []] = namesOf(ending);
  const isAll = last.length > 1 && last.every((word) => words.has(word));
  // Where a setting is named, a single word more is what it is about: `database`.
  const isOne = settings.length === 0 && last.length === 1 && last.every((word) => words.has(word));
  const literal = [
    isAll ? ALL_WORDS_SAID : 0,
    isOne ? ONE_WORD_SAID : 0,
    isGeneric(last) && parent.length > 0 && parent.every((word) => words.has(word))
      ? NAMED_BY_PARENT
      : 0,
  ];
  const meant = settings.flatMap(({ names }) =>
    names.map((name) =>
      Math.max(
        nearness(last, name),
        isSame(parent, name) && isGeneric(last) ? NAMED_BY_PARENT : 0,
        isSame(parent, name) && isName(last) && name.at(-1) === 'ref' ? EXACT : 0,
      ),
    ),
  );
  const best = Math.max(0, ...literal, ...meant);
  const isSaid = last.some((word) => words.has(word));
  return best > 0 && isSaid ? best + LITERAL : best;
}

/** `issuerRef.name`, where the setting is which issuer it points to. */
function isNamedPointer(path: string, { settings }: Wanted): boolean {
  const [parent = [], last = []] = namesOf(lastTwo(path));
  const names = settings.flatMap((setting) => setting.names);
  return isName(last) && names.some((name) => isSame(parent, name));
}

function isName(last: readonly string[]): boolean {
  return isSame(last, [stem('name')]);
}

/** 1 for the same name, less where it is the beginning or the end of a longer one. */
function nearness(last: readonly string[], name: readonly string[]): number {
  if (isSame(last, name)) return EXACT;
  if (name.length >= last.length) return 0;
  const isEnd = isSame(last.slice(-name.length), name);
  const isStart = isSame(last.slice(0, name.length), name);
  return isEnd || isStart ? 0.2 + (0.5 * name.length) / last.length : 0;
}

function isEnumSaid(values: NonNullable<OutlineField['enum']>, { words }: Wanted): boolean {
  return values.some((value) => {
    if (typeof value !== 'string' || value.length < 4 || value.length > 40) return false;
    if (![...words].some((word) => value.toLowerCase().includes(word))) return false;
    const parts = wordsOf(value).map((word) => stem(word));
    return parts.length > 0 && parts.every((part) => words.has(part));
  });
}

function isGeneric(last: readonly string[]): boolean {
  return last.length === 1 && GENERIC.has(last[0] ?? '');
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index]);
}

/** `encryption.enabled` of `spec.forProvider.encryption[*].enabled`. */
function lastTwo(path: string): string {
  const last = path.lastIndexOf('.');
  return last <= 0 ? path : path.slice(path.lastIndexOf('.', last - 1) + 1);
}

/** Stems of the parent's name and of the last one. */
function namesOf(ending: string): readonly (readonly string[])[] {
  const names = ending.replaceAll(/\[[^\]]*\]/gu, '').split('.');
  const [parent, last] = names.length > 1 ? names : ['', ...names];
  return [parent, last].map((name) => wordsOf(name ?? '').map((word) => stem(word)));
}
