import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import {
  entryPath,
  firstItemPath,
  formatPath,
  isWithin,
  leafName,
  matchesPath,
  parsePath,
  readAll,
  readPath,
  schemaPath,
  writePath,
} from './field-path.ts';

const segment = fc.oneof(
  fc.record({
    type: fc.constant('key' as const),
    name: fc.string({ maxLength: 8 }).filter((name) => name !== '*'),
  }),
  fc.record({ type: fc.constant('index' as const), index: fc.nat({ max: 5 }) }),
);
const path = fc
  .tuple(
    fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name !== '*'),
    fc.array(segment, { maxLength: 5 }),
  )
  .map(([name, rest]) => formatPath([{ type: 'key', name }, ...rest]));

describe('paths', () => {
  it('reads lists, items and quoted keys', () => {
    expect(parsePath("spec.a[*].b[2].labels['example.com/it\\'s']")).toEqual([
      { type: 'key', name: 'spec' },
      { type: 'key', name: 'a' },
      { type: 'every' },
      { type: 'key', name: 'b' },
      { type: 'index', index: 2 },
      { type: 'key', name: 'labels' },
      { type: 'key', name: "example.com/it's" },
    ]);
  });

  it('refuses what is no path', () => {
    expect(() => parsePath('spec.[')).toThrow('is not a field path');
    expect(() => parsePath('a b')).toThrow('is not a field path');
  });

  it('survives being written and read again', () => {
    fc.assert(
      fc.property(path, (text) => {
        expect(formatPath(parsePath(text))).toBe(text);
      }),
    );
  });

  it('knows items from the schema path that describes them', () => {
    expect(matchesPath('spec.a[3].b', 'spec.a[*].b')).toBe(true);
    expect(matchesPath('spec.a.b', 'spec.a[*].b')).toBe(false);
    expect(matchesPath('spec.a[3].b', 'spec.a[2].b')).toBe(false);
    expect(schemaPath('spec.a[3].b')).toBe('spec.a[*].b');
    expect(firstItemPath('spec.a[*].b')).toBe('spec.a[0].b');
  });

  it('tells what lies below from what only begins alike', () => {
    expect(isWithin('spec.portName', 'spec.port')).toBe(false);
    expect(isWithin('spec.port[0].name', 'spec.port')).toBe(true);
  });

  it('names a map entry by its key, whatever the key holds', () => {
    const entry = entryPath('spec.labels', 'a.b/c');

    expect(leafName(entry)).toBe('a.b/c');
    expect(writePath({}, entry, 'x')).toEqual({ spec: { labels: { 'a.b/c': 'x' } } });
  });
});

describe('reading and writing', () => {
  it('reads back what was written, and leaves the object as it was', () => {
    fc.assert(
      fc.property(path, fc.integer(), (text, value) => {
        const before: JsonObject = { kept: { deep: [1, 2] } };
        const after = writePath(before, text, value);

        expect(readPath(after, text)).toBe(value);
        expect(before).toEqual({ kept: { deep: [1, 2] } });
      }),
    );
  });

  it('keeps the neighbours of what it writes', () => {
    const object = { spec: { items: [{ a: 1 }, { a: 2 }], other: true } };

    expect(writePath(object, 'spec.items[1].b', 3)).toEqual({
      spec: { items: [{ a: 1 }, { a: 2, b: 3 }], other: true },
    });
  });

  it('writes through every item, and makes a first one where there is none', () => {
    expect(writePath({ a: [{ b: 1 }, { b: 2 }] }, 'a[*].b', 0)).toEqual({
      a: [{ b: 0 }, { b: 0 }],
    });
    expect(writePath({}, 'a[*].b', 0)).toEqual({ a: [{ b: 0 }] });
  });

  it('finds every place that a path stands for', () => {
    expect(readAll({ a: [{ b: 1 }, {}, { b: 3 }] }, 'a[*].b')).toEqual([
      { path: 'a[0].b', value: 1 },
      { path: 'a[2].b', value: 3 },
    ]);
  });

  it('writes the key __proto__ as data', () => {
    const object = writePath({}, "spec['__proto__'].x", 1);

    expect(readPath(object, "spec['__proto__'].x")).toBe(1);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
