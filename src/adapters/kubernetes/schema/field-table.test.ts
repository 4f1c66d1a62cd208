import { describe, expect, it } from 'vitest';
import type { FieldRow } from '../../../domain/field-table.ts';
import { buildFieldTable, FULL_TABLE } from './field-table.ts';
import type { Schemas } from './node.ts';

function tableOf(spec: unknown, schemas: Schemas = {}, limits = FULL_TABLE) {
  const schema = { type: 'object', description: 'A thing.', properties: { spec } };
  return buildFieldTable(schema, { schemas, schemaHash: 'h' }, limits);
}

function rowsOf(spec: unknown, schemas: Schemas = {}): Readonly<Record<string, FieldRow>> {
  return Object.fromEntries(tableOf(spec, schemas).rows.map((row) => [row.path, row]));
}

function reference(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

describe('field table', () => {
  it('has no rows for what a person never sets', () => {
    const text = { type: 'string' };
    const properties = { apiVersion: text, kind: text, metadata: {}, status: {}, data: text };
    const table = buildFieldTable({ type: 'object', properties }, { schemas: {}, schemaHash: 'h' });

    expect(table.rows.map(({ path }) => path)).toEqual(['data']);
  });

  it('keeps a field called status or kind below the top', () => {
    const rows = rowsOf({ type: 'object', properties: { kind: { type: 'string' } } });

    expect(rows['spec.kind']?.type).toBe('string');
  });

  it('tells everything that the schema says about a field', () => {
    const size = {
      type: 'string',
      description: ' How \n big. ',
      enum: ['small', 'large'],
      default: 'small',
      pattern: '^[a-z]+$',
      minLength: 2,
      maxLength: 9,
    };
    const count = { type: 'integer', format: 'int32', minimum: 0, exclusiveMinimum: true };
    const properties = { size, count };
    const rows = rowsOf({ type: 'object', required: ['size'], properties });

    expect(rows['spec.size']).toEqual({
      path: 'spec.size',
      required: true,
      ...size,
      description: 'How big.',
    });
    expect(rows['spec.count']).toMatchObject({ required: false, format: 'int32', minimum: 1 });
  });

  it('goes through lists and maps, writing their items as such', () => {
    const entry = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
    const rows = rowsOf({
      type: 'object',
      properties: {
        levels: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
        ports: { type: 'array', items: entry, minItems: 1 },
        grid: { type: 'array', items: { type: 'array', items: entry } },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        volumes: { type: 'object', additionalProperties: entry },
      },
    });

    expect(rows['spec.levels']).toMatchObject({ itemType: 'string', itemEnum: ['a', 'b'] });
    expect(rows['spec.ports']).toMatchObject({ type: 'array', itemType: 'object', minItems: 1 });
    expect(rows['spec.ports[*].name']?.required).toBe(true);
    expect(rows['spec.grid']?.itemType).toBe('array');
    expect(rows).toHaveProperty(['spec.grid[*][*].name']);
    expect(rows['spec.labels']).toMatchObject({ type: 'map', itemType: 'string' });
    expect(rows).toHaveProperty(["spec.volumes['*'].name"]);
  });

  it('reads as a rule which one of several fields must be there', () => {
    const properties = { file: { type: 'string' }, inline: { type: 'string' } };
    const plain = { type: 'object', properties };
    const needs = (...names: string[]) => ({ required: names });
    const rulesOf = (oneOf: readonly unknown[]) =>
      buildFieldTable({ ...plain, oneOf }, { schemas: {}, schemaHash: 'hash' }).rules;

    expect(rulesOf([needs('file'), needs('inline')])).toEqual([
      {
        path: '',
        rule: '(has(self.file) ? 1 : 0) + (has(self.inline) ? 1 : 0) == 1',
        message: 'exactly one of file and inline must be set',
      },
    ]);
    expect(rulesOf([needs('file'), needs('inline', 'file')])).toEqual([]);
    expect(rulesOf([needs('file'), { ...needs('inline'), type: 'object' }])).toEqual([]);
    expect(rulesOf([needs('file')])).toEqual([]);
  });

  it('tells free-form values from empty objects and from int-or-string', () => {
    const schemas = {
      'io.k8s.apimachinery.pkg.api.resource.Quantity': {
        oneOf: [{ type: 'string' }, { type: 'number' }],
      },
      'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object' },
    };
    const rows = rowsOf(
      {
        type: 'object',
        properties: {
          anything: { 'x-kubernetes-preserve-unknown-fields': true },
          open: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
          empty: { type: 'object' },
          raw: { allOf: [reference('io.k8s.apimachinery.pkg.runtime.RawExtension')] },
          port: { 'x-kubernetes-int-or-string': true, anyOf: [{}, {}] },
          memory: reference('io.k8s.apimachinery.pkg.api.resource.Quantity'),
        },
      },
      schemas,
    );

    const types = Object.values(rows).map(({ path, type }) => [path, type]);
    expect(Object.fromEntries(types)).toEqual({
      spec: 'object',
      'spec.anything': 'any',
      'spec.open': 'any',
      'spec.empty': 'object',
      'spec.raw': 'any',
      'spec.port': 'int-or-string',
      'spec.memory': 'int-or-string',
    });
    expect(rows['spec.memory']?.format).toBe('quantity');
  });

  it("hands a parent's default down to its fields, unless they have their own", () => {
    const rows = rowsOf({
      type: 'object',
      properties: {
        target: {
          type: 'object',
          default: { kind: 'Shared', name: 'main' },
          properties: { kind: { type: 'string' }, name: { type: 'string', default: 'own' } },
        },
      },
    });

    expect(rows['spec.target.kind']).toMatchObject({ default: 'Shared', isDefaultInherited: true });
    expect(rows['spec.target.name']?.default).toBe('own');
    expect(rows['spec.target.name']).not.toHaveProperty('isDefaultInherited');
  });

  it("takes zero values for defaults where a CRD chose them, not where Go's types publish them", () => {
    const schemas = {
      Port: {
        type: 'object',
        properties: {
          number: { type: 'integer', default: 0 },
          protocol: { type: 'string', default: 'TCP' },
        },
      },
    };
    const rows = rowsOf(
      {
        type: 'object',
        properties: {
          replicas: { type: 'integer', default: 0 },
          port: { default: {}, allOf: [reference('Port')] },
        },
      },
      schemas,
    );

    expect(rows['spec.replicas']?.default).toBe(0);
    expect(rows['spec.port']).not.toHaveProperty('default');
    expect(rows['spec.port.number']).not.toHaveProperty('default');
    expect(rows['spec.port.protocol']?.default).toBe('TCP');
  });

  it("prefers the field's own description to that of the type it refers to", () => {
    const schemas = { Size: { type: 'string', description: 'Any size.' } };
    const properties = { size: { description: 'Of the disk.', allOf: [reference('Size')] } };

    expect(rowsOf({ type: 'object', properties }, schemas)['spec.size']).toMatchObject({
      type: 'string',
      description: 'Of the disk.',
    });
  });

  it('cuts recursion where a type meets itself, and says where', () => {
    const schemas = {
      Filter: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          not: reference('Filter'),
          any: { type: 'array', items: reference('Filter') },
        },
      },
    };
    const table = tableOf({ type: 'object', properties: { filter: reference('Filter') } }, schemas);

    expect(table.rows.map(({ path }) => path)).toEqual([
      'spec',
      'spec.filter',
      'spec.filter.name',
      'spec.filter.not',
      'spec.filter.any',
    ]);
    expect(table.cutAt).toEqual(['spec.filter.not', 'spec.filter.any']);
  });

  it('loses the deepest paths first when there are too many', () => {
    const deep = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } };
    const properties = { one: { type: 'object', properties: { deep } }, two: { type: 'string' } };
    const limits = { ...FULL_TABLE, maxRows: 5 };
    const table = tableOf({ type: 'object', properties }, {}, limits);

    expect(table.rows.map(({ path }) => path)).toEqual([
      'spec',
      'spec.one',
      'spec.one.deep',
      'spec.two',
    ]);
    expect(table.cutAt).toEqual(['spec.one.deep']);
  });

  it("reduces a template's metadata to labels and annotations", () => {
    const name = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
    const map = { type: 'object', additionalProperties: { type: 'string' } };
    const properties = { annotations: map, labels: map, uid: { type: 'string' } };
    const schemas = { [name]: { type: 'object', properties } };
    const rows = rowsOf({ type: 'object', properties: { metadata: reference(name) } }, schemas);

    expect(Object.keys(rows)).toEqual([
      'spec',
      'spec.metadata',
      'spec.metadata.annotations',
      'spec.metadata.labels',
    ]);
  });

  it('collects the rules with the path that each speaks of', () => {
    const item = {
      type: 'object',
      properties: {},
      'x-kubernetes-validations': [{ rule: 'self.max >= self.min' }],
    };
    const { rules } = tableOf({
      type: 'object',
      properties: { ranges: { type: 'array', items: item } },
      'x-kubernetes-validations': [{ rule: 'has(self.a)', message: 'a is required' }, 'odd'],
    });

    expect(rules).toEqual([
      { path: 'spec', rule: 'has(self.a)', message: 'a is required' },
      {
        path: 'spec.ranges[*]',
        rule: 'self.max >= self.min',
        message: 'must satisfy: self.max >= self.min',
      },
    ]);
  });

  it('quotes names that would read as a path', () => {
    const properties = { 'tls.crt': { type: 'string' } };

    expect(rowsOf({ type: 'object', properties })).toHaveProperty(["spec['tls.crt']"]);
  });

  it('reads around a part that is no schema', () => {
    const rows = rowsOf({
      type: 'object',
      required: 'size',
      properties: { broken: 7, size: { type: 'string', minLength: 'three' } },
    });

    expect(rows['spec.broken']?.type).toBe('any');
    expect(rows['spec.size']).toEqual({
      path: 'spec.size',
      type: 'string',
      required: false,
      description: '',
    });
  });
});
