import { describe, expect, it } from 'vitest';
import { Failure } from '../../domain/failure.ts';
import { plainValue } from '../../prompts/answer-value.ts';
import { writeForMe, type WriteForMeInput } from '../../prompts/write-for-me.ts';
import { solveWriteForMe } from './write-for-me.ts';

type AskedFor = Partial<WriteForMeInput['question']>;

function write(
  question: AskedFor,
  answers: WriteForMeInput['answers'] = [],
  intent = 'Create a PostgreSQL database in AWS',
) {
  const type = question.type ?? 'string';
  const input: WriteForMeInput = {
    intent,
    solutionTitle: 'Portable database',
    question: { label: 'Thing', text: 'Which?', type, options: [], limits: { type }, ...question },
    answers,
  };
  const output = writeForMe.output.parse(solveWriteForMe(input));
  expect(writeForMe.verify(input, output)).toBeUndefined();
  const written = output.value;
  if (written === undefined) throw new Error(`Nothing was written: ${output.note}`);
  return { value: plainValue(written), note: output.note };
}

const SQL_COLUMNS: WriteForMeInput['question']['columns'] = [
  { name: 'database', type: 'string', required: false, long: false },
  { name: 'sql', type: 'string', required: true, long: true },
];

describe('writing for a person', () => {
  it('makes up no secret, whatever the question is called', () => {
    for (const asked of [{ label: 'Admin password' }, { label: 'Description', isSecret: true }]) {
      expect(() => write(asked)).toThrow('I do not make up secrets');
    }
    expect(write({ label: 'Description' }).value).not.toBe('');
  });

  it('gives each database of the answers a schema of its own', () => {
    const { value, note } = write(
      { label: 'Schemas', type: 'array', itemType: 'object', columns: SQL_COLUMNS },
      [{ label: 'Databases', value: ['db-01', 'db-02'] }],
    );

    expect(value).toMatchObject([
      { database: 'db-01', sql: expect.stringContaining('CREATE TABLE app.users') },
      {
        database: 'db-02',
        sql: expect.stringContaining('CREATE TABLE analytics.events'),
      },
    ]);
    expect(note).toContain('users and products for db-01');
  });

  it('writes one schema where no database was named', () => {
    const { value } = write({ label: 'Schemas', type: 'array', columns: SQL_COLUMNS });

    expect(value).toEqual([{ sql: expect.stringContaining('CREATE SCHEMA') }]);
  });

  it.each([
    ['a report every hour', '0 * * * *'],
    ['a report every 20 minutes', '*/20 * * * *'],
    ['a report every day at 6am', '0 6 * * *'],
    ['a report', '0 2 * * *'],
  ])('takes the time of "%s"', (intent, value) => {
    expect(write({ label: 'Schedule' }, [], intent).value).toBe(value);
  });

  it.each([
    ['a server for parcels and couriers', ['parcels', 'couriers']],
    ['a database that keeps the bookings of our guests', ['bookings']],
    ['a database for our teams', ['app']],
    ['a database for the shop', ['app']],
    ['a database with 3 replicas', ['app']],
  ])('names the databases of "%s"', (intent, value) => {
    const question: AskedFor = { label: 'Databases', type: 'array', itemType: 'string' };

    expect(write(question, [], intent).value).toEqual(value);
  });

  it('writes tables for what the request keeps, in its dialect', () => {
    const { value } = write({ label: 'SQL' }, [], 'a MySQL database for parcels and couriers');

    expect(value).toContain('CREATE TABLE IF NOT EXISTS parcels');
    expect(value).toContain('CREATE TABLE IF NOT EXISTS couriers');
    expect(value).toContain('AUTO_INCREMENT');
  });

  it('writes tables about the database that the request names', () => {
    const question: AskedFor = { label: 'Schemas', type: 'array', columns: SQL_COLUMNS };
    const databases = [{ label: 'Databases', value: ['parcels', 'db-02'] }];

    expect(write(question, databases, 'a database for parcels').value).toMatchObject([
      { database: 'parcels', sql: expect.stringContaining('EXISTS parcels') },
      { database: 'db-02', sql: expect.stringContaining('CREATE SCHEMA') },
    ]);
  });

  it.each<[string, AskedFor, unknown]>([
    ['the smallest option', { label: 'Size', options: ['medium', 'small'] }, 'small'],
    ['the first option', { label: 'Region', options: ['one', 'two'] }, 'one'],
    ['a name from the intent', { label: 'Name' }, 'postgresql-database'],
    ['a schedule', { label: 'Schedule' }, '0 2 * * *'],
    ['a port', { label: 'Port', type: 'integer' }, 8080],
    [
      'a number within its limits',
      { label: 'Replicas', type: 'integer', limits: { type: 'integer', minimum: 3 } },
      3,
    ],
    ['a list of databases', { label: 'Databases', type: 'array', itemType: 'string' }, ['app']],
  ])('gives %s', (_, question, expected) => {
    expect(write(question).value).toEqual(expected);
  });

  it.each<[string, AskedFor]>([
    ['a password', { label: 'Admin password' }],
    ['a yes or no', { label: 'Public', type: 'boolean' }],
    ['what no template fits', { label: 'Peer address' }],
    ['a value that the limits refuse', { label: 'Name', limits: { type: 'string', maxLength: 3 } }],
    [
      'rows with columns that it cannot know',
      {
        label: 'Schemas',
        type: 'array',
        columns: [
          { name: 'sql', type: 'string', required: true, long: true },
          { name: 'owner', type: 'string', required: true, long: false },
        ],
      },
    ],
  ])('refuses %s with a sentence', (_, question) => {
    expect(() => write(question)).toThrow(Failure);
    expect(() => write(question)).toThrow(/Please give ".+" yourself\./u);
  });
});
