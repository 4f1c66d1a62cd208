import { describe, expect, it } from 'vitest';
import { aSolution } from '../../../test/recommend-builders.ts';
import { aKind, aResource, aRow, aTable } from '../../../test/tables.ts';
import type { FieldTable } from '../field-table.ts';
import type { Json } from '../json.ts';
import type { Question } from '../question.ts';
import { standingQuestions } from '../standing-questions.ts';
import { NO_FACTS } from './live-options.ts';
import { checkManifest } from './manifest-check.ts';
import { buildManifests } from './manifests.ts';
import { buildQuestions, questionAt } from './questions.ts';

const ONE = { path: 'spec', rule: 'has(self.file) != has(self.remote)', message: 'one of both' };

const rows = [
  aRow('spec', { type: 'object', required: true }),
  aRow('spec.file', { description: 'The path of a file.' }),
  aRow('spec.remote', { type: 'object' }),
  aRow('spec.remote.host'),
  aRow('spec.remote.port', { type: 'integer' }),
];

const table = aTable(rows, { rules: [ONE] });
const solution = aSolution({ resources: [aResource('db', aKind())], links: [], bindings: [] });

function inputFor(fieldTable: FieldTable, intent = 'an import') {
  return { solution, tables: new Map([['db', fieldTable]]), facts: NO_FACTS, intent };
}

function idsOf(questions: readonly Question[]): string[] {
  return questions.filter(({ stage }) => stage === 'required').map(({ id }) => id);
}

function answer(questionId: string, value: Json) {
  const at = '2026-01-05T10:00:00.000Z';
  return { questionId, value, by: 'U1', at, how: 'typed' } as const;
}

describe('a rule that wants exactly one of several fields', () => {
  const questions = buildQuestions(inputFor(table));

  it('becomes a choice, the simplest one suggested, before what each of them needs', () => {
    expect(idsOf(questions)).toEqual([
      'name',
      'namespace',
      'db-file-or-remote',
      'db-file',
      'db-remote-host',
      'db-remote-port',
    ]);
    expect(questions.find(({ id }) => id === 'db-file-or-remote')).toMatchObject({
      label: 'File or remote',
      text: 'Which one do you want to give? One of both.',
      options: [{ value: 'file' }, { value: 'remote' }],
      isOpen: false,
      suggestion: 'file',
    });
  });

  it('needs a field of what is chosen, and shows nothing of the other', () => {
    const needed = questions.filter(({ isRequired, onlyWith }) => isRequired && onlyWith);
    const chosen = [answer('db-file-or-remote', 'remote')];

    expect(needed.map(({ id }) => id)).toEqual(['db-file', 'db-remote-host']);
    expect(idsOf(standingQuestions(questions, []))).not.toContain('db-remote-host');
    expect(idsOf(standingQuestions(questions, chosen))).toContain('db-remote-host');
    expect(idsOf(standingQuestions(questions, chosen))).not.toContain('db-file');
  });

  it('suggests what the request speaks of', () => {
    const [choice] = buildQuestions(inputFor(table, 'an import from a remote server')).filter(
      ({ addresses }) => addresses.length === 0,
    );

    expect(choice?.suggestion).toBe('remote');
  });

  it('writes what was chosen last, whatever was given before', () => {
    const answers = [
      answer('name', 'orders'),
      answer('db-file', '/tmp/orders'),
      answer('db-file-or-remote', 'remote'),
      answer('db-remote-host', 'db.example.org'),
    ];
    const [built] = buildManifests({ ...inputFor(table), questions, answers });

    expect(built?.object).toMatchObject({ spec: { remote: { host: 'db.example.org' } } });
    expect(JSON.stringify(built?.object)).not.toContain('/tmp/orders');
    expect(built && checkManifest(built.object, table)).toEqual([]);
  });

  it('asks for all that the alternative requires', () => {
    const strict = aTable(
      rows.map((row) => (row.path === 'spec.remote.port' ? { ...row, required: true } : row)),
      { rules: [ONE] },
    );
    const needed = buildQuestions(inputFor(strict)).filter(
      ({ isRequired, onlyWith }) => isRequired && onlyWith?.value === 'remote',
    );

    expect(needed.map(({ id }) => id)).toEqual(['db-remote-port']);
  });

  it('is no choice where nobody can be asked for the others', () => {
    const bare = aTable(
      rows.filter(({ path }) => !path.startsWith('spec.remote.')),
      { rules: [ONE] },
    );

    expect(idsOf(buildQuestions(inputFor(bare)))).toEqual(['name', 'namespace', 'db-file']);
  });

  it('is no choice any more once something decides it', () => {
    const bound = {
      address: { alias: 'db', path: 'spec.file' },
      value: '/tmp/orders',
      reason: 'it is known',
    };
    const input = { ...inputFor(table), solution: { ...solution, bindings: [bound] } };

    expect(idsOf(buildQuestions(input))).toEqual(['name', 'namespace']);
  });

  it('is told at a field that mends it, and never asks for the object as JSON', () => {
    const object = {
      apiVersion: 'example.org/v1',
      kind: 'Database',
      metadata: { name: 'orders' },
      spec: {},
    };

    expect(checkManifest(object, table)).toEqual([{ path: 'spec.file', message: 'one of both' }]);
    expect(questionAt(inputFor(table), { alias: 'db', path: 'spec' }, 'required')).toBeUndefined();
  });
});
