import { isStopWord, stemsOf } from '../knowledge/words.ts';
import { withoutAddresses } from './hints-addresses.ts';
import { folded } from './hints-text.ts';
import { type Unit, unitOf } from './hints-units.ts';

/** A number that a text states, and the words that stand with it. */
export interface Mention {
  readonly value: number;
  readonly unit: Unit | undefined;
  /** "at least", "between 2 and 8": the number is one end of what is allowed. */
  readonly bound: 'min' | 'max' | undefined;
  /** Stems of the words before it, nearest first, up to where another thought begins. */
  readonly before: readonly string[];
  /** The same for the words after it; its unit is not among them. */
  readonly after: readonly string[];
}

/** Numbers that people write as words; "one" and its like are articles as often as numbers. */
const WORDS: ReadonlyMap<string, number> = new Map(
  [
    'two zwei deux dos',
    'three drei trois tres',
    'four vier quatre cuatro',
    'five funf cinq cinco',
    'six sechs seis',
    'seven sieben sept siete',
    'eight acht huit ocho',
    'nine neun neuf nueve',
    'ten zehn diez',
  ].flatMap((words, place) => words.split(' ').map((word) => [word, place + 2] as const)),
);

/** The number that a word means, in the languages that come up most. */
export function numberWord(word: string): number | undefined {
  return WORDS.get(folded(word));
}

const TOKEN = /\d+(?:\.\d+)*|\p{L}[\p{L}\d]*(?:[-_][\p{L}\d]+)*|[^\s\p{L}\d]/gu;
const NUMBER = /^\d+(?:\.\d+)?$/u;
/** Between a name and its number: "port: 3000", "a timeout of 2 minutes". */
const BRIDGE = new Set(['of', 'is', 'to', 'at', 'be', 'as', ':', '=', 'von', 'auf', 'ist', 'de']);
const LEAST =
  /\b(?:at least|min(?:imum|imal)?(?: of)?|no (?:fewer|less) than|mindestens|al menos|au moins)$/u;
const MOST =
  /\b(?:at most|up to|max(?:imum|imal)?(?: of)?|(?:no|not) more than|hochstens|bis zu|como maximo|au plus)$/u;
const LEAST_AFTER = /^\W*[\p{L}-]+\s(?:at least|minimum|or more)\b/u;
const MOST_AFTER = /^\W*[\p{L}-]+\s(?:at most|maximum|or (?:fewer|less))\b/u;
/** Words on each side that may name what is counted, at most. */
export const NEAR = 4;
/** Signs and tokens around a number that are looked at: what is further off does not belong to it. */
const AROUND = { signs: 48, tokens: 12 } as const;
/** A text with more numbers is a listing, and no wish. */
const NUMBERS_MAX = 100;

interface Token {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Every number of a text, in order; those within names, addresses, dates and times are none. */
export function mentionsIn(text: string): readonly Mention[] {
  const plain = separated(folded(withoutAddresses(text)));
  const tokens = [...plain.matchAll(TOKEN)].map(([token], index, all) => {
    const from = all[index]?.index ?? 0;
    return { text: token, from, to: from + token.length };
  });
  const places = tokens.flatMap((token, place) => (numberOf(token) === undefined ? [] : [place]));
  return places.slice(0, NUMBERS_MAX).flatMap((place, index) => {
    const mention = mentionAt(tokens, place, plain);
    const bound =
      rangeEnd(tokens, place, { other: places[index + 1], plain, end: 'min' }) ??
      rangeEnd(tokens, places[index - 1], { other: place, plain, end: 'max' });
    if (bound === undefined) return [mention];
    const high = bound === 'min' ? places[index + 1] : undefined;
    return [
      {
        ...(high === undefined
          ? mention
          : { ...mentionAt(tokens, high, plain), value: mention.value }),
        bound,
      },
    ];
  });
}

/** "20Gi" and "8vCPU" are a number and a word; dates and times are no numbers at all. */
function separated(text: string): string {
  return text
    .replaceAll(/\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}:\d{2}\b/gu, ' … ')
    .replaceAll(/(?<![\p{L}\d.-])(\d+(?:\.\d+)?)-?(?=\p{L})/gu, '$1 ');
}

function numberOf({ text }: Token): number | undefined {
  return NUMBER.test(text) ? Number(text) : WORDS.get(text);
}

function mentionAt(tokens: readonly Token[], place: number, plain: string): Mention {
  const token = tokens[place];
  const next = tokens[place + 1];
  // Elsewhere "min" is the least.
  const unit = next && unitOf(/^mins?$/u.test(next.text) ? 'minute' : next.text);
  const rest = tokens.slice(place + (unit ? 2 : 1), place + AROUND.tokens);
  const after = runOf(unit && rest[0]?.text === 'of' ? rest.slice(1) : rest);
  const reversed = tokens.slice(Math.max(0, place - AROUND.tokens), place).toReversed();
  const isTime = unit?.measures === 'time';
  const bridges = reversed.findIndex(
    ({ text }) => !BRIDGE.has(text) && !(isTime && text === 'for'),
  );
  const before = runOf(reversed.slice(Math.max(0, bridges)));
  return {
    value: token ? (numberOf(token) ?? 0) : 0,
    unit,
    bound: boundOf(
      plain.slice(signsBefore(token), token?.from).trimEnd(),
      plain.slice(token?.to, (token?.to ?? 0) + AROUND.signs),
      before,
    ),
    before,
    after,
  };
}

function signsBefore(token: Token | undefined): number {
  return Math.max(0, (token?.from ?? 0) - AROUND.signs);
}

function runOf(tokens: readonly Token[]): readonly string[] {
  const end = tokens.findIndex(
    (token) =>
      !/^\p{L}/u.test(token.text) || isStopWord(token.text) || numberOf(token) !== undefined,
  );
  const words = end === -1 ? tokens : tokens.slice(0, end);
  return words.flatMap(({ text }) => stemsOf(text)).slice(0, NEAR);
}

function boundOf(
  before: string,
  after: string,
  words: readonly string[],
): 'min' | 'max' | undefined {
  if (LEAST.test(before) || LEAST_AFTER.test(after)) return 'min';
  if (MOST.test(before) || MOST_AFTER.test(after)) return 'max';
  if (words.some((word) => /^min(?:imum)?$/u.test(word))) return 'min';
  return words.some((word) => /^max(?:imum)?$/u.test(word)) ? 'max' : undefined;
}

/** "2 to 8", "2-8"; "2 and 8" only after "between". */
function rangeEnd(
  tokens: readonly Token[],
  low: number | undefined,
  { other, plain, end }: { other: number | undefined; plain: string; end: 'min' | 'max' },
): 'min' | 'max' | undefined {
  const [first, second] = [tokens[low ?? -1], tokens[other ?? -1]];
  if (!first || !second) return undefined;
  const [smaller = 0, larger = 0] = [numberOf(first), numberOf(second)];
  if (smaller >= larger) return undefined;
  const between = plain.slice(first.to, second.from).trim();
  const isBetween = /\b(?:between|zwischen|entre)$/u.test(
    plain.slice(signsBefore(first), first.from).trimEnd(),
  );
  const joins = isBetween
    ? /^(?:and|und|y|et|to|-)$/u
    : /^(?:to|-|–|bis|a|hasta|(?:and|und) (?:at most|up to|no more than|hochstens))$/u;
  return joins.test(between) ? end : undefined;
}
