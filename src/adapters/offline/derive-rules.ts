import { isStopWord, stem, stemsOf, tellingWordsOf } from '../../domain/knowledge/words.ts';
import { isProviderWord, providersNamedIn } from '../../domain/knowledge/providers.ts';
import { withoutNamespaces } from '../../domain/policy/said-namespaces.ts';
import { partsOf } from '../../domain/policy/sentence-parts.ts';
import {
  ALL_GROUPS,
  type DeriveRulesInput,
  type DeriveRulesOutput,
} from '../../prompts/derive-rules.ts';
import { checksFault, contradictionAmong } from '../../prompts/derived-checks.ts';
import { type Clause, readSentence } from './derive-rules-clauses.ts';
import { readByName } from './derive-rules-fields.ts';
import { readLabels } from './derive-rules-labels.ts';
import { type FieldDemand, type Reading, SETTINGS } from './derive-rules-settings.ts';
import { kindsOfRest } from './derive-rules-subjects.ts';

type SaidCheck = DeriveRulesOutput['checks'][number];

/** Most parts that are named as unsaid, and the longest of them in characters. */
const UNSAID_MAX = 5;
const UNSAID_LENGTH = 300;

/** Nouns that name no kind of resource: whatever has the field is meant. */
const ANY_RESOURCE = new Set(
  'resource object thing everything kind manifest item all every any each no'.split(' '),
);

const MAKE_TWO = 'It speaks of two things: make a policy of each.';

/** Reads usual sentences word by word. What it cannot read it says, and asks for nothing. */
export function solveDeriveRules(input: DeriveRulesInput): DeriveRulesOutput {
  const { sentence } = input;
  const nothing = {
    providers: [],
    checks: [],
    about: [],
    incidental: [],
    expressions: [],
    unsaid: [],
  };
  if (tellingWordsOf(sentence).length === 0) {
    return { ...nothing, noneBecause: 'The sentence says nothing that could be checked.' };
  }
  const parts = partsOf(sentence);
  const read = readSentence(parts.first);
  const readings = read.clauses.map((clause) => ({ clause, reading: readingOf(clause, input) }));
  const checks = readings.flatMap(({ reading }) => checksOf(reading, input));
  const fault = contradictionAmong(input.fields, checks);
  if (fault !== undefined) {
    return {
      ...nothing,
      noneBecause: 'The sentence contradicts itself: no value could keep all of it.',
    };
  }
  if (checks.length === 0) {
    const because = whyNothing(readings.map(({ reading }) => reading));
    const isTwo = parts.rest !== undefined;
    return { ...nothing, noneBecause: isTwo ? `${because} ${MAKE_TWO}` : because };
  }
  const unread = readings
    .filter(({ reading }) => checksOf(reading, input).length === 0)
    .map(({ clause }) => clause.text);
  const about = subjectsOf(withoutNamespaces(read.subject), checks, input);
  if (about === undefined) {
    return { ...nothing, noneBecause: 'No kind that the sentence is about has such a field.' };
  }
  return {
    ...nothing,
    providers: providersNamedIn(parts.first).slice(0, 5),
    checks: [...checks],
    about: [...about],
    incidental: [...kindsOfRest(parts, input)],
    unsaid: unsaidOf([...read.conditions, ...unread, parts.rest ?? ''], sentence),
  };
}

function readingOf(said: Clause, { fields }: DeriveRulesInput): Reading | undefined {
  const clause = { ...said, text: withoutNamespaces(said.text) };
  const labels = readLabels(clause);
  if (labels) return labels;
  const found: Reading[] = [];
  for (const read of SETTINGS) {
    const reading = read(clause);
    if (!reading) continue;
    if (reading.type === 'unclear') return reading;
    found.push(withFields(reading.demands, fields));
  }
  const demands = found.flatMap((one) => (one.type === 'demands' ? one.demands : []));
  if (demands.length > 0) return { type: 'demands', demands };
  return readByName(clause, fields) ?? found[0];
}

/** Demands that some field on offer can say. */
function withFields(demands: readonly FieldDemand[], fields: DeriveRulesInput['fields']): Reading {
  return { type: 'demands', demands: demands.filter((one) => fields.some(one.isMeant)) };
}

/** One check a demand, on every field of that meaning whose type it fits. */
function checksOf(reading: Reading | undefined, input: DeriveRulesInput): readonly SaidCheck[] {
  if (reading?.type !== 'demands') return [];
  const said = reading.demands.flatMap(({ isMeant, key, demand, values }) => {
    const meant = input.fields.filter(isMeant);
    const entries = meant.filter(({ type }) => type !== 'map');
    const isEntry = key === undefined || entries.length > 0;
    const own = isEntry ? (key === undefined ? meant : entries) : meant;
    const check = { demand, values, ...(isEntry ? {} : { key }) };
    const fitting = own.filter(
      ({ id }) => checksFault(input, [{ ...check, fieldIds: [id] }]) === undefined,
    );
    const fieldIds = fitting.map(({ id }) => id).slice(0, 30);
    return fieldIds.length === 0 ? [] : [{ ...check, fieldIds }];
  });
  return merged(said);
}

/** The same demand of fields that were found one by one. */
function merged(checks: readonly SaidCheck[]): readonly SaidCheck[] {
  const groups = Map.groupBy(checks, ({ demand, values, key }) =>
    JSON.stringify([demand, values, key ?? '']),
  );
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    return [
      { ...first, fieldIds: [...new Set(own.flatMap(({ fieldIds }) => fieldIds))].slice(0, 30) },
    ];
  });
}

/** Undefined: it names kinds, and none of those with such a field is one of them. */
function subjectsOf(
  subject: string,
  checks: readonly SaidCheck[],
  { groups, fields }: DeriveRulesInput,
): DeriveRulesOutput['about'] | undefined {
  if (groups.some(({ kinds }) => kinds.some(({ isAbout }) => isAbout))) return [];
  const checked = fields.filter(({ id }) => checks.some(({ fieldIds }) => fieldIds.includes(id)));
  const ofFields = new Set(checked.flatMap(({ path }) => stemsOf(path)));
  const others = tellingWordsOf(subject).filter(
    (word) =>
      !ANY_RESOURCE.has(word) &&
      !isProviderWord(word) &&
      !isStopWord(word) &&
      !ofFields.has(stem(word)),
  );
  return others.length === 0 ? [{ groupId: ALL_GROUPS, kinds: [] }] : undefined;
}

function whyNothing(readings: readonly (Reading | undefined)[]): string {
  const unclear = readings.find((reading) => reading?.type === 'unclear');
  if (unclear?.type === 'unclear') return unclear.because;
  const wasRead = readings.some((reading) => reading?.type === 'demands');
  return wasRead
    ? 'No kind of this cluster has a field that says it.'
    : 'The built-in rules cannot read it as checks of fields: say which setting must have which value.';
}

function unsaidOf(parts: readonly string[], sentence: string): string[] {
  const folded = sentence.replaceAll(/\s+/gu, ' ');
  return [...new Set(parts)]
    .filter((part) => tellingWordsOf(part).length > 0 && folded.includes(part))
    .map((part) => part.slice(0, UNSAID_LENGTH))
    .slice(0, UNSAID_MAX);
}
