import { describe, expect, it } from 'vitest';
import { celValue, createCel } from './cel.ts';
import { Schema } from './schema.ts';

const cel = createCel();

describe('CEL as Kubernetes has it', () => {
  it.each([
    ["has(self.a) && self.a.startsWith('x')", { a: 'xy' }, true],
    ['!has(self.b)', { a: 'xy' }, true],
    ['self.items.all(item, item.port > 0)', { items: [{ port: 80 }, { port: 0 }] }, false],
    ["self.tags.exists(key, key == 'team')", { tags: { team: 'a' } }, true],
    ["self.?zone.orValue('none') == 'none'", {}, true],
    ["duration(self.wait) > duration('1m')", { wait: '90s' }, true],
    ["self.url.find('[0-9]+') == '12'", { url: 'a12b' }, true],
    ['self.sizes.isSorted() && self.sizes.max() == 3', { sizes: [1, 2, 3] }, true],
    ['self.sizes.sum() == 6', { sizes: [1, 2, 3] }, true],
    ['isURL(self.url)', { url: 'no url' }, false],
    ['quantity(self.memory).isLessThan(quantity("1Gi"))', { memory: '1023Mi' }, true],
    ['quantity(self.cpu).compareTo(quantity("0.5")) == 0', { cpu: '500m' }, true],
    ['quantity(self.size).isGreaterThan(quantity("1e3"))', { size: '1k' }, false],
    ['quantity(self.size).add(quantity("1")).asInteger() == 3', { size: '2' }, true],
    ['isQuantity(self.size)', { size: '20 Gi' }, false],
    ['isQuantity(self.size) && quantity(self.size).sign() == -1', { size: '-1.5Gi' }, true],
  ])('%s', (expression, self, expected) => {
    const outcome = cel.evaluate(expression, { self: celValue(self) });

    expect(outcome).toEqual({ type: 'value', value: expected });
  });

  it('tells an expression that fails from one that it cannot read', () => {
    expect(cel.evaluate('self.a.b', { self: {} })).toEqual({
      type: 'failed',
      message: 'no such key: a',
    });
    expect(cel.evaluate('self.(', { self: {} })).toEqual({ type: 'unsupported' });
  });
});

describe('values for CEL', () => {
  const schema = new Schema(
    {
      type: 'object',
      properties: {
        namespace: { type: 'string' },
        'dash-ed': { type: 'integer' },
        ratio: { type: 'number' },
        at: { type: 'string', format: 'date-time' },
        free: { type: 'object', additionalProperties: { type: 'integer' } },
      },
    },
    {},
  );

  it('have field names that rules can write, and numbers by their schema', () => {
    const value = celValue(
      { namespace: 'a', 'dash-ed': 1, ratio: 2, free: { 'a-b': 3 }, at: '2026-01-01T00:00:00Z' },
      schema,
    );

    expect(value).toEqual({
      __namespace__: 'a',
      dash__dash__ed: 1n,
      ratio: 2,
      free: { 'a-b': 3n },
      at: new Date('2026-01-01T00:00:00Z'),
    });
  });
});
