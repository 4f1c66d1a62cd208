import type { FieldRow } from '../field-table.ts';
import type { Json } from '../json.ts';
import { providersNamedIn } from '../knowledge/providers.ts';
import { isStopWord, wordsOf } from '../knowledge/words.ts';
import { leafName } from './field-path.ts';
import { addressesInIntent, addressInIntent } from './hints-addresses.ts';
import { engineAmong, engineInText, isProductVersion, versionInIntent } from './hints-engines.ts';
import { flagInText } from './hints-flags.ts';
import { numberInIntent, quantityInIntent } from './hints-numbers.ts';
import { scheduleInText } from './hints-schedules.ts';
import { sizeAmong } from './hints-sizes.ts';
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

/** What an intent says about a field; undefined when it says nothing. */
export function valueInIntent(
  row: FieldRow,
  { intent, options }: { intent: string; options: readonly string[] },
): Json | undefined {
  const words = splitWords(leafName(row.path)).map((word) => word.toLowerCase());
  switch (row.type) {
    case 'boolean':
      return flagInText(row.path, intent);
    case 'integer':
    case 'number':
      return numberInIntent(row, intent);
    case 'array':
      return row.itemType === 'string' ? listInIntent(row, { intent, options }) : undefined;
    case 'int-or-string':
      return numberInIntent(row, intent) ?? quantityInIntent(row, intent);
    case 'string':
      return textInIntent(row, { words, intent, options });
    default:
      return undefined;
  }
}

function listInIntent(
  row: FieldRow,
  { intent, options }: { intent: string; options: readonly string[] },
): readonly string[] | undefined {
  const named = options.length > 0 ? optionInIntent(options, intent) : undefined;
  const found = named === undefined ? addressesInIntent(row, intent) : [named];
  const allowed = found.filter((one) => options.length === 0 || options.includes(one));
  return allowed.length === 0 ? undefined : allowed;
}

function textInIntent(
  row: FieldRow,
  {
    words,
    intent,
    options,
  }: { words: readonly string[]; intent: string; options: readonly string[] },
): string | undefined {
  const last = words.at(-1);
  if (last === 'schedule') return scheduleInText(intent, row.description);
  if (isProductVersion(words)) {
    return versionInIntent(intent, { options, description: row.description });
  }
  if (options.length > 0) {
    const named = optionInIntent(options, intent) ?? sizeAmong(options, intent);
    return named ?? (last === 'engine' ? engineAmong(options, intent) : undefined);
  }
  if (last === 'engine' && words.length <= 2 && !words.includes('source')) {
    return engineInText(intent);
  }
  if (words.includes('region') || words.includes('location')) return placesInText(intent)[0];
  return addressInIntent(row, intent) ?? quantityInIntent(row, intent);
}

/** Regions as clouds write them: `eu-west-1`, `europe-west3`. */
export function placesInText(text: string): readonly string[] {
  return [...new Set(text.match(/\b[a-z]{2,12}-[a-z]{4,12}-?\d\b/gu))];
}

/** The option that an intent names as a word of its own; none where it names several. */
export function optionInIntent(options: readonly string[], intent: string): string | undefined {
  const said = ` ${wordsOf(intent).join(' ')} `;
  const named = options.filter((option) => {
    const words = wordsOf(option);
    // "A" is a record's type in some schemas and an article in every sentence, "16" may be anything.
    const isTelling = words.some(
      (word) => word.length > 1 && !isStopWord(word) && !/^\d+$/u.test(word),
    );
    return isTelling && said.includes(` ${words.join(' ')} `);
  });
  return named.length === 1 ? named[0] : undefined;
}
