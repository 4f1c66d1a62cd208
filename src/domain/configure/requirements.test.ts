import { describe, expect, it } from 'vitest';
import { aRow, aTable } from '../../../test/tables.ts';
import { requirementsOf } from './requirements.ts';
import { createSchemaIndex } from './schema-index.ts';

const rows = [
  aRow('spec', { type: 'object', required: true }),
  aRow('spec.size', { required: true }),
  aRow('spec.class', { required: true, default: 'standard' }),
  aRow('spec.ports', { type: 'array', itemType: 'object', required: true }),
  aRow('spec.ports[*].number', { type: 'integer', required: true }),
  aRow('spec.ports[*].name'),
  aRow('spec.backup', { type: 'object' }),
  aRow('spec.backup.bucket', { required: true }),
  aRow('spec.policies', { type: 'array', itemType: 'string', default: ['*'] }),
  aRow('spec.main', { type: 'object', required: true }),
  aRow('spec.main.engine'),
];

function required(present: readonly string[] = [], overrides = {}) {
  const index = createSchemaIndex(aTable(rows, overrides));
  return requirementsOf(index, present).map(({ path }) => path);
}

describe('requirementsOf', () => {
  it('follows what is required, into the first item of a list', () => {
    expect(required()).toEqual([
      'spec.size',
      'spec.class',
      'spec.ports',
      'spec.ports[0].number',
      'spec.main',
    ]);
  });

  it('asks for what an optional object needs only once it is there', () => {
    expect(required(['spec.backup.retention'])).toContain('spec.backup.bucket');
    expect(required(['spec.backup.bucket'])).not.toContain('spec.backup.bucket');
  });

  it('asks for every item that is there, and for none of a list that is written whole', () => {
    expect(required(['spec.ports[1].name'])).toContain('spec.ports[1].number');
    expect(required(['spec.ports'])).not.toContain('spec.ports[0].number');
  });

  it('adds what a rule demands while the rest stands at its defaults', () => {
    const rule = "!('*' in self.policies) || has(self.main.engine)";
    const rules = [{ path: 'spec', rule, message: 'engine is required' }];

    expect(required([], { rules })).toContain('spec.main.engine');
    expect(required(['spec.main.engine'], { rules })).not.toContain('spec.main.engine');
  });

  it('lets a rule see what is decided', () => {
    const rule = "!(self.size == 'large') || has(self.main.engine)";
    const index = createSchemaIndex(
      aTable(rows, { rules: [{ path: 'spec', rule, message: 'engine is required' }] }),
    );
    const needed = (size: string): readonly string[] =>
      requirementsOf(index, ['spec.size'], new Map([['spec.size', size]])).map(({ path }) => path);

    expect(needed('large')).toContain('spec.main.engine');
    expect(needed('small')).not.toContain('spec.main.engine');
  });

  it('tells objects that may be empty from values', () => {
    const index = createSchemaIndex(aTable(rows));
    const needs = Object.fromEntries(requirementsOf(index).map((one) => [one.path, one.needs]));

    expect(needs['spec.main']).toBe('container');
    expect(needs['spec.size']).toBe('value');
  });
});
