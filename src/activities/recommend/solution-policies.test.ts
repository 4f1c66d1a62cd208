import { describe, expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../test/a-policy.ts';
import { aFieldTable, aServedKind, createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createFakePolicyBook } from '../../../test/fakes/policy-book.ts';
import { aSolution } from '../../../test/recommend-builders.ts';
import { aResource, aRow } from '../../../test/tables.ts';
import { Organisation } from '../../domain/organisation.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Rule } from '../../domain/policy/rule.ts';
import { withPolicies } from './solution-policies.ts';

const [ONE, OTHER] = [
  aServedKind({ group: 'one.example', kind: 'Database' }),
  aServedKind({ group: 'other.example', kind: 'Database' }),
];
const first = aSolution({ id: 'sol-first', resources: [aResource('database', ONE.kind)] });
const second = aSolution({
  id: 'sol-second',
  resources: [aResource('database', OTHER.kind)],
  score: { total: 60, match: 60, pattern: 0, policy: 0 },
});

function regions(...values: string[]) {
  const rows = [aRow('spec', { type: 'object' }), aRow('spec.region', { enum: values })];
  return aFieldTable({ rows });
}

function regionPolicy(over: Partial<Rule> = {}, policy: Partial<Policy> = {}): Policy {
  const kinds = [ONE.kind, OTHER.kind];
  return aPolicy({ rules: [aRule({ kinds, path: 'spec.region', ...over })], ...policy });
}

async function ranked(
  policies: readonly Policy[],
  solutions = [first, second],
  said = 'a database',
) {
  const cluster = createFakeCluster({
    kinds: [ONE, OTHER],
    tables: {
      'databases.one.example': regions('eu-west-1'),
      'databases.other.example': regions('us-east-1', 'eu-west-1'),
    },
  });
  const organisation = Organisation.parse({});
  const book = createFakePolicyBook(policies);
  return withPolicies({ cluster, policies: book, organisation }, { solutions, said });
}

describe('the solutions that are offered', () => {
  it('are as they were where no policy reaches them', async () => {
    expect(await ranked([])).toEqual([first, second]);
  });

  it('name none of the policies that were deleted since', async () => {
    const before = await ranked([regionPolicy()], [second]);

    expect(before[0]?.policies).toHaveLength(1);
    expect((await ranked([], before))[0]?.policies).toBeUndefined();
    const other = regionPolicy({ kinds: [ONE.kind] });
    expect((await ranked([other], before))[0]?.policies).toBeUndefined();
  });

  it('come last, and say why, where they cannot keep a policy', async () => {
    const [best, last] = await ranked([regionPolicy()]);

    expect(best).toMatchObject({
      id: 'sol-second',
      score: { total: 60, policy: 100 },
      policies: [{ stands: 'kept', reason: 'Our data must stay in one jurisdiction' }],
    });
    expect(last).toMatchObject({
      id: 'sol-first',
      score: { match: 90, policy: 0 },
      policies: [{ stands: 'impossible', reason: 'region can only be eu-west-1' }],
    });
    expect(last?.score.total).toBeLessThanOrEqual(60);
  });

  it('name a place that is left out only where somebody could choose it', async () => {
    const except = (...namespaces: string[]) =>
      regionPolicy({}, { scope: { type: 'except', namespaces } });
    const [usual] = await ranked([except('crossplane-system', 'kube-system')], [second]);
    const [some] = await ranked([except('kube-system', 'sandbox')], [second]);

    expect(usual?.policies?.[0]).not.toHaveProperty('where');
    expect(some?.policies).toMatchObject([{ where: 'outside sandbox' }]);
  });

  it('name no policy for another cloud than theirs', async () => {
    const when = [
      {
        path: "spec.matchLabels['provider']",
        check: { type: 'oneOf' as const, values: ['google'] },
      },
    ];
    const [aws, gcp] = await ranked(
      [regionPolicy({ when })],
      [
        { ...second, provider: 'aws' },
        { ...second, provider: 'gcp' },
      ],
    );

    expect(aws?.policies).toBeUndefined();
    expect(gcp?.policies).toMatchObject([{ stands: 'kept' }]);
  });

  it('name what is only wished where its words are in the request', async () => {
    const wish = aPolicy({ rules: [], triggers: ['postgres database'] });

    expect((await ranked([wish]))[0]?.policies).toBeUndefined();
    const [meant] = await ranked([wish], [first], 'a postgres database for orders');
    expect(meant?.policies).toMatchObject([{ stands: 'guidance' }]);
    expect(meant?.score).toEqual(first.score);
  });

  it('do not claim to keep a policy that forbids what was asked for', async () => {
    const [best] = await ranked([regionPolicy()], [second], 'a database in eu-west-1');

    expect(best?.policies).toMatchObject([{ stands: 'forbidden', reason: 'eu-west-1' }]);
    expect(best?.score).toMatchObject({ total: 60, policy: 0 });
    for (const said of [
      'a database in us-east-1',
      'a database, but not in eu-west-1',
      'a database in eu-west-1 or us-east-1',
    ]) {
      const [kept] = await ranked([regionPolicy()], [second], said);
      expect(kept?.policies).toMatchObject([{ stands: 'kept' }]);
    }
  });

  it('say where a policy holds that is for some namespaces', async () => {
    const scope = { type: 'only' as const, namespaces: ['a-team', 'b-team'] };
    const policy = regionPolicy({}, { scope });
    const [kept] = await ranked([policy], [second]);
    const [asked] = await ranked([policy], [second], 'a database in eu-west-1');
    const [all] = await ranked([regionPolicy()], [second]);

    expect(kept?.policies).toMatchObject([{ stands: 'kept', where: 'in a-team and b-team' }]);
    expect(asked?.policies).toMatchObject([{ stands: 'forbidden', where: 'in a-team and b-team' }]);
    expect(all?.policies?.[0]).not.toHaveProperty('where');
  });

  it('claim no wish against a rule that binds only by an answer', async () => {
    const when = [{ path: 'spec.engine', check: { type: 'oneOf' as const, values: ['mysql'] } }];
    const [best] = await ranked([regionPolicy({ when })], [second], 'a database in eu-west-1');

    expect(best?.policies).toMatchObject([{ stands: 'kept' }]);
  });

  it('are not ranked by drafts', async () => {
    expect(await ranked([regionPolicy({}, { status: 'draft' })])).toEqual([first, second]);
  });
});
