import { describe, expect, it } from 'vitest';
import { jsonPatched, mergePatched } from './patches.ts';
import { Schema } from './schema.ts';

describe('merge patches', () => {
  it('take away what is null and replace lists', () => {
    expect(
      mergePatched(
        { a: 1, b: { c: 2, d: 3 }, e: [1] },
        { a: null, b: { c: 4 }, e: [2] },
        undefined,
      ),
    ).toEqual({
      b: { c: 4, d: 3 },
      e: [2],
    });
  });

  it('merge lists by their keys where the schema has them', () => {
    const item = { type: 'object', properties: { name: { type: 'string' } } };
    const list = {
      type: 'array',
      items: item,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
    };
    const schema = new Schema({ type: 'object', properties: { list } }, {});

    const patched = mergePatched(
      { list: [{ name: 'a', x: 1 }, { name: 'b' }] },
      { list: [{ name: 'a', y: 2 }, { name: 'c' }] },
      schema,
    );

    expect(patched).toEqual({ list: [{ name: 'a', x: 1, y: 2 }, { name: 'b' }, { name: 'c' }] });
  });
});

describe('JSON patches', () => {
  it.each([
    [[{ op: 'add', path: '/b', value: 2 }], { a: [1], b: 2 }],
    [[{ op: 'add', path: '/a/-', value: 2 }], { a: [1, 2] }],
    [[{ op: 'add', path: '/a/0', value: 0 }], { a: [0, 1] }],
    [[{ op: 'remove', path: '/a/0' }], { a: [] }],
    [[{ op: 'replace', path: '/a/0', value: 'x~/' }], { a: ['x~/'] }],
    [[{ op: 'move', from: '/a', path: '/b~1c' }], { 'b/c': [1] }],
    [[{ op: 'copy', from: '/a', path: '/b' }], { a: [1], b: [1] }],
    [[{ op: 'test', path: '/a/0', value: 1 }], { a: [1] }],
  ])('%j', (operations, expected) => {
    expect(jsonPatched({ a: [1] }, JSON.stringify(operations))).toEqual(expected);
  });

  it.each([
    [[{ op: 'test', path: '/a/0', value: 2 }], 'testing path /a/0 failed'],
    [[{ op: 'remove', path: '/b' }], 'missing key: /b'],
    [[{ op: 'replace', path: '/a/7', value: 1 }], 'invalid index: 7'],
  ])('%j is refused', (operations, words) => {
    expect(() => jsonPatched({ a: [1] }, JSON.stringify(operations))).toThrow(words);
  });
});
