import { describe, expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../test/a-policy.ts';
import { aKind, aResource, aRow, aTable } from '../../../test/tables.ts';
import type { Policy } from '../policy/policy.ts';
import { bindingPolicies } from './binding-policies.ts';
import { buildQuestions } from './questions.ts';

const KIND = aKind();
const PATH = 'spec.forProvider.publiclyAccessible';
const table = aTable([
  aRow('spec', { type: 'object' }),
  aRow('spec.forProvider', { type: 'object' }),
  aRow(PATH, { type: 'boolean' }),
]);
const hidden = aPolicy({
  rules: [aRule({ kinds: [KIND], path: PATH, check: { type: 'oneOf', values: [false] } })],
});

function suggestionFor(intent: string, taught: readonly Policy[] = []) {
  const resources = [aResource('database', KIND)];
  const questions = buildQuestions({
    solution: { resources, links: [], bindings: [] },
    tables: new Map([['database', table]]),
    facts: { namespaces: ['a-team'], options: [] },
    intent,
    policies: bindingPolicies(taught, { resources }),
  });
  return questions.find(({ addresses }) => addresses.some(({ path }) => path === PATH))?.suggestion;
}

describe('a switch for access from outside', () => {
  it.each([
    ['a public PostgreSQL database in AWS', true],
    ['a PostgreSQL database, exposed to the internet', true],
    ['a PostgreSQL database that is reachable from outside', true],
    ['a private PostgreSQL database in AWS', false],
    ['a non-public PostgreSQL database in AWS', false],
  ])('is suggested as "%s" says', (intent, value) => {
    expect(suggestionFor(intent)).toBe(value);
  });

  it('is not suggested where nothing was said of it', () => {
    expect(suggestionFor('a PostgreSQL database')).toBeUndefined();
  });

  it('is never suggested against a policy', () => {
    expect(suggestionFor('a public PostgreSQL database', [hidden])).toBe(false);
  });
});
