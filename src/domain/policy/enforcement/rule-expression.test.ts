import { describe, expect, it } from 'vitest';
import { createCelExpressions } from '../../../adapters/cel/expressions.ts';
import type { Rule } from '../rule.ts';
import { aRule } from '../../../../test/a-policy.ts';
import { ruleExpression } from './rule-expression.ts';

const cel = createCelExpressions();
const oneRegion: Rule['check'] = { type: 'oneOf', values: ['us-east-1'] };

function expressionOf(over: Partial<Rule>): string {
  const expression = ruleExpression(aRule({ path: 'spec.region', check: oneRegion, ...over }));
  expect(cel.problem(expression)).toBeUndefined();
  return expression;
}

describe('the expression of a rule', () => {
  it.each<[Rule['check'], string]>([
    [oneRegion, "object.spec.region == 'us-east-1'"],
    [{ type: 'oneOf', values: ['a', 'b', 'a'] }, "object.spec.region in ['a', 'b']"],
    [{ type: 'noneOf', values: ['a'] }, "object.spec.region != 'a'"],
    [{ type: 'noneOf', values: ['a', 'b'] }, "!(object.spec.region in ['a', 'b'])"],
    [{ type: 'oneOf', values: [true] }, 'object.spec.region == true'],
    [{ type: 'oneOf', values: [1, 1.5] }, 'object.spec.region in [1.0, 1.5]'],
    [
      { type: 'oneOf', values: ['80', 80, 443] },
      "(object.spec.region == '80' || object.spec.region in [80, 443])",
    ],
    [
      { type: 'noneOf', values: ['80', 80] },
      "object.spec.region != '80' && object.spec.region != 80",
    ],
    [
      { type: 'matches', pattern: String.raw`^us\.` },
      String.raw`object.spec.region.matches(r'^us\.')`,
    ],
    [{ type: 'notMatches', pattern: "it's" }, String.raw`!object.spec.region.matches('it\'s')`],
    [{ type: 'min', value: 3 }, 'object.spec.region >= 3'],
    [{ type: 'max', value: -0.5 }, 'object.spec.region <= -0.5'],
    [
      { type: 'max', value: '4Gi' },
      "quantity(string(object.spec.region)).compareTo(quantity('4Gi')) <= 0",
    ],
  ])('says %j', (check, expected) => {
    const demanded = expressionOf({ check, whenMissing: 'deny' });

    expect(demanded).toBe(`has(object.spec) && has(object.spec.region) && ${expected}`);
  });

  it('lets a missing value pass where the rule allows it', () => {
    expect(expressionOf({ whenMissing: 'allow' })).toBe(
      "!has(object.spec) || !has(object.spec.region) || object.spec.region == 'us-east-1'",
    );
  });

  it.each<[Partial<Rule>, string]>([
    [{ check: { type: 'exists' } }, 'has(object.spec) && has(object.spec.region)'],
    [{ check: { type: 'exists' }, whenMissing: 'allow' }, 'true'],
    [{ check: { type: 'absent' } }, '!has(object.spec) || !has(object.spec.region)'],
    [
      { path: 'metadata.labels.team', check: { type: 'exists' } },
      'has(object.metadata.labels) && has(object.metadata.labels.team)',
    ],
    [
      { path: "metadata.labels['acme.example/team']", check: { type: 'exists' } },
      "has(object.metadata.labels) && 'acme.example/team' in object.metadata.labels",
    ],
  ])('asks what is there: %j', (over, expected) => {
    expect(expressionOf(over)).toBe(expected);
  });

  it('reads fields whose names CEL does not know as keys', () => {
    expect(expressionOf({ path: 'spec.my-part.namespace' })).toBe(
      "has(object.spec) && 'my-part' in object.spec && 'namespace' in object.spec['my-part'] && " +
        "object.spec['my-part']['namespace'] == 'us-east-1'",
    );
  });

  it('goes through every item of a list, and through lists in lists', () => {
    expect(expressionOf({ path: 'spec.groups[*].ports[*].name' })).toBe(
      '!has(object.spec) || !has(object.spec.groups) || object.spec.groups.all(item, ' +
        '!has(item.ports) || item.ports.all(item2, ' +
        "has(item2.name) && item2.name == 'us-east-1'))",
    );
  });

  it('goes through every value of a map, by its keys', () => {
    expect(expressionOf({ path: "spec.schemas['*'].sql", check: { type: 'exists' } })).toBe(
      '!has(object.spec) || !has(object.spec.schemas) || ' +
        "object.spec.schemas.all(key, 'sql' in object.spec.schemas[key])",
    );
  });

  it('reads one item where the path names it', () => {
    expect(expressionOf({ path: 'spec.zones[1]' })).toBe(
      "has(object.spec) && has(object.spec.zones) && size(object.spec.zones) > 1 && object.spec.zones[1] == 'us-east-1'",
    );
  });

  it('binds only where its conditions hold, of a list by any item', () => {
    const when: Rule['when'] = [
      { path: 'spec.provider', check: { type: 'oneOf', values: ['aws'] } },
      { path: 'spec.tags[*].key', check: { type: 'exists' } },
    ];

    expect(expressionOf({ when })).toBe(
      "!(has(object.spec) && has(object.spec.provider) && object.spec.provider == 'aws' && " +
        'has(object.spec.tags) && object.spec.tags.exists(item, has(item.key))) || ' +
        "(has(object.spec) && has(object.spec.region) && object.spec.region == 'us-east-1')",
    );
  });

  it.each<[Rule['check'], string]>([
    [
      { type: 'matches', pattern: '^a' },
      "type(object.spec.port) == string && object.spec.port.matches('^a')",
    ],
    [{ type: 'min', value: 3 }, 'type(object.spec.port) != string && object.spec.port >= 3'],
    [
      { type: 'max', value: '1Gi' },
      "isQuantity(string(object.spec.port)) && quantity(string(object.spec.port)).compareTo(quantity('1Gi')) <= 0",
    ],
  ])('has no condition that fails on another type: %j', (check, expected) => {
    const when = [{ path: 'spec.port', check }];

    expect(expressionOf({ when, path: 'spec.a', check: { type: 'exists' } })).toBe(
      `!(has(object.spec) && has(object.spec.port) && ${expected}) || (has(object.spec) && has(object.spec.a))`,
    );
  });

  it.each([
    "it's \\ \n\r\t \u0000 \u007f \u00a0 \u200b \u2028 ä 😀 \u{e0001}",
    '{{ request.object }} $(./path) {{{',
    "'''",
  ])('holds any text: %j', (text) => {
    const expression = expressionOf({ check: { type: 'oneOf', values: [text] } });
    const object = { apiVersion: 'v1', kind: 'A', metadata: { name: 'a' }, spec: { region: text } };

    expect(cel.evaluate(expression, { object })).toEqual({ type: 'true' });
    expect(expression).not.toMatch(/\{\{|\$\(|\p{C}/u);
  });

  it('is refused for what is no path', () => {
    expect(() => ruleExpression(aRule({ path: 'spec.[' }))).toThrow('is not a field path');
  });
});
