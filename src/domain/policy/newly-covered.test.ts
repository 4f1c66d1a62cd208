import { expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../test/a-policy.ts';
import type { CoverageRow } from './coverage.ts';
import { newlyCovered } from './newly-covered.ts';

const [kind = { group: '', version: '', kind: '', plural: '', namespaced: true }] = aRule().kinds;

function aRow(over: Partial<CoverageRow>): CoverageRow {
  return { kind, paths: [aRule().path], ruleIds: ['r1'], note: 'must be us-east-1', ...over };
}

const expression = {
  id: 'e1',
  kinds: [kind],
  expression: 'has(object.spec)',
  message: 'must have a specification',
  accepts: ['{}'],
  refuses: ['{}'],
};

it.each<[string, boolean, Partial<CoverageRow>, Parameters<typeof aPolicy>[0]]>([
  ['what it covers', false, {}, {}],
  ['another kind', true, { kind: { ...kind, kind: 'Cluster' } }, {}],
  ['its kind in another version', true, { kind: { ...kind, version: 'v1' } }, {}],
  ['its kind with one more place', true, { paths: [aRule().path, 'spec.region'] }, {}],
  ['a kind that is left out', false, { kind: { ...kind, kind: 'A' }, leftOut: 'chosen' }, {}],
  ['a kind of its expression', false, { paths: [] }, { rules: [], expressions: [expression] }],
  ['a kind of a lost expression', true, { paths: [] }, {}],
])('counts %s as newly covered: %s', (_, isNew, over, policy) => {
  const row = aRow(over);

  expect(newlyCovered(aPolicy(policy), { rows: [row] })).toEqual(isNew ? [row] : []);
});
