import { regionsOfPlacesIn } from '../domain/knowledge/places.ts';
import { PROVIDER_IDS } from '../domain/knowledge/providers.ts';
import { allRegionsOf, isRegionOf, regionsIn } from '../domain/knowledge/regions.ts';
import { editDistance } from '../domain/nearest.ts';
import type { Check } from '../domain/policy/rule.ts';
import {
  folded,
  isInflected,
  isMeantBy,
  isSpelledOut,
  isWritten,
  namesIn,
} from './written-words.ts';

/** Words of patterns that follow from a demand rather than stand in it. */
const PATTERN_WORDS = new Set(['latest', 'sha256', 'http', 'https', 'docker', 'index']);

/** Choices that are also words of any demand: such a word names no choice. */
const USUAL_WORDS = /^(?:all|always|any|default|never|no|none|only|yes)$/iu;

/** Looks like a region though it may be misspelt: `us-esat-1`, `us-east-11`. */
const REGION_LIKE = /^[a-z]{2,}(?:-[a-z]+)+-?\d{1,2}[a-f]?$/u;

/** Resources that limits and quotas have, whatever a sentence calls them. */
const RESOURCE_KEY = /^(?:cpu|memory|storage|ephemeral-storage)$/u;
const RESOURCE_MAP = /(?:^|\.)(?:limits|requests|capacity|hard)$/u;

/** Keys that Kubernetes itself gives: the sentence need not say whose they are. */
const KUBERNETES_KEY = /^(?:[a-z\d-]+\.)*(?:kubernetes|k8s)\.io\/(.+)$/u;

/** Numbers that follow from words such as "none", "one" or "highly available". */
const SMALL_NUMBER = 3;

/** Days, hours, minutes, seconds and bytes of what a sentence counts in larger units. */
const UNITS = [7, 14, 24, 28, 30, 31, 60, 365, 1_000, 1_024, 1_440, 3_600, 86_400];

/** What Kubernetes writes behind the number of a quantity. */
const QUANTITY_SUFFIX = /^(?:[munkMGTPE]|[KMGTPE]i)$/u;

/** Whether a value stands in the sentence or follows from it: nobody else's, and none that was put right. */
export function isFounded(
  value: string,
  {
    demand,
    choices,
    sentence,
  }: {
    readonly demand: Check['type'];
    /** What the fields take, where their schemas say so. */
    readonly choices: readonly string[];
    readonly sentence: string;
  },
): boolean {
  if (demand === 'matches' || demand === 'notMatches') return isPatternFounded(value, sentence);
  if (isWritten(value, sentence) || isSpelledOut(value, sentence)) return true;
  if (/^(?:true|false)$/iu.test(value)) return true;
  // That something must not be empty.
  if (value === '') return demand === 'noneOf';
  if (isRegion(value)) return isRegionFounded(value, sentence);
  const isTerm = choices.includes(value) || /\p{Ll}\p{Lu}/u.test(value);
  if (isTerm && isMeantBy(value, sentence)) return true;
  if (choices.includes(value) && !isAnyChoiceNamed(choices, sentence)) return true;
  return isNumberFounded(value, sentence);
}

/** Whether the entry of a map is one that the sentence names. */
export function isKeyFounded(
  key: string,
  { paths, sentence }: { readonly paths: readonly string[]; readonly sentence: string },
): boolean {
  if (isWritten(key, sentence) || isSpelledOut(key, sentence)) return true;
  if (RESOURCE_KEY.test(key)) return paths.every((path) => RESOURCE_MAP.test(path));
  const name = KUBERNETES_KEY.exec(key)?.[1];
  return name !== undefined && (isWritten(name, sentence) || isSpelledOut(name, sentence));
}

function isRegion(text: string): boolean {
  return PROVIDER_IDS.some((provider) => isRegionOf(provider, text));
}

/** A region that is not written follows from its zone or its place, and from nothing beside another region. */
function isRegionFounded(region: string, sentence: string): boolean {
  const names = namesIn(sentence);
  if (names.some((name) => isRegion(name) && name.replace(/-?[a-f]$/u, '') === region)) return true;
  const ofPlaces = regionsOfPlacesIn(sentence);
  if (ofPlaces) return ofPlaces.includes(region);
  const apart = sentence.replaceAll(/\s+/gu, '-');
  return regionsIn(apart).length === 0 && !names.some((name) => isRegionLike(name));
}

function isRegionLike(name: string): boolean {
  if (REGION_LIKE.test(name) || regionsIn(name).length > 0) return true;
  const isNear = (region: string) => editDistance(name, region) <= (region.length < 8 ? 1 : 2);
  return name.length > 5 && PROVIDER_IDS.some((one) => allRegionsOf(one).some(isNear));
}

/** Whether the sentence names a choice, if only misspelt: then no other one is meant. */
function isAnyChoiceNamed(choices: readonly string[], sentence: string): boolean {
  const names = namesIn(sentence);
  return choices.some((choice) => {
    if (USUAL_WORDS.test(choice)) return false;
    if (isWritten(choice, sentence) || isMeantBy(choice, sentence)) return true;
    const wanted = folded(choice);
    if (wanted.length < (/\d/u.test(wanted) ? 3 : 5)) return false;
    return names.some((name) => !isInflected(folded(name), wanted) && isSlip(folded(name), wanted));
  });
}

/** One letter too many, too few or another, or two of them exchanged. */
function isSlip(said: string, wanted: string): boolean {
  const distance = editDistance(said, wanted);
  if (distance <= 1) return true;
  const [one, other] = [said, wanted].map((word) => Array.from(word).toSorted().join(''));
  return distance === 2 && one === other;
}

function isPatternFounded(pattern: string, sentence: string): boolean {
  const literal = pattern.replaceAll(/\\[a-zA-Z]/gu, ' ');
  const words = literal.match(/[\p{L}\d]{4,}/gu) ?? [];
  const said = sentence.match(/[\p{L}\d]+/gu) ?? [];
  const isSaid = (word: string) =>
    PATTERN_WORDS.has(word.toLowerCase()) ||
    said.some((one) => isInflected(folded(one), folded(word)));
  const regions = regionsIn(literal.replaceAll('\\', ''));
  return (
    words.every(isSaid) &&
    regions.every((one) => isWritten(one, sentence) || isSpelledOut(one, sentence))
  );
}

function isNumberFounded(value: string, sentence: string): boolean {
  const [, number, suffix = ''] = /^(-?\d+(?:\.\d+)?)(\p{L}{0,3}|%)$/u.exec(value) ?? [];
  if (number === undefined) return false;
  const wanted = Number(number);
  if (Math.abs(wanted) <= SMALL_NUMBER && suffix === '') return true;
  const written = [...sentence.matchAll(/(\d+(?:\.\d+)?)(\p{L}*)/gu)].filter(
    ([, , unit = '']) =>
      suffix === '' ||
      unit === suffix ||
      !QUANTITY_SUFFIX.test(unit) ||
      !QUANTITY_SUFFIX.test(suffix),
  );
  const said = [...written.map(([, digits]) => Number(digits)), ...wordNumbers(sentence)];
  return said.some((one) => one === wanted || UNITS.some((unit) => one * unit === wanted));
}

const NUMBER_WORDS: readonly string[] =
  'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

function wordNumbers(sentence: string): readonly number[] {
  const words = sentence.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counted = words.map((word) => NUMBER_WORDS.indexOf(word)).filter((number) => number >= 0);
  return words.some((word) => /^an?$/u.test(word)) ? [...counted, 1] : counted;
}
