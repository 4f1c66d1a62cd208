import { expect, it } from 'vitest';
import { secretProblems } from './secret-problems.ts';
import { DATABASE_KIND } from '../../../test/recommend-builders.ts';

function problemsOf(spec: Record<string, string | object>) {
  const object = { apiVersion: 'v1', kind: DATABASE_KIND.kind, metadata: { name: 'x' }, spec };
  return secretProblems(
    [{ alias: 'database', object }].map((one) => JSON.parse(JSON.stringify(one))),
  );
}

it('finds a secret by its shape and by its name, with the path of the value', () => {
  const problems = problemsOf({
    region: 'AKIAIOSFODNN7EXAMPLE',
    users: [{ name: 'app', password: 'c0rrect-h0rse' }],
  });

  expect(problems.map(({ path }) => path)).toEqual(['spec.region', 'spec.users[0].password']);
  expect(problems[0]?.message).toContain('Put it into a Secret in the cluster and name that here.');
});

it('has nothing against the name of a Secret, nor against ordinary values', () => {
  const passwordSecretRef = { name: 'database-password', key: 'password' };

  expect(problemsOf({ data: [{ secretKey: 'database-password-1' }] })).toEqual([]);
  expect(problemsOf({ size: 'small', passwordSecretRef, image: 'nginx:1.27' })).toEqual([]);
});
