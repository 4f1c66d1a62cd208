import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import type { Answer, Question } from '../question.ts';
import { readAnswer } from './answers.ts';
import { NAME_PATTERN } from './names.ts';

function aQuestion(overrides: Partial<Question> = {}): Question {
  return {
    id: 'q',
    stage: 'basic',
    label: 'Setting',
    text: 'Which?',
    addresses: [{ alias: 'main', path: 'spec.setting' }],
    limits: { type: 'string' },
    options: [],
    isOpen: true,
    isRequired: false,
    isWritable: false,
    ...overrides,
  };
}

function options(...values: string[]): Question['options'] {
  return values.map((value) => ({ value, label: value }));
}

function problemOf(question: Question, raw: Json): string {
  const reading = readAnswer(question, raw);
  return 'problem' in reading ? reading.problem : `accepted ${JSON.stringify(reading.value)}`;
}

describe('plain values', () => {
  it('matches an enum whatever the case, and names the nearest option otherwise', () => {
    const size = aQuestion({ label: 'Size', options: options('small', 'medium'), isOpen: false });

    expect(readAnswer(size, 'Small')).toEqual({ value: 'small' });
    expect(problemOf(size, 'smal')).toBe(
      'Size cannot be “smal”. Choose one of small, medium. Did you mean small?',
    );
    expect(problemOf(size, 'purple')).toBe('Size cannot be “purple”. Choose one of small, medium.');
    const small = { ...size, options: size.options.slice(0, 1) };
    expect(problemOf(small, 'large')).toBe('Size cannot be “large”. It can only be small.');
  });

  it('says a switch as forms offer it, and takes every word for what is left', () => {
    const flag = aQuestion({
      label: 'Publicly accessible',
      limits: { type: 'boolean' },
      options: [{ value: 'false', label: 'no' }],
      isOpen: false,
    });

    expect(problemOf(flag, 'yes')).toBe('Publicly accessible cannot be “yes”. It can only be no.');
    expect(readAnswer(flag, 'disabled')).toEqual({ value: false });
    expect(problemOf(flag, 'enabled')).toContain('It can only be no.');
  });

  it('takes a number as a number, and says what to give instead of words', () => {
    const count = aQuestion({ label: 'Replicas', limits: { type: 'integer', maximum: 5 } });

    expect(readAnswer(count, ' 3 ')).toEqual({ value: 3 });
    expect(problemOf(count, '20 GB')).toContain('for example 20');
    expect(problemOf(count, '3.5')).toContain('a whole number');
    expect(problemOf(count, '9')).toBe('Replicas must be at most 5.');
    expect(problemOf(count, 'three')).toContain('“three” is not');
  });

  it.each([
    ['yes', true],
    ['No', false],
    ['ja', true],
    ['disabled', false],
  ])('reads %j as %s', (raw, value) => {
    expect(readAnswer(aQuestion({ limits: { type: 'boolean' } }), raw)).toEqual({ value });
  });

  it('keeps a version a text where the schema says text', () => {
    expect(readAnswer(aQuestion(), '15')).toEqual({ value: '15' });
    expect(readAnswer(aQuestion({ limits: { type: 'int-or-string' } }), '15')).toEqual({
      value: 15,
    });
    expect(readAnswer(aQuestion({ limits: { type: 'int-or-string' } }), '50%')).toEqual({
      value: '50%',
    });
  });

  it('refuses what cannot be a name and offers what could', () => {
    const limits = { type: 'string', format: 'dns-label', pattern: NAME_PATTERN } as const;
    const name = aQuestion({ label: 'Name', limits });

    expect(readAnswer(name, 'my-db')).toEqual({ value: 'my-db' });
    expect(problemOf(name, 'My Database!')).toContain('for example my-database.');
    expect(problemOf(name, '!!')).toContain('for example my-app.');
    expect(problemOf(name, 'x'.repeat(64))).toContain('at most 63 characters');
  });

  it('checks patterns and lengths of the schema', () => {
    const limits = { type: 'string', pattern: '^[0-9]+Gi$', maxLength: 5 } as const;

    expect(problemOf(aQuestion({ limits }), '20')).toContain('must match the pattern');
    expect(problemOf(aQuestion({ limits }), '20000Gi')).toContain('at most 5 characters');
    expect(problemOf(aQuestion(), '   ')).toContain('is empty');
  });
});

describe('lists and maps', () => {
  const list = aQuestion({ limits: { type: 'array', itemType: 'string' } });

  it.each(['db-01, db-02', 'db-01 and db-02', 'db-01\n- db-02', '["db-01", "db-02"]'])(
    'reads %j as two items',
    (raw) => {
      const value = readAnswer(list, raw);
      expect(value).toEqual({ value: ['db-01', 'db-02'] });
    },
  );

  it('reads items by their type and refuses what is not offered', () => {
    const ports = aQuestion({ limits: { type: 'array', itemType: 'integer' } });
    const modes = aQuestion({
      label: 'Modes',
      limits: { type: 'array', itemType: 'string' },
      options: options('Read', 'Write'),
      isOpen: false,
    });

    expect(readAnswer(ports, '80, 443')).toEqual({ value: [80, 443] });
    expect(problemOf(ports, '80, http')).toContain('a whole number');
    expect(problemOf(modes, 'Read, Wriet')).toContain('Did you mean Write?');
  });

  it('reads pairs as a map', () => {
    const map = aQuestion({ limits: { type: 'map', itemType: 'string' } });

    expect(readAnswer(map, 'team=payments, tier: gold')).toEqual({
      value: { team: 'payments', tier: 'gold' },
    });
    expect(problemOf(map, 'payments')).toContain('takes pairs');
  });
});

describe('lists of objects', () => {
  const schemas = aQuestion({
    id: 'schemas',
    label: 'Schemas',
    addresses: [{ alias: 'main', path: 'spec.schemas' }],
    limits: { type: 'array', itemType: 'object' },
    columns: [
      { name: 'database', type: 'string', required: false, long: false },
      { name: 'sql', type: 'string', required: false, long: true },
    ],
  });
  const databases = aQuestion({
    id: 'databases',
    addresses: [{ alias: 'main', path: 'spec.databases' }],
    limits: { type: 'array', itemType: 'string' },
  });
  const answer = {
    questionId: 'databases',
    value: ['db-01', 'db-02'],
    by: 'slack:T1:U1',
    at: '2026-11-22T10:00:00Z',
    how: 'typed',
  } satisfies Answer;
  const context = { questions: [schemas, databases], answers: [answer] };

  it('gives each database its part of a text that names them', () => {
    const sql = '-- for db-01\nCREATE TABLE a ();\n-- for db-02\nCREATE TABLE b ();';

    expect(readAnswer(schemas, sql, context)).toEqual({
      value: [
        { database: 'db-01', sql: '-- for db-01\nCREATE TABLE a ();' },
        { database: 'db-02', sql: '-- for db-02\nCREATE TABLE b ();' },
      ],
    });
  });

  it('gives every database a text that names none, and stands alone without databases', () => {
    expect(readAnswer(schemas, 'SELECT 1;', context)).toEqual({
      value: [
        { database: 'db-01', sql: 'SELECT 1;' },
        { database: 'db-02', sql: 'SELECT 1;' },
      ],
    });
    expect(readAnswer(schemas, 'SELECT 1;')).toEqual({ value: [{ sql: 'SELECT 1;' }] });
  });

  it('reads pairs for lists of names and values, and refuses unknown columns', () => {
    const environment = aQuestion({
      label: 'Environment',
      limits: { type: 'array', itemType: 'object' },
      columns: [
        { name: 'name', type: 'string', required: true, long: false },
        { name: 'value', type: 'string', required: false, long: false },
      ],
    });

    expect(readAnswer(environment, 'LOG_LEVEL=debug, PORT=80')).toEqual({
      value: [
        { name: 'LOG_LEVEL', value: 'debug' },
        { name: 'PORT', value: '80' },
      ],
    });
    expect(readAnswer(environment, 'name: A, value: b=c')).toEqual({
      value: [{ name: 'A', value: 'b=c' }],
    });
    expect(problemOf(environment, [{ nmae: 'A' }])).toContain('has no column nmae');
    expect(problemOf(environment, [{ value: 'A' }])).toBe('Entry 1 of Environment needs name.');
  });
});
