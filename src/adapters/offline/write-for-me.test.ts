import { describe, expect, it } from 'vitest';
import { Failure } from '../../domain/failure.ts';
import { plainValue } from '../../prompts/answer-value.ts';
import { writeForMe, type WriteForMeInput } from '../../prompts/write-for-me.ts';
import { solveWriteForMe } from './write-for-me.ts';

type AskedFor = Partial<WriteForMeInput['question']>;

function write(question: AskedFor, answers: WriteForMeInput['answers'] = []) {
  const type = question.type ?? 'string';
  const input: WriteForMeInput = {
    intent: 'Create a PostgreSQL database in AWS',
    solutionTitle: 'Portable database',
    question: { label: 'Thing', text: 'Which?', type, options: [], limits: { type }, ...question },
    answers,
  };
  const output = writeForMe.output.parse(solveWriteForMe(input));
  expect(writeForMe.verify(input, output)).toBeUndefined();
  return { value: plainValue(output.value), note: output.note };
}

const SQL_COLUMNS: WriteForMeInput['question']['columns'] = [
  { name: 'database', type: 'string', required: false, long: false },
  { name: 'sql', type: 'string', required: true, long: true },
];

describe('writing for a person', () => {
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
