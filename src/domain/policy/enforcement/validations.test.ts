import { describe, expect, it } from 'vitest';
import { aRule } from '../../../../test/a-policy.ts';
import type { ResourceKind } from '../../kind.ts';
import type { Rule } from '../rule.ts';
import { validationsOf } from './validations.ts';

const POLICY = { id: 'pol-12ab', version: 2, expressions: [] };
const GROUP = 'rds.aws.example.org';

function aKind(kind: string, over: Partial<ResourceKind> = {}): ResourceKind {
  const plural = `${kind.toLowerCase()}s`;
  return { group: GROUP, version: 'v1beta1', kind, plural, namespaced: true, ...over };
}

const instance = aKind('Instance');
const cluster = aKind('Cluster');
const otherCluster = aKind('Cluster', { group: 'sql.example.org', version: 'v1' });

describe('what is demanded of several kinds', () => {
  function expressionsOf(...rules: readonly Rule[]) {
    return validationsOf({ ...POLICY, rules: [...rules] }).map(({ expression }) => expression);
  }
  const exists = { path: 'spec.a', check: { type: 'exists' } } as const;

  it('is said once where rules demand the same', () => {
    const rules = [
      aRule({ ...exists, kinds: [cluster] }),
      aRule({ ...exists, id: 'r2', kinds: [instance] }),
    ];

    expect(expressionsOf(...rules)).toEqual(['has(object.spec) && has(object.spec.a)']);
  });

  it.each<[string, Partial<Rule>]>([
    ['path', { path: 'spec.b' }],
    ['check', { check: { type: 'absent' } }],
    ['conditions', { when: [{ path: 'spec.b', check: { type: 'exists' } }] }],
    ['meaning of nothing', { whenMissing: 'allow' }],
  ])('is said apart where rules differ in their %s', (_, over) => {
    expect(expressionsOf(aRule(exists), aRule({ ...exists, id: 'r2', ...over }))).toHaveLength(2);
  });

  it('names the kinds that it concerns, where these are not all', () => {
    const both = aRule({ ...exists, kinds: [instance, cluster] });
    const one = aRule({ ...exists, id: 'r2', path: 'spec.b', kinds: [cluster] });

    expect(expressionsOf(both, one)[1]).toBe(
      "!(object.kind == 'Cluster') || (has(object.spec) && has(object.spec.b))",
    );
  });

  it('tells kinds of one name apart by their group', () => {
    const both = aRule({ ...exists, kinds: [instance, cluster, otherCluster] });
    const one = aRule({ ...exists, id: 'r2', path: 'spec.b', kinds: [instance, cluster] });

    expect(expressionsOf(both, one)[1]).toBe(
      `!(object.apiVersion == '${GROUP}/v1beta1' && object.kind in ['Cluster', 'Instance']) || ` +
        '(has(object.spec) && has(object.spec.b))',
    );
  });

  it('has a message of one line that no engine replaces anything in', () => {
    const rule = aRule({ message: ' must be\n{{ request.name }} \u2028 $(x) ' });

    expect(validationsOf({ ...POLICY, rules: [rule] })[0]?.message).toBe(
      'must be { { request.name }} $ (x) (policy pol-12ab v2)',
    );
  });

  it('ends every message with the policy and its version, however long it is', () => {
    const kinds = [instance];
    const demand = { id: 'e1', expression: 'true', accepts: ['{}'], refuses: ['{}'] };
    const expression = { ...demand, kinds, message: 'Said in CEL.' };
    const rules = [aRule({ kinds, message: 'x'.repeat(2_000) })];
    const messages = validationsOf({ ...POLICY, rules, expressions: [expression] }).map(
      ({ message }) => message,
    );

    expect(messages).toEqual([
      expect.stringMatching(/x \(policy pol-12ab v2\)$/u),
      'Said in CEL. (policy pol-12ab v2)',
    ]);
    expect(messages[0]).toHaveLength(1_000);
  });

  it('cuts no character of a long message in two', () => {
    const rules = [aRule({ kinds: [instance], message: `x${'😀'.repeat(1_000)}` })];
    const [validation] = validationsOf({ ...POLICY, rules });

    expect(validation?.message.isWellFormed()).toBe(true);
  });
});
