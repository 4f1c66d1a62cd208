import type { FieldRow, FieldRule, FieldTable } from '../src/domain/field-table.ts';
import type { ResourceKind } from '../src/domain/kind.ts';
import type { SolutionResource } from '../src/domain/solution.ts';

/** A row of a field table: plain optional text unless said otherwise. */
export function aRow(path: string, overrides: Partial<FieldRow> = {}): FieldRow {
  return { path, type: 'string', required: false, description: '', ...overrides };
}

export function aTable(rows: readonly FieldRow[], overrides: Partial<FieldTable> = {}): FieldTable {
  const rules: FieldRule[] = [];
  return { schemaHash: 'hash', description: '', rows: [...rows], rules, cutAt: [], ...overrides };
}

export function aKind(overrides: Partial<ResourceKind> = {}): ResourceKind {
  return {
    group: 'example.org',
    version: 'v1',
    kind: 'Database',
    plural: 'databases',
    namespaced: true,
    ...overrides,
  };
}

/** One object of a solution; its schema hash is its alias unless said otherwise. */
export function aResource(alias: string, kind: ResourceKind): SolutionResource {
  return { alias, capabilityId: `id-${alias}`, kind, schemaHash: alias, purpose: 'It is needed.' };
}
