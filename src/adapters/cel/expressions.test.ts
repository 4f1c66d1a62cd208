import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/json.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import { createCelExpressions } from './expressions.ts';

const cel = createCelExpressions();

function anObject(spec: Json): KubernetesObject {
  return { apiVersion: 'example.org/v1', kind: 'Thing', metadata: { name: 'a' }, spec };
}

/** `object.v0.all(v1, v1.all(v2, …))`, so deep. */
function nested(depth: number): string {
  const names = Array.from({ length: depth + 1 }, (_, at) => (at === 0 ? 'object.spec' : `v${at}`));
  return names
    .slice(0, -1)
    .reduceRight((inner, name, at) => `${name}.all(v${at + 1}, ${inner})`, `v${depth} == 1`);
}

function verdict(expression: string, spec: Json) {
  return cel.evaluate(expression, { object: anObject(spec) });
}

describe('CEL as admission policies have it', () => {
  it.each<[string, Json, 'true' | 'false']>([
    ["has(object.spec.a) && object.spec.a.startsWith('x')", { a: 'xy' }, 'true'],
    ["'my-field' in object.spec && object.spec['my-field'] == 1", { 'my-field': 1 }, 'true'],
    ['object.spec.ratio == 1', { ratio: 1.0 }, 'true'],
    ['object.spec.ratio <= 1', { ratio: 1.5 }, 'false'],
    ['object.spec.ratio in [1.0, 1.5]', { ratio: 1 }, 'true'],
    ["object.spec.port == '80'", { port: 80 }, 'false'],
    ['object.spec.items.all(item, item.port > 0)', { items: [{ port: 80 }, { port: 0 }] }, 'false'],
    ['object.spec.tags.all(key, object.spec.tags[key] == "a")', { tags: { x: 'a' } }, 'true'],
    ["object.spec.?zone.orValue('none') == 'none'", {}, 'true'],
    ['object.spec.sizes.isSorted() && object.spec.sizes.max() == 3', { sizes: [1, 3] }, 'true'],
    ['object.spec.sizes.min() == 3', { sizes: [4, 3] }, 'true'],
    ['object.spec.sizes.sum() == 7', { sizes: [4, 3] }, 'true'],
    ['object.spec.sizes.sum() == 1.5', { sizes: [1, 0.5] }, 'true'],
    ['object.spec.sizes.sum() == 0', { sizes: [] }, 'true'],
    ["object.spec.url.replace('a', 'b') == 'bbc'", { url: 'abc' }, 'true'],
    ['isURL(object.spec.url)', { url: 'no url' }, 'false'],
  ])('%s of %j', (expression, spec, expected) => {
    expect(verdict(expression, spec)).toEqual({ type: expected });
  });

  it.each<[string, Json, 'true' | 'false']>([
    ["quantity(object.spec.size).isLessThan(quantity('1Gi'))", { size: '1000M' }, 'true'],
    ["quantity(object.spec.size).isGreaterThan(quantity('1Gi'))", { size: '1000M' }, 'false'],
    ["quantity(object.spec.cpu).compareTo(quantity('500m')) == 0", { cpu: '0.5' }, 'true'],
    ["quantity(string(object.spec.cpu)).compareTo(quantity('2')) <= 0", { cpu: 2 }, 'true'],
    ["quantity(string(object.spec.cpu)).compareTo(quantity('500m')) > 0", { cpu: 0.6 }, 'true'],
    ['isQuantity(object.spec.size)', { size: 'much' }, 'false'],
    ["quantity(object.spec.size).add(quantity('1Ki')) == quantity('2Ki')", { size: '1Ki' }, 'true'],
    ["quantity(object.spec.size).sub(quantity('1Ki')).sign() == -1", { size: '1k' }, 'true'],
    ['quantity(object.spec.size).asInteger() == 1000', { size: '1k' }, 'true'],
    ['quantity(object.spec.size).isInteger()', { size: '1m' }, 'false'],
    ['quantity(object.spec.size).asApproximateFloat() == 0.5', { size: '500m' }, 'true'],
  ])('knows quantities: %s of %j', (expression, spec, expected) => {
    expect(cel.problem(expression)).toBeUndefined();
    expect(verdict(expression, spec)).toEqual({ type: expected });
  });

  it.each<[string, Json, 'true' | 'false']>([
    ["object.spec.a.matches('^.$')", { a: '😀' }, 'true'],
    ["object.spec.a.matches(r'^\\p{L}+$')", { a: 'größe' }, 'true'],
    ["object.spec.a.matches('^\\\\s$')", { a: '\u00a0' }, 'false'],
    ["object.spec.a == '.matches(' && object.spec.a . matches ('m')", { a: '.matches(' }, 'true'],
    [
      "object.spec.a == r'\\d.matches(' && !object.spec.a.matches(\"'.matches\")",
      { a: '\\d.matches(' },
      'true',
    ],
    ["// it's\nobject.spec.a.matches('a')", { a: 'a' }, 'true'],
  ])('reads patterns as servers do: %s of %j', (expression, spec, expected) => {
    expect(verdict(expression, spec)).toEqual({ type: expected });
  });

  it('is done at once with a pattern that would take a backtracking engine hours', () => {
    const text = 'a'.repeat(2_000);

    expect(verdict("object.spec.a.matches('^(a+)+b$')", { a: text })).toEqual({ type: 'false' });
  });

  it('lets an expression use variables, each of which uses those before it', () => {
    const variables = { spec: 'object.spec', size: 'variables.spec.size' };
    const object = anObject({ size: 3 });

    expect(cel.evaluate('variables.size == 3', { object, variables })).toEqual({ type: 'true' });
  });

  it('fails for a variable that failed only where it is used', () => {
    const variables = { gone: 'object.spec.gone.away' };
    const object = anObject({});

    expect(cel.evaluate('true', { object, variables })).toEqual({ type: 'true' });
    expect(cel.evaluate('variables.gone == 1', { object, variables })).toEqual({
      type: 'error',
      message: 'no such key: gone',
    });
  });

  it.each<[string, Json, string]>([
    ['object.spec.a.b == 1', {}, 'no such key: a'],
    [
      "object.spec.a.matches('x')",
      { a: 1 },
      "found no matching overload for 'int.matches(string)'",
    ],
    ["object.spec.a.matches('(?=x)')", { a: '' }, "the pattern '(?=x)' cannot be tried here"],
    ["quantity(object.spec.a) == quantity('1')", { a: 'x' }, "no quantity: 'x'"],
    ['object.spec.a', { a: 'text' }, 'it gives neither true nor false'],
  ])('says why %s of %j fails', (expression, spec, message) => {
    expect(verdict(expression, spec)).toEqual({ type: 'error', message });
  });
});

describe('what is no expression of an admission policy', () => {
  it.each([
    ['object.spec.(', /^.*token|Expected|Unexpected.*$/u],
    ["object.spec.a in ['a', 1]", /^List elements must have the same type/u],
    ["request.userInfo.username == 'a'", /^Unknown variable: request$/u],
    ['ip(object.spec.a).family() == 4', /ip/u],
    ["'text'", /^must evaluate to bool but gives string$/u],
    ['object.spec.flag', /^must evaluate to bool but gives dyn$/u],
    ['object.spec.a == 1 // as said', /^must have no comment$/u],
    ['// first\nobject.spec.a == 1', /^must have no comment$/u],
  ])('%s', (expression, problem) => {
    expect(cel.problem(expression)).toMatch(problem);
  });

  it.each([
    [
      'a comprehension in a comprehension in a comprehension',
      nested(3),
      /lists within lists 2 deep/u,
    ],
    ['the same within other calls', `has(object.spec) && !(${nested(3)})`, /lists within lists/u],
    ['a map within them', 'object.a.all(a, a.all(b, b.map(c, c).size() > 0))', /lists within/u],
    ['2,001 characters', `'a' == '${'a'.repeat(1_993)}'`, /^must have at most 2,000 characters$/u],
    ['parentheses without end', `${'('.repeat(300)}true${')'.repeat(300)}`, /maxDepth/u],
  ])('is refused for its cost: %s', (_, expression, problem) => {
    expect(cel.problem(expression)).toMatch(problem);
  });

  it.each([
    nested(2),
    'object.a.filter(a, a.b).map(a, a.c).all(a, a.exists(b, b > 1))',
    `'${'a'.repeat(1_900)}' == 'a'`,
  ])('costs little enough: %.60s', (expression) => {
    expect(cel.problem(expression)).toBeUndefined();
  });

  it('is none for one with a text that looks like a comment', () => {
    expect(cel.problem("object.spec.url == 'https://acme.example'")).toBeUndefined();
  });

  it('is none for one that gives true or false', () => {
    expect(cel.problem("!has(object.spec.a) || object.spec.a.matches('x')")).toBeUndefined();
  });

  it('still answers after thousands of expressions', () => {
    const answers = Array.from({ length: 4_500 }, (_, at) =>
      verdict(`object.spec.a == ${at}`, { a: at }),
    );

    expect(new Set(answers.map(({ type }) => type))).toEqual(new Set(['true']));
  });
});
