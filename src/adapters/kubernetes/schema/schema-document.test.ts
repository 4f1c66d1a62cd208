import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sha256 } from '../../../domain/json.ts';
import type { ResourceKind } from '../../../domain/kind.ts';
import { PROFILE_VERSION } from '../../../domain/knowledge/profile.ts';
import { OutlineField } from '../../../domain/policy/outline.ts';
import { fieldTableOf, parseSchemaDocument, profileSourcesOf } from './schema-document.ts';

const widget: ResourceKind = {
  group: 'example.test',
  version: 'v1',
  kind: 'Widget',
  plural: 'widgets',
  namespaced: true,
};

function aDocument(spec: object, more: object = {}) {
  const widgetSchema = {
    type: 'object',
    description: 'A widget.',
    properties: { metadata: { $ref: '#/components/schemas/Meta' }, spec },
    'x-kubernetes-group-version-kind': [{ group: 'example.test', version: 'v1', kind: 'Widget' }],
  };
  const schemas = { Widget: widgetSchema, Meta: { type: 'object' }, ...more };
  return parseSchemaDocument(Buffer.from(JSON.stringify({ components: { schemas } })));
}

const size = { type: 'string', enum: ['small', 'large'] };

function hashOf(spec: object, more: object = {}): string | undefined {
  return fieldTableOf(aDocument(spec, more), widget)?.schemaHash;
}

describe('schema document', () => {
  it('finds a kind by group, version and kind, not by its name alone', () => {
    const document = aDocument({ type: 'object', properties: { size } });

    expect(fieldTableOf(document, widget)?.description).toBe('A widget.');
    expect(fieldTableOf(document, { ...widget, group: 'other.test' })).toBeUndefined();
    expect(fieldTableOf(document, { ...widget, version: 'v2' })).toBeUndefined();
  });

  it('refuses bytes that are no document', () => {
    expect(() => parseSchemaDocument(Buffer.from('<html>'))).toThrow(SyntaxError);
    expect(() => parseSchemaDocument(Buffer.from('{"components":{"schemas":[]}}'))).toThrow(
      'components',
    );
  });

  it('hashes equal schemas alike, whatever their key order, metadata and kind', () => {
    const one = hashOf({ type: 'object', properties: { size } });
    const other = hashOf({
      properties: { size: { enum: size.enum, type: 'string' } },
      type: 'object',
    });
    const otherMeta = hashOf(
      { type: 'object', properties: { size } },
      { Meta: { type: 'object', description: 'newer' } },
    );

    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(other).toBe(one);
    expect(otherMeta).toBe(one);
  });

  it('changes the hash with the schema and with what it refers to', () => {
    const reference = { $ref: '#/components/schemas/Size' };
    const referring = { type: 'object', properties: { size: reference } };
    const before = hashOf(referring, { Size: size });

    expect(hashOf(referring, { Size: { ...size, default: 'small' } })).not.toBe(before);
    expect(hashOf({ ...referring, required: ['size'] }, { Size: size })).not.toBe(before);
  });

  it('profiles the kinds that were asked for and are there', () => {
    const document = aDocument({ type: 'object', properties: { size } });
    const absent = { ...widget, kind: 'Gadget' };
    const sources = profileSourcesOf(document, [absent, widget]);

    expect(sources).toHaveLength(1);
    expect(sources[0]).toMatchObject({ kind: widget, description: 'A widget.' });
    expect(sources[0]?.fields.map(({ path }) => path)).toEqual(['spec', 'spec.size']);
    expect(sources[0]?.schemaHash).toBe(fieldTableOf(document, widget)?.schemaHash);
  });

  it('keeps the most telling of many fields, parents before children', () => {
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [`thing${index}Ref`, { type: 'object' }]),
    );
    const inner = { type: 'object', properties: { ...many, size, zone: { type: 'string' } } };
    const properties = { first: inner, second: inner };
    const document = aDocument({ type: 'object', required: ['first'], properties });
    const paths = profileSourcesOf(document, [widget])[0]?.fields.map(({ path }) => path) ?? [];

    expect(paths).toHaveLength(120);
    expect(paths.slice(0, 2)).toEqual(['spec', 'spec.first']);
    expect(paths).toContain('spec.first.zone');
    expect(paths).toContain('spec.first.size');
    expect(paths.filter((path) => path.startsWith('spec.second.thing'))).toEqual([]);
  });

  it('reads no deeper for a profile than three levels below spec', () => {
    const deep = { type: 'object', properties: { four: { type: 'string' } } };
    const three = { type: 'object', properties: { three: deep } };
    const two = { type: 'object', properties: { two: three } };
    const document = aDocument({ type: 'object', properties: { one: two } });
    const paths = profileSourcesOf(document, [widget])[0]?.fields.map(({ path }) => path);

    expect(paths).toEqual(['spec', 'spec.one', 'spec.one.two', 'spec.one.two.three']);
  });

  it('outlines every path, however deep, without what only people read', () => {
    const inner = { type: 'string', enum: ['a', 'b'], default: 'a', description: 'Which.' };
    const deep = ['five', 'four', 'three', 'two', 'one'].reduce<object>(
      (below, name) => ({ type: 'object', description: name, properties: { [name]: below } }),
      { type: 'object', required: ['leaf'], properties: { leaf: inner } },
    );
    const [source] = profileSourcesOf(aDocument(deep), [widget]);

    const outline = z.array(OutlineField).parse(JSON.parse(source?.outline ?? ''));

    expect(outline.at(-1)).toEqual({
      path: 'spec.one.two.three.four.five.leaf',
      type: 'string',
      required: true,
      enum: ['a', 'b'],
      default: 'a',
    });
    expect(outline.map(({ path }) => path)).toEqual(
      fieldTableOf(aDocument(deep), widget)?.rows.map(({ path }) => path),
    );
    expect(outline[0]).toEqual({ path: 'spec', type: 'object' });
  });

  it('outlines as the default of a field what the server writes wherever it is left out', () => {
    const storage = {
      type: 'object',
      default: { encrypted: true, size: 'small' },
      properties: { encrypted: { type: 'boolean' }, size: { type: 'string', default: 'large' } },
    };
    const document = aDocument({ type: 'object', properties: { storage } });
    const [source] = profileSourcesOf(document, [widget]);

    expect(z.array(OutlineField).parse(JSON.parse(source?.outline ?? ''))).toEqual([
      { path: 'spec', type: 'object' },
      { path: 'spec.storage', type: 'object', default: { encrypted: true, size: 'small' } },
      { path: 'spec.storage.encrypted', type: 'boolean' },
      { path: 'spec.storage.size', type: 'string', default: 'large' },
    ]);
  });

  it('outlines a schema otherwise under another version alone, so that scans redo what is stored', () => {
    const storage = {
      type: 'object',
      default: { size: 'small' },
      properties: { size, tags: { type: 'array', items: size }, count: { type: 'integer' } },
      required: ['size'],
    };
    const document = aDocument({ type: 'object', properties: { storage } });
    const [source] = profileSourcesOf(document, [widget]);

    expect([PROFILE_VERSION, sha256(source?.outline ?? '').slice(0, 12)]).toEqual([
      5,
      '818a0ed4fdea',
    ]);
  });

  it('tells the same of the first levels as the whole table does', () => {
    const list = {
      type: 'array',
      items: { type: 'object', description: 'One.', properties: { size } },
    };
    const document = aDocument({
      type: 'object',
      properties: { list, map: { additionalProperties: list, type: 'object' } },
    });
    const table = fieldTableOf(document, widget);

    expect(profileSourcesOf(document, [widget])[0]?.fields).toEqual(table?.rows);
  });
});
