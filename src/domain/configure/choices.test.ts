import { describe, expect, it } from 'vitest';
import { aSolution } from '../../../test/recommend-builders.ts';
import { aKind, aResource, aRow, aTable } from '../../../test/tables.ts';
import type { FieldRow, FieldTable } from '../field-table.ts';
import type { Json } from '../json.ts';
import { KubernetesObject } from '../manifest.ts';
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

const EMPTY = {
  apiVersion: 'example.org/v1',
  kind: 'Database',
  metadata: { name: 'orders' },
  spec: {},
};

/** Either a file or what `other` holds. */
function either(other: string, others: readonly FieldRow[]): FieldTable {
  const rule = `has(self.file) != has(self.${other})`;
  const [spec, file] = [aRow('spec', { type: 'object', required: true }), aRow('spec.file')];
  return aTable([spec, file, ...others], {
    rules: [{ path: 'spec', rule, message: 'one of both' }],
  });
}

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

  it('is no choice where nobody can be asked for the others, nor must the last one be given', () => {
    const others = (remote: Partial<FieldRow>) =>
      buildQuestions(inputFor(either('remote', [aRow('spec.remote', remote)])));
    const nested = others({ type: 'array', itemType: 'array' });
    const deprecated = others({
      type: 'array',
      itemType: 'array',
      description: 'Deprecated: use file.',
    });

    expect(idsOf(nested)).toEqual(['name', 'namespace', 'db-file']);
    expect(nested.find(({ id }) => id === 'db-file')?.isRequired).toBe(false);
    expect(deprecated.find(({ id }) => id === 'db-file')?.isRequired).toBe(true);
  });

  it('offers an object without fields of its own, and writes it empty where it is chosen', () => {
    const bare = either('scratch', [aRow('spec.scratch', { type: 'object' })]);
    const questions = buildQuestions(inputFor(bare));
    const written = (value: string) =>
      buildManifests({
        ...inputFor(bare),
        questions,
        answers: [
          answer('name', 'orders'),
          answer('db-file', '/tmp/orders'),
          answer('db-file-or-scratch', value),
        ],
      })[0]?.object;

    expect(idsOf(questions)).toEqual(['name', 'namespace', 'db-file-or-scratch', 'db-file']);
    expect(written('scratch')).toMatchObject({ spec: { scratch: {} } });
    expect(written('scratch')).not.toHaveProperty('spec.file');
    expect(written('file')).not.toHaveProperty('spec.scratch');
    expect(checkManifest(KubernetesObject.parse(written('scratch')), bare)).toEqual([]);
  });

  it('does not offer as empty what the table only knows the top of', () => {
    const cut = {
      ...either('scratch', [aRow('spec.scratch', { type: 'object' })]),
      cutAt: ['spec.scratch'],
    };

    expect(idsOf(buildQuestions(inputFor(cut)))).toEqual(['name', 'namespace', 'db-file']);
  });

  it.each([
    ['a name', [aRow('spec.secretName')], ['db-secret-name']],
    [
      'a reference with its key',
      [
        aRow('spec.secretName', { type: 'object' }),
        aRow('spec.secretName.secretKeyRef', { type: 'object' }),
        aRow('spec.secretName.secretKeyRef.name'),
        aRow('spec.secretName.secretKeyRef.key', { required: true }),
      ],
      ['db-secret-name-secret-key-ref-name', 'db-secret-name-secret-key-ref-key'],
    ],
  ])('asks for an alternative that only refers: %s', (_, reference, ids) => {
    const questions = buildQuestions(inputFor(either('secretName', reference)));
    const needed = questions.filter(({ onlyWith }) => onlyWith?.value === 'secretName');

    expect(needed.map(({ id, isRequired }) => [id, isRequired])).toEqual(
      ids.map((id) => [id, true]),
    );
  });

  it('asks for the reference alone where the other is a secret, and names it as the way out', () => {
    const rule = 'has(self.password) != has(self.passwordSecretRef)';
    const secret = aTable(
      [
        aRow('spec', { type: 'object', required: true }),
        aRow('spec.password'),
        aRow('spec.passwordSecretRef', { type: 'object' }),
        aRow('spec.passwordSecretRef.name'),
        aRow('spec.passwordSecretRef.key'),
      ],
      { rules: [{ path: 'spec', rule, message: 'one of both' }] },
    );
    const asked = buildQuestions(inputFor(secret)).filter(({ id }) => id.startsWith('db-'));

    expect(asked.map(({ id, isRequired }) => [id, isRequired])).toEqual([
      ['db-password-secret-ref-name', true],
      ['db-password-secret-ref-key', false],
    ]);
    expect(checkManifest(EMPTY, secret).map(({ path }) => path)).toEqual([
      'spec.passwordSecretRef',
    ]);
  });

  it('offers no alternative that requires a secret while there is another', () => {
    const remote = [
      aRow('spec.remote', { type: 'object' }),
      aRow('spec.remote.password', { required: true }),
    ];
    const asked = buildQuestions(inputFor(either('remote', remote)));

    expect(idsOf(asked)).toEqual(['name', 'namespace', 'db-file']);
    expect(asked.find(({ id }) => id === 'db-file')?.isRequired).toBe(true);
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
    expect(checkManifest(EMPTY, table)).toEqual([{ path: 'spec.file', message: 'one of both' }]);
    expect(questionAt(inputFor(table), { alias: 'db', path: 'spec' }, 'required')).toBeUndefined();
  });
});
