import type { DeriveRulesOutput } from '../../prompts/derive-rules.ts';
import type { Clause } from './derive-rules-clauses.ts';

/** A demand as it was read, before a field is found for it. */
export type ReadDemand = Pick<DeriveRulesOutput['checks'][number], 'demand' | 'values'>;

const QUANTITY = String.raw`(\d+(?:\.\d+)?\s?(?:[KMGTPE]i?[bB]?|m)?)(?![\w.])`;
const BETWEEN = new RegExp(String.raw`\bbetween\s+${QUANTITY}\s+and\s+${QUANTITY}`, 'u');
const LEAST = new RegExp(
  String.raw`\b(?:at least|a minimum of|minimum of|minimum|no (?:less|fewer) than|not (?:less|fewer) than|>=)\s+${QUANTITY}|${QUANTITY}[^.,;]{0,20}\bor more\b`,
  'iu',
);
const MOST = new RegExp(
  String.raw`\b(?:at most|a maximum of|maximum of|maximum|no (?:more|longer) than|not (?:more|longer) than|up to|<=)\s+${QUANTITY}|${QUANTITY}[^.,;]{0,20}\bor (?:less|fewer)\b`,
  'iu',
);
const ABOVE = /\b(?:more|greater|larger|longer) than\s+(\d+)(?![\w.])/iu;
const BELOW = /\b(?:less|fewer|smaller|lower) than\s+(\d+)(?![\w.])/iu;

const NUMBER_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(
  ' ',
);

/** Days in what people count backups in. */
const DAYS: ReadonlyMap<string, number> = new Map([
  ['day', 1],
  ['week', 7],
  ['month', 30],
  ['year', 365],
]);

/** The bounds that a clause names; none where it names no number. */
export function boundsIn(said: string): readonly ReadDemand[] {
  const text = withDigits(said);
  const between = BETWEEN.exec(text);
  if (between) return [bound('min', between[1]), bound('max', between[2])].flat();
  const least = LEAST.exec(text);
  const most = MOST.exec(text.replace(LEAST, ' '));
  const found = [
    ...(least ? bound('min', least[1] ?? least[2]) : []),
    ...(most ? bound('max', most[1] ?? most[2]) : []),
  ];
  if (found.length > 0) return found;
  const above = ABOVE.exec(text)?.[1];
  if (above !== undefined) return bound('min', String(Number(above) + 1));
  const below = BELOW.exec(text)?.[1];
  return below === undefined ? [] : bound('max', String(Number(below) - 1));
}

/** The same in days, where a clause counts weeks, months or years. */
export function boundsInDays(said: string): readonly ReadDemand[] {
  const unit = /\b(day|week|month|year)s?\b/iu.exec(said)?.[1]?.toLowerCase();
  const days = DAYS.get(unit ?? 'day') ?? 1;
  return boundsIn(said).map(({ demand, values }) => ({
    demand,
    values: values.map((value) => String(Number(value) * days)),
  }));
}

/** Values that a clause lists after "be", "use", "only", …; none where it lists none. */
export function listedValues({ text }: Clause): readonly string[] {
  const quoted = [...text.matchAll(/["“`]([^"”`]+)["”`]|'([^']+)'/gu)].flatMap(
    ([, one, other]) => one ?? other ?? [],
  );
  if (quoted.length > 0) return quoted;
  const match = TAIL.exec(text);
  const tail = match?.[1] ?? match?.[2];
  if (tail === undefined) return [];
  const values = tail
    .replace(/^(?:either|one of|any of|only|set to|equal to|exactly|the|an?)\s+/iu, '')
    .replace(/^(?:either|one of|any of|only|the|an?)\s+/iu, '')
    .split(/\s*,\s*(?:or|and)?\s*|\s+(?:or|and)\s+/iu)
    .map((value) =>
      value
        .replace(/\s+(?:only|always)$/iu, '')
        .replace(/[.!?]+$/u, '')
        .trim(),
    );
  return values.every((value) => /^[\w.:/@+-]+$/u.test(value)) ? values : [];
}

/** What stands behind the last word that leads to a value. */
const TAIL =
  /^.*\b(?:must|should|shall|to|always|never|not|only|may|can)\s+(?:always |only |not |never )*(?:be|use|equal|come from|run in|run on|live in|have|say)\s+(.+?)[.!]*$|^.*\b(?:is|are|use|be|only|of)\s+(.+?)[.!]*$/iu;

function bound(demand: 'min' | 'max', value: string | undefined): readonly ReadDemand[] {
  if (value === undefined) return [];
  const plain = value.replaceAll(/\s/gu, '').replace(/([KMGTPE]i?)[bB]$/u, '$1');
  return [{ demand, values: [plain] }];
}

function withDigits(text: string): string {
  return text
    .replaceAll(/\p{L}+/gu, (word) => {
      const number = NUMBER_WORDS.indexOf(word.toLowerCase());
      return number < 0 ? word : String(number);
    })
    .replaceAll(/\b(?:an?)\s+(?=day|week|month|year)/giu, '1 ');
}
