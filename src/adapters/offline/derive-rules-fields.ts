import { isStopWord, stemsOf } from '../../domain/knowledge/words.ts';
import type { DeriveRulesInput } from '../../prompts/derive-rules.ts';
import type { Clause } from './derive-rules-clauses.ts';
import type { FieldDemand, Reading } from './derive-rules-settings.ts';
import { boundsIn, listedValues, type ReadDemand } from './derive-rules-values.ts';

type Field = DeriveRulesInput['fields'][number];

/** Settings that are read by the name of their field: "deletion policy must be Orphan". */
export function readByName(clause: Clause, fields: readonly Field[]): Reading | undefined {
  const said = ` ${stemsOf(clause.text).join(' ')} `;
  const named = fields
    .map((field) => ({ field, words: nameWords(field) }))
    .filter(({ words }) => words.length > 0 && said.includes(` ${words.join(' ')} `));
  const most = Math.max(0, ...named.map(({ words }) => words.length));
  const best = named.filter(({ words }) => words.length === most).map(({ field }) => field);
  if (best.length === 0) return undefined;
  const read = best.map((field) => ({ field, demands: demandsOn(field, clause) }));
  const found = read.filter(({ demands }) => demands.length > 0);
  if (found.length === 0) {
    // A single word such as "service" is a noun more often than a field.
    if (most < 2) return undefined;
    return { type: 'unclear', because: whyNoValue(best, clause) };
  }
  return {
    type: 'demands',
    demands: found.flatMap(({ field, demands }) => demands.map((one) => onField(field, one))),
  };
}

/** The choices of a field that a text names, as the field writes them. */
function choicesIn({ values }: Field, text: string): readonly string[] {
  const said = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}._/-]+/gu, ' ')} `;
  return values.filter((value) => said.includes(` ${value.toLowerCase()} `));
}

function demandsOn(field: Field, clause: Clause): readonly ReadDemand[] {
  const { text, isNegative } = clause;
  const bounds = field.type === 'boolean' ? [] : boundsIn(text);
  if (bounds.length > 0) return bounds;
  if (isPresence(field, text)) {
    return isNegative ? [{ demand: 'absent', values: [] }] : [{ demand: 'exists', values: [] }];
  }
  if (field.type === 'boolean') {
    const isOn = /\b(?:enabled|true|on|turned on|activated)\b/iu.test(text);
    const isOff = /\b(?:disabled|false|off|turned off)\b/iu.test(text);
    if (isOn === isOff) return [];
    return [{ demand: 'oneOf', values: [String(isOn !== isNegative)] }];
  }
  const choices = choicesIn(field, text);
  const words = nameWords(field);
  const said = choices.length > 0 || field.values.length > 0 ? undefined : namedValue(field, text);
  if (said !== undefined) return [{ demand: isNegative ? 'noneOf' : 'oneOf', values: [said] }];
  const listed = listedValues(clause).filter((value) => !words.includes(stemsOf(value).join(' ')));
  const own = choices.length > 0 ? choices : listed;
  return own.length === 0 ? [] : [{ demand: isNegative ? 'noneOf' : 'oneOf', values: [...own] }];
}

/** "deletionPolicy Orphan", "a deletion policy of Orphan", "deletionPolicy must be Orphan for all databases". */
function namedValue(field: Field, text: string): string | undefined {
  const words = leafOf(field).match(/\p{Lu}*[\p{Ll}\d]+|\p{Lu}+/gu) ?? [];
  if (words.length === 0) return undefined;
  const name = words.join(String.raw`[\s_-]?`);
  const joint = String.raw`(?:\s+(?:must|should|shall|has to|have to)(?:\s+always)?\s+be|\s+of|\s+set to|\s*[:=])?`;
  const said = new RegExp(String.raw`\b${name}${joint}\s+(\p{L}[\w-]*)`, 'iu').exec(text)?.[1];
  return said !== undefined && /^\p{Lu}/u.test(said) ? said : undefined;
}

/** Where a value is said, it is none that the field takes. */
function whyNoValue(fields: readonly Field[], { text }: Clause): string {
  const [first] = fields;
  const name = leafOf(first);
  const value = first === undefined ? undefined : namedValue(first, text);
  const choices = [...new Set(fields.flatMap(({ values }) => values))];
  if (value === undefined || choices.length === 0) return `It does not say what “${name}” must be.`;
  return `No kind has a field “${name}” that takes “${value}”: it takes ${choices.join(' or ')}.`;
}

/** "The issuer must be set"; "must have an issuer", where what it must have is the field and nothing more. */
function isPresence(field: Field, text: string): boolean {
  if (/\bbe (?:set|defined|specified|given|present|declared)\b/iu.test(text)) return true;
  const had = /\b(?:have|has|define|specify|set)\s+(.+)$/iu.exec(text)?.[1];
  if (had === undefined) return false;
  const words = nameWords(field);
  return (
    words.length > 0 &&
    stemsOf(had)
      .filter((word) => !isStopWord(word))
      .join(' ') === words.join(' ')
  );
}

function onField({ id }: Field, demand: ReadDemand): FieldDemand {
  return { ...demand, isMeant: (field) => field.id === id };
}

function nameWords(field: Field): readonly string[] {
  return stemsOf(leafOf(field)).filter((word) => !isStopWord(word));
}

/** Without its key: `limits` of `limits['memory']`. */
function leafOf(field: Field | undefined): string {
  const last = field?.path.split('.').at(-1) ?? '';
  return last.replaceAll(/\[.*\]$/gu, '');
}
