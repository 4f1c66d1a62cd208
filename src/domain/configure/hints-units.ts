import { wordsOf } from '../knowledge/words.ts';
import { folded } from './hints-text.ts';

/** What a number is counted in. */
export interface Unit {
  readonly measures: 'time' | 'size';
  /** In seconds, or in megabytes. */
  readonly factor: number;
  /** As Kubernetes writes the quantity; empty for times. */
  readonly suffix: string;
}

function times(factor: number, words: string): readonly (readonly [string, Unit])[] {
  return words.split(' ').map((word) => [word, { measures: 'time', factor, suffix: '' }]);
}

function sizes(
  { factor, suffix }: { factor: number; suffix: string },
  words: string,
): readonly (readonly [string, Unit])[] {
  return words.split(' ').map((word) => [word, { measures: 'size', factor, suffix }]);
}

/**
 * Singulars, without marks. Thousands and 1,024s are taken for one another, as people do: 2 TB are
 * 2,000 in a field that counts gibibytes.
 */
const UNITS: ReadonlyMap<string, Unit> = new Map([
  ...times(1, 'second sec sekunde seconde segundo'),
  ...times(60, 'minute minuto'),
  ...times(3_600, 'hour stunde heure hora'),
  ...times(86_400, 'day tag tage jour dia'),
  ...times(604_800, 'week woche semaine semana'),
  ...times(2_592_000, 'month monat monate moi mois mes'),
  ...sizes({ factor: 1, suffix: 'Mi' }, 'mb mib mi megabyte mebibyte'),
  ...sizes({ factor: 1_000, suffix: 'Gi' }, 'gb gib gi gigabyte gibibyte gig'),
  ...sizes({ factor: 1_000_000, suffix: 'Ti' }, 'tb tib ti terabyte tebibyte'),
]);

/** The unit that a word names, in the singular or plural of the languages that come up most. */
export function unitOf(word: string): Unit | undefined {
  const plain = folded(word);
  return UNITS.get(plain) ?? UNITS.get(plain.replace(/[sn]$/u, ''));
}

/** Words that say how a thing is measured or counted, and not what it is. */
const MEASURES = new Set(
  (
    'period retention duration interval window time size count number amount value limit total ' +
    'percent'
  ).split(' '),
);

/** Whether a word of a field's name says only how the field is counted. */
export function isMeasure(word: string): boolean {
  return MEASURES.has(word) || unitOf(word) !== undefined;
}

/** The unit that a field counts in, by its name and then by its description. */
export function fieldUnit(
  { words, description }: { words: readonly string[]; description: string },
  measures: Unit['measures'],
): Unit | undefined {
  // "GiB" and "GB" are words, and no camel case.
  const told = wordsOf(description.replaceAll(/\b[KMGT]i?Bs?\b/gu, (unit) => unit.toLowerCase()));
  return [...words.toReversed(), ...told]
    .filter((word) => word.length > 1)
    .map((word) => unitOf(word))
    .find((unit) => unit?.measures === measures);
}
