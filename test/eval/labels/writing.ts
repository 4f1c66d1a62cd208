import type { Json } from '../../../src/domain/json.ts';
import type { WriteForMeInput } from '../../../src/prompts/write-for-me.ts';

export interface WritingLabel {
  readonly name: string;
  readonly question: Partial<WriteForMeInput['question']> & { readonly label: string };
  readonly intent?: string;
  readonly answers?: WriteForMeInput['answers'];
  /** What is wrong with a value, or undefined. `nothing`: it must not be written at all. */
  readonly wants: ((value: Json) => string | undefined) | 'nothing';
}

const SQL_COLUMNS: WriteForMeInput['question']['columns'] = [
  { name: 'database', type: 'string', required: false, long: false },
  { name: 'sql', type: 'string', required: true, long: true },
];

/** Values that people do not want to write, and what makes one usable. */
export const WRITING: readonly WritingLabel[] = [
  {
    name: 'a schema for each database',
    question: { label: 'Schemas', type: 'array', itemType: 'object', columns: SQL_COLUMNS },
    answers: [{ label: 'Databases', value: ['orders', 'invoices'] }],
    wants: all(says('"orders"'), says('"invoices"'), says('CREATE TABLE')),
  },
  {
    name: 'one schema where none was named',
    question: { label: 'Schemas', type: 'array', itemType: 'object', columns: SQL_COLUMNS },
    wants: says('CREATE TABLE'),
  },
  {
    name: 'a schema about what was asked for',
    intent: 'a PostgreSQL database for the invoices of our customers',
    question: { label: 'Schemas', type: 'array', itemType: 'object', columns: SQL_COLUMNS },
    wants: all(says('CREATE TABLE'), says('invoice')),
  },
  {
    name: 'a nightly schedule',
    intent: 'send the report every night',
    question: { label: 'Schedule', text: 'When does it run, in cron format?' },
    wants: matches(/^\d{1,2} (?:\d|2[0-3]|1\d) \* \* \*$/u),
  },
  {
    name: 'an hourly schedule',
    intent: 'look for new mail every hour',
    question: { label: 'Schedule', text: 'When does it run, in cron format?' },
    wants: matches(/^\d{1,2} \* \* \* \*$|^0 \*\/1 \* \* \*$/u),
  },
  {
    name: 'a name from the wish',
    intent: 'a redis cache for the shop',
    question: { label: 'Name', limits: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' } },
    wants: matches(/redis|cache|shop/u),
  },
  {
    name: 'a size',
    question: { label: 'Size', options: ['large', 'small', 'medium'] },
    wants: matches(/^small$/u),
  },
  {
    name: 'names of databases',
    intent: 'a database server for orders and invoices',
    question: { label: 'Databases', type: 'array', itemType: 'string' },
    wants: all(says('orders'), says('invoices')),
  },
  {
    name: 'a description',
    intent: 'an S3 bucket for uploads',
    question: { label: 'Description', text: 'What is it for?' },
    wants: matches(/upload/iu),
  },
  {
    name: 'copies within their limits',
    question: {
      label: 'Replicas',
      type: 'integer',
      limits: { type: 'integer', minimum: 2, maximum: 9 },
    },
    wants: (value) => (typeof value === 'number' && value >= 2 && value <= 5 ? undefined : 'odd'),
  },
  { name: 'no password', question: { label: 'Admin password' }, wants: 'nothing' },
  {
    name: 'no token',
    question: { label: 'Access token', text: 'The API token.' },
    wants: 'nothing',
  },
];

function says(words: string): (value: Json) => string | undefined {
  return (value) =>
    JSON.stringify(value).toLowerCase().includes(words.toLowerCase())
      ? undefined
      : `does not say ${words}`;
}

function matches(pattern: RegExp): (value: Json) => string | undefined {
  return (value) =>
    typeof value === 'string' && pattern.test(value)
      ? undefined
      : `does not match ${pattern.source}`;
}

function all(
  ...wants: readonly ((value: Json) => string | undefined)[]
): (value: Json) => string | undefined {
  return (value) => wants.map((want) => want(value)).find((fault) => fault !== undefined);
}
