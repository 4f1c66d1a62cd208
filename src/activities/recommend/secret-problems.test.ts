import { expect, it } from 'vitest';
import { secretProblems } from './secret-problems.ts';
import { AT, aQuestion, DATABASE_KIND } from '../../../test/recommend-builders.ts';

const NOTHING_SAID = { questions: [], answers: [], extras: [] };

function problemsOf(
  spec: Record<string, string | object>,
  said: Parameters<typeof secretProblems>[1] = NOTHING_SAID,
) {
  const object = { apiVersion: 'v1', kind: DATABASE_KIND.kind, metadata: { name: 'x' }, spec };
  return secretProblems(
    [{ alias: 'database', object }].map((one) => JSON.parse(JSON.stringify(one))),
    said,
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

it('finds what only the question or its own way here gives away', () => {
  const answer = { by: 'ana', at: AT, how: 'typed' } as const;
  const value = 'horsebattery';
  const spec = { phrase: value, size: value, description: value, region: value };
  const phrase = aQuestion({
    id: 'phrase',
    addresses: [{ alias: 'database', path: 'spec.phrase' }],
    limits: { type: 'string', format: 'password' },
  });
  const problems = problemsOf(spec, {
    questions: [phrase, aQuestion()],
    answers: [
      { ...answer, questionId: 'phrase', value },
      { ...answer, questionId: 'size', value, isSecret: true },
    ],
    extras: [
      { address: { alias: 'database', path: 'spec.description' }, value, reason: 'said' },
      {
        address: { alias: 'database', path: 'spec.region' },
        value,
        reason: 'said',
        isSecret: true,
      },
    ],
  });

  expect(problems.map(({ path }) => path)).toEqual(['spec.phrase', 'spec.size', 'spec.region']);
  expect(problems.map(({ message }) => message.endsWith('write it here by itself.'))).toEqual([
    false,
    true,
    true,
  ]);
  expect(JSON.stringify(problems)).not.toContain(value);
});

it('has nothing against an answer of the alternative that was taken back', () => {
  const way = aQuestion({ id: 'way', addresses: [], suggestion: 'url' });
  const password = aQuestion({
    id: 'password',
    addresses: [{ alias: 'database', path: 'spec.credentials.password' }],
    onlyWith: { questionId: 'way', value: 'credentials' },
  });
  const said = { by: 'ana', at: AT, how: 'typed' } as const;
  const pathsBy = (value: string) =>
    problemsOf(
      {},
      {
        questions: [way, password],
        answers: [
          { ...said, questionId: 'way', value },
          { ...said, questionId: 'password', value: 'hunter22pw', isSecret: true },
        ],
        extras: [],
      },
    ).map(({ path }) => path);

  expect(pathsBy('credentials')).toEqual(['spec.credentials.password']);
  expect(pathsBy('url')).toEqual([]);
});
