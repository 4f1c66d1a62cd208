import { describe, expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../test/a-policy.ts';
import { aKind, aResource, aRow, aTable } from '../../../test/tables.ts';
import type { Policy } from '../policy/policy.ts';
import type { Rule } from '../policy/rule.ts';
import type { Binding, Link } from '../solution.ts';
import { bindingPolicies } from './binding-policies.ts';
import type { QuestionInput } from './drafts.ts';
import { allowedBindings } from './policy-questions.ts';
import { buildQuestions } from './questions.ts';

const KIND = aKind();
const OBJECT = { type: 'object' } as const;
const table = aTable([
  aRow('spec', OBJECT),
  aRow('spec.size', { required: true, enum: ['small', 'large'] }),
  aRow('spec.retentionDays', { type: 'integer', default: 30 }),
  aRow('spec.public', { type: 'boolean' }),
  aRow('spec.provider'),
  aRow('spec.internal', OBJECT),
  aRow('spec.internal.shard', { type: 'string', description: 'Deprecated.' }),
  aRow('spec.users', { type: 'array', itemType: 'object' }),
  aRow('spec.users[*].role'),
]);

function inputFor(
  rules: readonly Partial<Rule>[],
  over: {
    bindings?: Binding[];
    links?: Link[];
    namespaces?: string[];
    policy?: Partial<Policy>;
  } = {},
): QuestionInput {
  const resources = [aResource('database', KIND)];
  const { bindings = [], links = [], namespaces = ['a-team', 'b-team'], policy = {} } = over;
  const own = rules.map((rule, place) => aRule({ id: `r${place}`, kinds: [KIND], ...rule }));
  const policies = bindingPolicies([aPolicy({ rules: own, ...policy })], { resources });
  return {
    solution: { resources, links, bindings },
    tables: new Map([['database', table]]),
    facts: { namespaces, options: [] },
    intent: 'a database',
    policies,
  };
}

function askedAt(path: string, input: QuestionInput) {
  return buildQuestions(input).find(({ addresses }) => addresses.some((one) => one.path === path));
}

const shard: Partial<Rule> = {
  path: 'spec.internal.shard',
  check: { type: 'oneOf', values: ['one', 'two'] },
};
const when = [{ path: 'spec.provider', check: { type: 'oneOf' as const, values: ['aws'] } }];

describe('what a policy decides', () => {
  it('is asked first, even where nobody would have been asked', () => {
    expect(askedAt('spec.internal.shard', inputFor([]))).toBeUndefined();
    expect(askedAt('spec.internal.shard', inputFor([shard]))).toMatchObject({
      stage: 'required',
      isRequired: true,
      policies: ['pol-0123456789ab'],
    });
  });

  it('is not asked where it may be left out and has no default', () => {
    expect(
      askedAt('spec.internal.shard', inputFor([{ ...shard, whenMissing: 'allow' }])),
    ).toBeUndefined();
  });

  it('is asked where the default of the schema may be forbidden', () => {
    const most: Partial<Rule> = {
      path: 'spec.retentionDays',
      check: { type: 'max', value: 7 },
      whenMissing: 'allow',
    };

    expect(askedAt('spec.retentionDays', inputFor([most]))).toMatchObject({
      stage: 'required',
      suggestion: 7,
    });
  });

  it('is not asked under a condition that a binding rules out', () => {
    const address = { alias: 'database', path: 'spec.provider' };
    const azure = { address, value: 'azure', reason: '' };
    const aws = { address, value: 'aws', reason: '' };

    expect(
      askedAt('spec.internal.shard', inputFor([{ ...shard, when }], { bindings: [azure] })),
    ).toBeUndefined();
    expect(
      askedAt('spec.internal.shard', inputFor([{ ...shard, when }], { bindings: [aws] })),
    ).toMatchObject({
      isRequired: true,
    });
  });

  it('is asked, and not yet needed, where that depends on the namespace', () => {
    const policy = { scope: { type: 'only' as const, namespaces: ['a-team'] } };

    expect(askedAt('spec.internal.shard', inputFor([shard], { policy }))).toMatchObject({
      stage: 'required',
      isRequired: false,
      isOpen: true,
    });
    const elsewhere = { policy, namespaces: ['b-team'] };
    expect(askedAt('spec.internal.shard', inputFor([shard], elsewhere))).toBeUndefined();
  });

  it('is not asked behind a list that nobody begins', () => {
    const role: Partial<Rule> = { path: 'spec.users[*].role', check: { type: 'exists' } };

    expect(askedAt('spec.users[0].role', inputFor([role]))).toBeUndefined();
    const user = { alias: 'database', path: 'spec.users[0].role' };
    const from = { alias: 'database', path: 'metadata.name' };
    expect(
      askedAt('spec.users[0].role', inputFor([role], { links: [{ from, to: user, reason: '' }] })),
    ).toBeUndefined();
  });

  it('is not asked where it must not be there', () => {
    expect(askedAt('spec.public', inputFor([]))).toMatchObject({ id: 'database-public' });
    const absent: Partial<Rule> = { path: 'spec.public', check: { type: 'absent' } };
    expect(askedAt('spec.public', inputFor([absent]))).toBeUndefined();
  });

  it('gives no question of a draft, or of a kind outside namespaces', () => {
    expect(
      askedAt('spec.internal.shard', inputFor([shard], { policy: { status: 'draft' } })),
    ).toBeUndefined();
  });
});

describe('a value that is decided before anybody is asked', () => {
  const address = { alias: 'database', path: 'spec.public' };
  const isPublic: Binding = { address, value: true, reason: 'named in your request' };
  const closed: Partial<Rule> = { path: 'spec.public', check: { type: 'oneOf', values: [false] } };

  it('stays where no policy forbids it', () => {
    const input = inputFor([{ ...closed, check: { type: 'exists' } }], { bindings: [isPublic] });

    expect(allowedBindings(input)).toEqual([isPublic]);
  });

  it('is dropped and asked for where one may forbid it', () => {
    const policy = { scope: { type: 'except' as const, namespaces: ['a-team'] } };
    const input = inputFor([{ ...closed, whenMissing: 'allow' }], { bindings: [isPublic], policy });
    const { solution } = input;

    expect(allowedBindings(input)).toEqual([]);
    const asked = { ...input, solution: { ...solution, bindings: [] }, dropped: [address] };
    expect(askedAt('spec.public', asked)).toMatchObject({ stage: 'required' });
  });
});
