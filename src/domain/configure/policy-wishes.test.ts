import { expect, it } from 'vitest';
import { aRule } from '../../../test/a-policy.ts';
import { aRow, aTable } from '../../../test/tables.ts';
import type { Rule } from '../policy/rule.ts';
import { forbiddenWish } from './policy-wishes.ts';

const table = aTable([
  aRow('spec', { type: 'object' }),
  aRow('spec.region'),
  aRow('spec.publiclyAccessible', { type: 'boolean' }),
  aRow('spec.replicas', { type: 'integer' }),
]);
const region: Partial<Rule> = { path: 'spec.region' };
const hidden: Partial<Rule> = {
  path: 'spec.publiclyAccessible',
  check: { type: 'oneOf', values: [false] },
};
const few: Partial<Rule> = { path: 'spec.replicas', check: { type: 'max', value: 10 } };

it.each([
  ['a database in eu-west-1', region, 'eu-west-1'],
  ['a database. Yes, publicly accessible', hidden, 'publicly accessible: yes'],
  ['a public PostgreSQL database in AWS', hidden, 'publicly accessible: yes'],
  ['a web app with 12 replicas', few, 'replicas: 12'],
])('says what "%s" asks for where a rule forbids it', (said, over, wish) => {
  expect(forbiddenWish(aRule(over), { table, said })).toBe(wish);
});

it.each([
  ['a database', region],
  ['a database in us-east-1', region],
  ['a database, never in eu-west-1', region],
  ['a database in eu-west-1 or us-east-1', region],
  ['a database that is not publicly accessible', hidden],
  ['a private database for our public website', hidden],
  ['a web app with 3 replicas', few],
  ['a database in eu-west-1', { path: 'spec.unknown' }],
  ['a database in eu-west-1', { ...region, check: { type: 'exists' as const } }],
])('finds nothing forbidden in "%s"', (said, over) => {
  expect(forbiddenWish(aRule(over), { table, said })).toBeUndefined();
});
