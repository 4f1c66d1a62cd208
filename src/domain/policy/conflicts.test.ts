import { describe, expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../test/a-policy.ts';
import { aKind } from '../../../test/tables.ts';
import { conflictsOf, duplicatesOf, type PolicyRules } from './conflicts.ts';
import type { Check, Condition, NamespaceScope, Rule } from './rule.ts';

const databases = aKind();
const caches = aKind({ kind: 'Cache', plural: 'caches' });

function ruleOf(over: Partial<Rule> = {}): Rule {
  return aRule({ kinds: [databases], path: 'spec.region', ...over });
}

function given(rule: Rule, scope: NamespaceScope = { type: 'all' }): PolicyRules {
  return { policyId: 'pol-new', scope, rules: [rule] };
}

function areInConflict(one: Partial<Rule>, other: Partial<Rule>): boolean {
  return conflictsOf(given(ruleOf(one)), [aPolicy({ rules: [ruleOf(other)] })]).length > 0;
}

/** Whichever of the two comes first. */
function exclude(one: Check, other: Check): boolean {
  const answers = [
    areInConflict({ check: one }, { check: other }),
    areInConflict({ check: other }, { check: one }),
  ];
  expect(answers[0]).toBe(answers[1]);
  return answers[0] === true;
}

const oneOf = (...values: string[]): Check => ({ type: 'oneOf', values });
const matches = (pattern: string): Check => ({ type: 'matches', pattern });
const notMatches = (pattern: string): Check => ({ type: 'notMatches', pattern });

describe('policies that contradict each other', () => {
  it('are told with the path, both demands and the kinds', () => {
    const kinds = [databases, caches];
    const other = aPolicy({
      id: 'pol-old',
      sentence: 'Everything stays in Ireland',
      rules: [ruleOf({ kinds, check: oneOf('eu-west-1') })],
    });

    expect(conflictsOf(given(ruleOf({ kinds })), [other])).toEqual([
      {
        policyId: 'pol-old',
        sentence: 'Everything stays in Ireland',
        reason:
          'spec.region must be us-east-1 by this policy and must be eu-west-1 by that one' +
          ' (databases.example.org and 1 more kind).',
      },
    ]);
  });

  it('demand what no value meets', () => {
    const pairs: readonly (readonly [Check, Check])[] = [
      [oneOf('a', 'b'), oneOf('c')],
      [oneOf('a', 'b'), { type: 'noneOf', values: ['a', 'b', 'c'] }],
      [oneOf('a'), matches('^b')],
      [oneOf('a'), notMatches('a')],
      [
        { type: 'oneOf', values: [1, 2] },
        { type: 'min', value: 3 },
      ],
      [
        { type: 'min', value: 3 },
        { type: 'max', value: 2 },
      ],
      [
        { type: 'min', value: '2Gi' },
        { type: 'max', value: '2000Mi' },
      ],
      [
        { type: 'min', value: 3 },
        { type: 'max', value: '2' },
      ],
      [matches('^registry\\.acme\\.example/'), matches('^docker\\.io/')],
      [matches('^(a|b)/'), matches('^(c|d)/')],
      [matches('^docker\\.io/library/'), notMatches('^docker\\.io/')],
      [matches('x+'), notMatches('x+')],
      [matches('^a'), { type: 'min', value: 2 }],
      [{ type: 'exists' }, { type: 'absent' }],
      [
        { type: 'noneOf', values: [true] },
        { type: 'noneOf', values: [false] },
      ],
    ];

    expect(pairs.filter(([one, other]) => !exclude(one, other))).toEqual([]);
  });

  it('are no contradiction where some value meets both', () => {
    const pairs: readonly (readonly [Check, Check])[] = [
      [oneOf('a', 'b'), oneOf('b', 'c')],
      [oneOf('a', 'b'), { type: 'noneOf', values: ['a'] }],
      [
        { type: 'min', value: 2 },
        { type: 'max', value: 2 },
      ],
      [
        { type: 'min', value: '2Gi' },
        { type: 'max', value: '2048Mi' },
      ],
      [matches('^docker\\.io/'), matches('^docker\\.io/library/')],
      [matches('^docker\\.io/'), notMatches(':latest$')],
      [matches('^docker\\.io'), notMatches('docker\\.io$')],
      [matches('acme'), matches('^docker')],
      [{ type: 'exists' }, oneOf('a')],
      [
        { type: 'noneOf', values: ['a'] },
        { type: 'noneOf', values: ['b'] },
      ],
    ];

    expect(pairs.filter(([one, other]) => exclude(one, other))).toEqual([]);
  });

  it('leave a way out where the field may be left away', () => {
    const absent: Partial<Rule> = { check: { type: 'absent' } };

    expect(areInConflict(absent, { whenMissing: 'deny' })).toBe(true);
    expect(areInConflict(absent, { whenMissing: 'allow' })).toBe(false);
    expect(areInConflict({ check: { type: 'exists' }, whenMissing: 'allow' }, absent)).toBe(false);
  });

  it('meet on the same path of the same namespaced kind only', () => {
    const other = { check: oneOf('eu-west-1') };

    expect(areInConflict({}, other)).toBe(true);
    expect(areInConflict({}, { ...other, path: 'spec.zone' })).toBe(false);
    expect(areInConflict({}, { ...other, path: "spec['region']" })).toBe(true);
    expect(areInConflict({}, { ...other, kinds: [caches] })).toBe(false);
    const kinds = [aKind({ namespaced: false })];
    expect(areInConflict({ kinds }, { ...other, kinds })).toBe(false);
  });

  it('do not meet where their conditions cannot hold together', () => {
    const aws: Condition = { path: 'spec.provider', check: oneOf('aws') };
    const azure: Condition = { path: 'spec.provider', check: oneOf('azure') };
    const listed = (value: string): Condition => ({ path: 'spec.tags[*]', check: oneOf(value) });
    const other = { check: oneOf('westeurope') };

    expect(areInConflict({ when: [aws] }, { ...other, when: [azure] })).toBe(false);
    expect(areInConflict({ when: [aws] }, { ...other, when: [aws] })).toBe(true);
    expect(areInConflict({ when: [aws] }, other)).toBe(true);
    expect(areInConflict({ when: [listed('a')] }, { ...other, when: [listed('b')] })).toBe(true);
  });

  it('do not meet where no namespace is reached by both', () => {
    const only = (...namespaces: string[]): NamespaceScope => ({ type: 'only', namespaces });
    const except = (...namespaces: string[]): NamespaceScope => ({ type: 'except', namespaces });
    const conflicts = (one: NamespaceScope, other: NamespaceScope): boolean => {
      const rules = [ruleOf({ check: oneOf('eu-west-1') })];
      return conflictsOf(given(ruleOf(), one), [aPolicy({ scope: other, rules })]).length > 0;
    };

    expect(conflicts(only('a'), only('b'))).toBe(false);
    expect(conflicts(only('a', 'b'), only('b'))).toBe(true);
    expect(conflicts(only('a'), except('a'))).toBe(false);
    expect(conflicts(except('a'), only('a', 'b'))).toBe(true);
    expect(conflicts(except('a'), except('b'))).toBe(true);
    expect(conflicts({ type: 'all' }, only('b'))).toBe(true);
  });

  it('are others: an earlier version of the same one does not count', () => {
    const before = aPolicy({ id: 'pol-new', rules: [ruleOf({ check: oneOf('eu-west-1') })] });

    expect(conflictsOf(given(ruleOf()), [before])).toEqual([]);
  });
});

describe('policies that demand the same', () => {
  it('are told once for all kinds, whatever the order of values and conditions', () => {
    const when: Condition[] = ['spec.a', 'spec.b'].map((path) => ({ path, check: oneOf('x') }));
    const one = ruleOf({ check: oneOf('a', 'b'), when });
    const other = ruleOf({ check: oneOf('b', 'a'), when: when.toReversed() });
    const policy = aPolicy({ id: 'pol-old', rules: [other] });

    expect(duplicatesOf(given(one), [policy])).toEqual([
      {
        policyId: 'pol-old',
        sentence: policy.sentence,
        reason: 'spec.region must be one of a, b by that policy already (databases.example.org).',
      },
    ]);
    expect(conflictsOf(given(one), [policy])).toEqual([]);
  });

  it('are not those that demand it under another condition, or less', () => {
    const when: Condition[] = [{ path: 'spec.provider', check: oneOf('aws') }];

    expect(duplicatesOf(given(ruleOf()), [aPolicy({ rules: [ruleOf({ when })] })])).toEqual([]);
    expect(
      duplicatesOf(given(ruleOf()), [aPolicy({ rules: [ruleOf({ whenMissing: 'allow' })] })]),
    ).toEqual([]);
  });
});
