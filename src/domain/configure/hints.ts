import type { FieldRow } from '../field-table.ts';
import type { Json } from '../json.ts';
import { providersNamedIn } from '../knowledge/providers.ts';
import { isStopWord, stemsOf, wordsOf } from '../knowledge/words.ts';
import { leafName } from './field-path.ts';
import { splitWords } from './labels.ts';

/** Values that a description lists: "Supported sizes: small, medium, large". At most twelve. */
export function optionsInText(description: string): readonly string[] {
  const list =
    /\b(?:supported|valid|allowed|possible|available|accepted)\s[\w\s-]{0,40}?(?::|\bare\b|\bis\b)\s*:?\s*([^.;]+)/iu.exec(
      description,
    )?.[1] ??
    /\b(?:one of|either)\b:?\s+([^.;]+)/iu.exec(description)?.[1] ??
    /(?:^|: )((?:[a-z][\w-]*, )*[a-z][\w-]* or [a-z][\w-]*)\.?$/u.exec(description)?.[1];
  if (list === undefined) return [];
  const values = list
    .split(/,|\bor\b|\band\b/u)
    .map((value) => value.replace(/^[\s"'`(“]+|[\s"'`)”]+$/gu, ''))
    .filter((value) => value !== '');
  const isList = values.length >= 2 && values.length <= 12;
  return isList && values.every((value) => /^[\w.*/-]{1,40}$/u.test(value)) ? values : [];
}

/** The example of a description that gives one: "such as us-east-1". */
export function exampleInText(description: string): string | undefined {
  const example = /\b(?:such as|e\.g\.|for example)[,:]? [`"'“]?(\w[\w.-]*\w)/iu;
  return example.exec(description)?.[1];
}

/** The value that a description gives for a provider: "For AWS it is `us-east-1`". */
export function valueForProvider(description: string, provider: string): string | undefined {
  const clauses = description.split(/,\s(?:and\s)?|;\s|\.\s/u);
  const own = clauses.find((clause) => providersNamedIn(clause).join() === provider);
  return own === undefined ? undefined : /[`"'“]([\w.-]+)[`"'”]/u.exec(own)?.[1];
}

/** Engines by the words that people use, as the clouds' own interfaces name them. */
const ENGINES: readonly (readonly [RegExp, string])[] = [
  [/\baurora\b.*\bpostgres|\bpostgres.*\baurora\b/iu, 'aurora-postgresql'],
  [/\baurora\b/iu, 'aurora-mysql'],
  [/\bpostgres(?:ql)?\b/iu, 'postgres'],
  [/\bmysql\b/iu, 'mysql'],
  [/\bmariadb\b/iu, 'mariadb'],
  [/\bvalkey\b/iu, 'valkey'],
  [/\bredis\b/iu, 'redis'],
];

/** What an intent says about a field; undefined when it says nothing. */
export function valueInIntent(
  row: FieldRow,
  { intent, options }: { intent: string; options: readonly string[] },
): Json | undefined {
  const words = splitWords(leafName(row.path)).map((word) => word.toLowerCase());
  if (row.type === 'boolean') return flagInIntent(row, intent);
  if (words.at(-1) === 'schedule' && row.type === 'string') {
    return scheduleInIntent(intent, row.description);
  }
  if (options.length > 0) {
    return optionInIntent(options, intent) ?? engineAmong(options, { words, intent });
  }
  const text = textInIntent(words, intent) ?? addressInIntent(words, intent);
  if (text === undefined) return undefined;
  if (row.type === 'array' && row.itemType === 'string') return [text];
  if (row.type === 'integer' || row.type === 'number') {
    const number = /^\d+(?:\.\d+)?/u.exec(text)?.[0];
    return number === undefined ? undefined : Number(number);
  }
  return row.type === 'string' || row.type === 'int-or-string' ? text : undefined;
}

/** `aurora-postgresql` where PostgreSQL was asked for, if no other option would do. */
function engineAmong(
  options: readonly string[],
  { words, intent }: { words: readonly string[]; intent: string },
): string | undefined {
  if (words.at(-1) !== 'engine') return undefined;
  const engine = textInIntent(words, intent);
  if (engine === undefined) return undefined;
  const fitting = options.filter((option) => option.includes(engine));
  return (
    fitting.find((option) => option === engine) ?? (fitting.length === 1 ? fitting[0] : undefined)
  );
}

/** Names by which things are reached: hosts, images and repositories. */
function addressInIntent(words: readonly string[], intent: string): string | undefined {
  const last = words.at(-1) ?? '';
  if (last === 'image') {
    return /(?<![\w/.-])[\w-]+(?:[./][\w-]+)*:[\w][\w.-]*\w(?![\w/])/u.exec(intent)?.[0];
  }
  if (/^(?:url|repo|repository)$/u.test(last)) return /\bhttps:\/\/[^\s,;]+\w/iu.exec(intent)?.[0];
  const isHost =
    /^(?:host|hosts|hostname|hostnames|domain|domains)$/u.test(last) ||
    (words.includes('dns') && /^names?$/u.test(last));
  if (!isHost) return undefined;
  return /(?<![\w/@.:-])(?:[a-z0-9-]+\.){1,5}[a-z]{2,}(?![\w/:.-]*[/:])/u.exec(intent)?.[0];
}

/** How people say when, as cron has it. */
const SCHEDULES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:at )?midnight\b/iu, '0 0 * * *'],
  [/\b(?:every (?:night|day|morning)|nightly|daily)\b/iu, '0 3 * * *'],
  [/\b(?:every hour|hourly)\b/iu, '0 * * * *'],
  [/\bevery minute\b/iu, '* * * * *'],
  [/\b(?:every (?:week|monday)|weekly)\b/iu, '0 3 * * 1'],
  [/\b(?:every month|monthly)\b/iu, '0 3 1 * *'],
];

/** Some schedulers count seconds first: their descriptions say so. */
function scheduleInIntent(intent: string, description: string): string | undefined {
  const minutes = /\bevery (\d{1,2}) minutes\b/iu.exec(intent)?.[1];
  const said =
    minutes === undefined
      ? SCHEDULES.find(([pattern]) => pattern.test(intent))?.[1]
      : `*/${minutes} * * * *`;
  return said !== undefined && /\bseconds?\b/iu.test(description) ? `0 ${said}` : said;
}

function textInIntent(words: readonly string[], intent: string): string | undefined {
  const has = (...wanted: readonly string[]): boolean =>
    wanted.some((word) => words.includes(word));
  const last = words.at(-1);
  if (last === 'version' && words.length <= 2 && !has('api', 'min', 'minimum', 'max')) {
    return /\b(?:version|v|postgres(?:ql)?|mysql|mariadb|redis|mongodb|kafka)\s?v?(\d+(?:\.\d+){0,2})\b/iu.exec(
      intent,
    )?.[1];
  }
  if (last === 'engine' && words.length <= 2 && !has('source'))
    return ENGINES.find(([pattern]) => pattern.test(intent))?.[1];
  if (has('region', 'location')) return /\b[a-z]{2,12}-[a-z]{4,12}-?\d\b/u.exec(intent)?.[0];
  if (has('replicas', 'instances', 'nodes') && !has('max', 'maximum')) {
    return /\b(\d{1,3})\s+(?:replicas?|instances?|nodes?|pods?|copies)\b/iu.exec(intent)?.[1];
  }
  if (has('storage', 'disk', 'capacity')) {
    const size = /\b(\d{1,6})\s?(g|t|m)i?b?\b/iu.exec(intent);
    return size?.[1] === undefined ? undefined : `${size[1]}${(size[2] ?? 'g').toUpperCase()}i`;
  }
  return undefined;
}

/** The option that an intent names as a word of its own; none where it names several. */
export function optionInIntent(options: readonly string[], intent: string): string | undefined {
  const said = ` ${wordsOf(intent).join(' ')} `;
  const named = options.filter((option) => {
    const words = wordsOf(option);
    // "A" is a record's type in some schemas, and an article in every sentence.
    const isTelling = words.some((word) => word.length > 1 && !isStopWord(word));
    return isTelling && said.includes(` ${words.join(' ')} `);
  });
  return named.length === 1 ? named[0] : undefined;
}

/** True when the intent says all of a switch's words, false when it denies them. */
function flagInIntent(row: FieldRow, intent: string): boolean | undefined {
  const stems = stemsOf(leafName(row.path)).filter((stem) => stem !== 'enabl');
  if (stems.length === 0 || leafName(row.path).length < 6) return undefined;
  const said = stemsOf(intent);
  const place = said.findIndex((_, index) =>
    stems.every((stem, offset) => isAlike(stem, said[index + offset] ?? '')),
  );
  if (place !== -1) return !isDenied(said.slice(Math.max(0, place - 3), place));
  const isPublic = stems.some((stem) => stem.startsWith('publi'));
  return isPublic && /\b(?:private|internal)(?:ly)?\b/iu.test(intent) ? false : undefined;
}

/** "accessible" and "accessibility" have stems that only begin alike. */
function isAlike(one: string, other: string): boolean {
  const length = Math.max(5, Math.min(one.length, other.length) - 1);
  return one === other || (one.length >= 5 && one.slice(0, length) === other.slice(0, length));
}

function isDenied(before: readonly string[]): boolean {
  return before.some((word) => ['not', 'no', 'never', 'without', 'non'].includes(word));
}
