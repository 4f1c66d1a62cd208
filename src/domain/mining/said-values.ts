import { regionsIn } from '../knowledge/regions.ts';
import { isStopWord, stem, wordsOf } from '../knowledge/words.ts';

/** A value that a sentence names, and what it is a value of: a region, a host, a number of something. */
export interface SaidValue {
  readonly about: string;
  readonly value: string;
}

/** What a sentence that demands something says: of what, which values, and whether it forbids them. */
export interface SaidDemand {
  /** Stems of the words that tell what it is about, without values and without the demand itself. */
  readonly subject: ReadonlySet<string>;
  readonly values: readonly SaidValue[];
  readonly forbids: boolean;
}

/** Words of any demand, in the languages that come up most. */
const DEMANDING = new Set(
  (
    'must should shall always never only mandatory required requirement standard rule policy convention ' +
    'default every everything everyone have has least most maximum minimum exactly region located ' +
    'muss müssen soll sollen immer nie niemals nur nicht kein keine jede jeder jedes alle ' +
    'debe deben siempre nunca jamás solo sólo todos todas cada no ' +
    'doit doivent toujours jamais uniquement tous toutes chaque pas ne ' +
    'deve devem sempre nunca somente apenas todos não devono mai tutti ogni solo'
  ).split(' '),
);

const FORBIDDING =
  /\b(?:never|mustn['’]?t|must not|should not|shouldn['’]?t|do not|don['’]?t|cannot|can['’]?t|no longer|not allowed|forbidden|prohibited|banned|avoid|without|not|no|nie|niemals|nicht|keine?n?|verboten|nunca|jamás|prohibido|jamais|pas|interdit|não|proibido|mai|non|vietato)\b|禁止|ない|不要|不得|никогда|нельзя|не\s/iu;

const NUMBERS = /(?<![\p{L}\p{N}.-])(\d+(?:\.\d+)?)\s?(%|\p{L}+)?/gu;
const NUMBER_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(
  ' ',
);
const HOSTS = /\b(?:[a-z\d-]+\.){1,4}[a-z]{2,}\b(?:\/[\w./-]*\w)?/giu;

export function demandOf(sentence: string): SaidDemand {
  const values = valuesIn(sentence);
  const own = new Set(values.flatMap(({ value }) => wordsOf(value).map((word) => stem(word))));
  const words = wordsOf(sentence).filter(
    (word) => word.length > 1 && !isStopWord(word) && !DEMANDING.has(word),
  );
  const subject = words.map((word) => stem(word)).filter((word) => !own.has(word));
  return { subject: new Set(subject), values, forbids: FORBIDDING.test(sentence) };
}

export function valuesIn(text: string): readonly SaidValue[] {
  const regions = regionsIn(text);
  const hosts = (text.toLowerCase().match(HOSTS) ?? []).filter((host) => !/^\d/u.test(host));
  const counted = regions.reduce(
    (rest, region) => rest.replaceAll(region, ' '),
    text.toLowerCase(),
  );
  const spelled = counted.replaceAll(/\p{L}+/gu, (word) => {
    const number = NUMBER_WORDS.indexOf(word);
    return number < 2 ? word : String(number);
  });
  const numbers = [...spelled.matchAll(NUMBERS)].map(([, number = '', unit = '']) => ({
    about: `number of ${stem(unit)}`,
    value: `${number}${/^(?:%|[kmgt]i?)$/u.test(unit) ? unit : ''}`,
  }));
  return [
    ...regions.map((value) => ({ about: 'region', value })),
    ...hosts.map((value) => ({ about: 'host', value })),
    ...numbers,
  ];
}

/** 0 to 1: how much of the smaller one both share. */
export function sharedOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const smaller = Math.min(one.size, other.size);
  return smaller === 0 ? 0 : sharedCount(one, other) / smaller;
}

/** 0 to 1: how much of both they share. */
export function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const all = one.size + other.size;
  return all === 0 ? 0 : (2 * sharedCount(one, other)) / all;
}

function sharedCount(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return [...one].filter((word) => other.has(word)).length;
}
