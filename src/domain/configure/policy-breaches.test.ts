import { expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../test/a-policy.ts';
import { aSolution, DATABASE_KIND } from '../../../test/recommend-builders.ts';
import { breachesOf, rulesInForce } from './policy-breaches.ts';

const rule = aRule({
  kinds: [DATABASE_KIND],
  when: [{ path: "metadata.labels['provider']", check: { type: 'oneOf', values: ['aws'] } }],
  path: 'spec.region',
});

function inCloud(provider: string) {
  const at = (path: string, value: string) => ({
    address: { alias: 'database', path },
    value,
    reason: 'said',
  });
  const bindings = [
    at('metadata.name', 'shop'),
    at('metadata.namespace', 'a-team'),
    at("metadata.labels['provider']", provider),
    at('spec.region', 'eu-west-1'),
  ];
  const policies = [{ ...aPolicy(), rules: [rule] }];
  return { solution: aSolution({ bindings }), questions: [], answers: [], policies };
}

it('a rule that a label decides is in force where its breach is told, and nowhere else', () => {
  expect(rulesInForce(inCloud('aws'))).toMatchObject([{ alias: 'database', rule }]);
  expect(breachesOf(inCloud('aws'))).toMatchObject([{ questionIds: [] }]);
  expect(rulesInForce(inCloud('gcp'))).toEqual([]);
  expect(breachesOf(inCloud('gcp'))).toEqual([]);
});
