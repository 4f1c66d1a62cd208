import { scheduleInText } from '../../domain/configure/hints-schedules.ts';
import { Failure } from '../../domain/failure.ts';
import type { Json } from '../../domain/json.ts';
import type { Column } from '../../domain/question.ts';
import { tellingWordsOf, wordsOf } from '../../domain/knowledge/words.ts';
import { type AnswerValue, writtenValue } from '../../prompts/answer-value.ts';
import { limitFault, typeFault } from '../../prompts/value-fault.ts';
import type { WriteForMeInput, WriteForMeOutput } from '../../prompts/write-for-me.ts';
import { isGeneric } from './evidence.ts';
import { listed } from './phrases.ts';
import { type SampleSchema, sampleSchema, schemaAbout } from './sample-schemas.ts';
import { subjectsIn } from './subjects.ts';

/** What nobody should let a bot make up. */
const SECRET = /\b(?:password|secret|token|api key|private key|credential)s?\b/iu;
const SQL = /\b(?:sql|schema|ddl|migration)s?\b/iu;
const SCHEDULE = /\b(?:cron|schedule)\b/iu;

interface Written {
  readonly value: AnswerValue;
  readonly note: string;
}

/**
 * Writes conventional values from templates. Throws `Failure('invalid-input')` with a sentence for
 * the person where no template fits: better none than an invented one.
 */
export function solveWriteForMe(input: WriteForMeInput): WriteForMeOutput {
  const { question } = input;
  const about = `${question.label} ${question.text}`;
  if (question.isSecret === true || SECRET.test(question.label)) {
    throw refusal(question.label, 'I do not make up secrets');
  }
  const written =
    fromOptions(input) ?? (question.columns ? rows(input, question.columns) : plain(input, about));
  if (!written) throw refusal(question.label, 'I do not know enough to write it');
  const fault = typeFault(written.value, question) ?? limitFault(written.value, question.limits);
  if (fault !== undefined) throw refusal(question.label, `What I would write ${fault}`);
  return { value: writtenValue(written.value), note: written.note };
}

function refusal(label: string, why: string): Failure {
  const end = why.endsWith('.') ? '' : '.';
  return new Failure('invalid-input', `${why}${end} Please give "${label}" yourself.`);
}

function fromOptions({ question }: WriteForMeInput): Written | undefined {
  const { options, type } = question;
  if (options.length === 0) return undefined;
  const small = options.find((option) => /^(?:x?small|micro|nano|dev)\b/iu.test(option));
  const value = small ?? options[0] ?? '';
  const note = small ? `Chose ${value}, the smallest.` : `Chose ${value}, the first option.`;
  if (type === 'array') return { value: [value], note };
  if (type === 'integer' || type === 'number') return { value: Number(value), note };
  if (type === 'boolean') return { value: value === 'true', note };
  return { value, note };
}

/** One row for each database or other thing that the answers name. */
function rows(input: WriteForMeInput, columns: readonly Column[]): Written | undefined {
  const long = columns.find((column) => column.long);
  if (!long || !SQL.test(`${long.name} ${input.question.label}`)) return undefined;
  const key = columns.find(
    ({ name, type }) => type === 'string' && /^(?:db|database|name)/iu.test(name),
  );
  const isFillable = columns.every(
    (column) => !column.required || column === long || column === key,
  );
  if (!isFillable) return undefined;
  const databases = namedDatabases(input);
  const targets = databases.length > 0 || key?.required !== true ? databases : ['app'];
  const count = Math.max(1, targets.length);
  const samples = Array.from({ length: count }, (_, index) =>
    sampleFor(input, { index, target: targets[index], isAlone: count === 1 }),
  );
  const value = samples.map((sample, index) => {
    const target = targets[index];
    const name = key && target !== undefined ? { [key.name]: target } : {};
    return { ...name, [long.name]: sample.sql };
  });
  const parts = samples.map(({ tables }, index) => {
    const target = targets[index];
    return `${listed(tables)}${target === undefined ? '' : ` for ${target}`}`;
  });
  return { value, note: noteOf(`Wrote a sample schema: ${parts.join('; ')}.`) };
}

/** About the database by its name, or about what the request keeps; else one that shows how. */
function sampleFor(
  input: WriteForMeInput,
  { index, target, isAlone }: { index: number; target: string | undefined; isAlone: boolean },
): SampleSchema {
  const dialect = dialectOf(input);
  const subjects = subjectsIn(input.intent);
  const own = subjects.filter((subject) => subject === target);
  const about = own.length === 0 && isAlone ? subjects : own;
  return about.length > 0 ? schemaAbout(about, dialect) : sampleSchema(index, dialect);
}

function noteOf(text: string): string {
  return text.length <= 300 ? text : 'Wrote a sample schema for each of your databases.';
}

function plain(input: WriteForMeInput, about: string): Written | undefined {
  switch (input.question.type) {
    case 'string':
      return text(input, about);
    case 'int-or-string':
    case 'integer':
    case 'number':
      return quantityOfThings(input, about);
    case 'array':
      return list(input);
    case 'map':
      return {
        value: { app: nameFrom(input) },
        note: 'Wrote one label from your request.',
      };
    default:
      return undefined;
  }
}

function text(input: WriteForMeInput, about: string): Written | undefined {
  const { label, limits } = input.question;
  if (SCHEDULE.test(about)) {
    const said = scheduleInText(input.intent, about);
    if (said !== undefined) return { value: said, note: 'Wrote it from your request.' };
    const nightly = /\bseconds?\b/iu.test(about) ? '0 0 2 * * *' : '0 2 * * *';
    return { value: nightly, note: 'Every night at 02:00.' };
  }
  if (SQL.test(label)) {
    const { sql, tables } = sampleFor(input, { index: 0, target: undefined, isAlone: true });
    return { value: sql, note: `Wrote a sample schema with ${listed(tables)}.` };
  }
  if (/\bdescription|purpose|comment|note\b/iu.test(label)) {
    return { value: `Created for: ${input.intent}`, note: 'Wrote it from your request.' };
  }
  if (/\b(?:storage|disk|volume|capacity)\b/iu.test(label) && !/\bclass\b/iu.test(label)) {
    return { value: '10Gi', note: 'Chose 10 GiB, a small disk.' };
  }
  if (/\bmemory\b/iu.test(label)) return { value: '256Mi', note: 'Chose 256 MiB of memory.' };
  if (/\bcpu\b/iu.test(label)) return { value: '250m', note: 'Chose a quarter of a CPU.' };
  if (!/\b(?:name|title|identifier|username|user)\b/iu.test(label)) return undefined;
  const name = nameFrom(input);
  const value = limitFault(name, limits) === undefined ? name : name.replaceAll('-', '_');
  return { value, note: 'Made it from your request.' };
}

/** What a number usually is at first, by what it counts. */
const FIRST_NUMBERS: readonly (readonly [what: RegExp, value: number])[] = [
  [/\bmax\w*\b.*\breplicas?\b|\breplicas?\b.*\bmax/iu, 5],
  [/\b(?:replicas?|instances|count)\b/iu, 2],
  [/\bport\b/iu, 8080],
  [/\bretention|days\b/iu, 7],
  [/\b(?:storage|disk)\b/iu, 20],
  [/\butili[sz]ation|percent\w*\b/iu, 80],
];

function quantityOfThings(input: WriteForMeInput, about: string): Written | undefined {
  const { minimum, maximum } = input.question.limits;
  const usual = FIRST_NUMBERS.find(([what]) => what.test(about))?.[1];
  const value = usual === undefined ? minimum : Math.max(usual, minimum ?? usual);
  if (value === undefined) return undefined;
  const bounded = Math.min(value, maximum ?? value);
  return { value: bounded, note: `Chose ${bounded}, a usual start.` };
}

function list(input: WriteForMeInput): Written | undefined {
  const { label, itemType } = input.question;
  const subjects = subjectsIn(input.intent);
  if (itemType !== 'string' && itemType !== undefined) return undefined;
  if (!/\b(?:databases?|names?|tags|users|topics|queues|buckets)\b/iu.test(label)) return undefined;
  const isOfThings = /\b(?:databases?|topics|queues|buckets)\b/iu.test(label);
  if (isOfThings && subjects.length > 0) {
    return { value: [...subjects], note: `Took ${listed(subjects)} from your request.` };
  }
  const value: AnswerValue = /\bdatabases?\b/iu.test(label) ? ['app'] : [nameFrom(input)];
  return { value, note: 'Wrote one item to start with.' };
}

function namedDatabases({ answers }: WriteForMeInput): string[] {
  const named = answers.filter(({ label }) => /\bdatabases?\b/iu.test(label));
  const lists = named.find(({ value }) => Array.isArray(value)) ?? named[0];
  return lists ? textsIn(lists.value) : [];
}

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.flatMap((item: Json) => textsIn(item)) : [];
}

function dialectOf({ intent, solutionTitle }: WriteForMeInput): 'postgresql' | 'mysql' {
  const words = wordsOf(`${intent} ${solutionTitle}`);
  return words.some((word) => word === 'mysql' || word === 'mariadb') ? 'mysql' : 'postgresql';
}

/** A DNS label of two telling words: "Create a PostgreSQL database in AWS" → `postgresql-database`. */
function nameFrom({ intent, solutionTitle }: WriteForMeInput): string {
  const words = tellingWordsOf(intent).filter((word) => /^[a-z][a-z\d]*$/u.test(word));
  const telling = words.filter((word) => !isGeneric(word)).slice(0, 1);
  const rest = words.filter((word) => isGeneric(word)).slice(0, 1);
  const parts = [...telling, ...rest];
  const chosen = parts.length > 0 ? parts : wordsOf(solutionTitle).slice(0, 2);
  return chosen.join('-').slice(0, 40) || 'my-app';
}
