import { describe, expect, it } from 'vitest';
import { aRule } from '../../../test/a-policy.ts';
import { aServedKind } from '../../../test/fakes/cluster.ts';
import {
  aContext,
  anInstance,
  aPolicyWork,
  aReview,
  INSTANCE,
  rehearse,
} from '../../../test/policy-work.ts';
import { Failure } from '../../domain/failure.ts';
import type { ExpressionRule } from '../../domain/policy/rule.ts';

const REHEARSE = { type: 'rehearse-policy' } as const;

function anExpression(over: Partial<ExpressionRule> = {}): ExpressionRule {
  const text = (region: string): string =>
    JSON.stringify({ ...anInstance('one', { region }), metadata: { name: 'one' } });
  return {
    id: 'e1',
    kinds: [INSTANCE.kind],
    expression: 'object.spec.forProvider.region.startsWith("us-")',
    message: 'must be in America',
    accepts: [text('us-west-2')],
    refuses: [text('eu-west-1')],
    ...over,
  };
}

describe('a rehearsal', () => {
  it('accepts good objects, refuses broken ones, and offers what the cluster can enforce it with', async () => {
    const { rehearsal, yaml, report, said } = await rehearse();

    expect(rehearsal.good.accepted).toBe(rehearsal.good.total);
    expect(rehearsal.broken.refused).toBe(rehearsal.broken.total);
    expect(rehearsal.good.total).toBeGreaterThan(0);
    expect(rehearsal.broken.total).toBe(2);
    expect(rehearsal).toMatchObject({
      wrong: [],
      dryRun: { isAccepted: true },
      targets: [
        { target: 'kyverno-validating-policy', isServed: false },
        { target: 'admission-policy', isServed: true },
        { target: 'kyverno-cluster-policy', isServed: false },
      ],
    });
    expect(yaml).toContain('kind: ValidatingAdmissionPolicy\n');
    expect(report).toContain(
      'instances.rds.aws.example.org: 1 of 1 good accepted, 2 of 2 broken refused',
    );
    expect(said).toEqual(['0 of 1 kinds are tried…']);
  });

  it('shows which live objects would be refused, in the namespaces that it reaches', async () => {
    const objects = [
      anInstance('shop', { region: 'eu-west-1' }),
      anInstance('fine'),
      anInstance('elsewhere', { region: 'eu-west-1', namespace: 'kube-system' }),
    ];
    const { rehearsal, report, cluster } = await rehearse({ objects });

    expect(rehearsal.live).toEqual({
      looked: 2,
      breaking: 1,
      first: ['Instance shop in a-team: spec.forProvider.region is eu-west-1'],
      unseen: [],
    });
    expect(report).toContain('Live objects: 2 looked at, 1 would be refused');
    expect(cluster.applies()).toBe(0);
  });

  it('names what was not seen of the cluster', async () => {
    const many = Array.from({ length: 500 }, (_, index) => anInstance(`i-${index}`));
    const { rehearsal } = await rehearse({ objects: many });

    expect(rehearsal.live.looked).toBe(500);
    expect(rehearsal.live.unseen).toEqual(['instances.rds.aws.example.org: only the first 500']);
  });

  it('names a kind whose objects it may not look at, and never says that none breaks it', async () => {
    const { cluster } = aPolicyWork({ objects: [anInstance('shop', { region: 'eu-west-1' })] });
    const closed = {
      ...cluster,
      list: async () => [],
      read: async () => {
        throw new Failure('forbidden', 'The cluster does not allow the bot to do this.');
      },
    };
    const { rehearsal } = await rehearse({ over: { cluster: closed } });

    expect(rehearsal.live).toMatchObject({
      looked: 0,
      unseen: ['instances.rds.aws.example.org: The cluster does not allow the bot to do this'],
    });
  });

  it.each([
    ['immutable', 0, [expect.stringContaining('what they hold is never read')]],
    ["metadata.labels['team']", 1, []],
  ])('judges of live secrets nothing but their metadata: %s', async (path, looked, unseen) => {
    const secret = aServedKind({ group: '', kind: 'Secret' });
    // As the cluster hands them over: without what they hold.
    const metadata = { name: 'token', namespace: 'a-team', labels: { team: 'a' } };
    const objects = [{ apiVersion: 'v1', kind: 'Secret', metadata }];
    const check = { type: 'exists' as const };
    const rules = [aRule({ kinds: [secret.kind], path, check })];
    const { rehearsal } = await rehearse({ objects, kinds: [secret] }, { rules: { rules } });

    expect(rehearsal.live).toMatchObject({ looked, breaking: 0, unseen });
  });

  it('says why there are no objects where the field is not in the schema', async () => {
    const rules = { rules: [aRule({ path: 'spec.zone' })] };
    const { rehearsal, report } = await rehearse({}, { rules });

    expect(rehearsal.broken.total).toBe(0);
    expect(rehearsal.untried).toEqual({ count: 1, first: ['instances.rds.aws.example.org'] });
    expect(report).toContain(
      'No Instance was found that its schema accepts and that keeps all rules.',
    );
  });

  it('says that the cluster has not the namespaces that are named', async () => {
    const scope = { type: 'only' as const, namespaces: ['a-team', 'c-team'] };
    const { rehearsal, report } = await rehearse({}, { scope });
    const nowhere = await rehearse({}, { scope: { type: 'only', namespaces: ['c-team'] } });

    expect(rehearsal.live.unseen).toEqual([
      'The cluster has no namespace c-team: nothing is reached there.',
    ]);
    expect(report).toContain('no namespace c-team');
    expect(nowhere.rehearsal.wrong).toEqual([]);
    expect(nowhere.rehearsal.broken).toEqual({ total: 2, refused: 2 });
  });

  it.each([
    ['all namespaces are unknown', []],
    ['the usual one is left out', ['default']],
  ])('tries it in a namespace that it reaches where %s', async (_why, namespaces) => {
    const scope = { type: 'except' as const, namespaces: ['default', 'kube-system'] };
    const { rehearsal } = await rehearse({ namespaces }, { scope });

    expect(rehearsal.wrong).toEqual([]);
    expect(rehearsal.broken).toEqual({ total: 2, refused: 2 });
  });

  it('has nothing to try of mere guidance', async () => {
    const { rehearsal, report, yaml } = await rehearse({}, { rules: { rules: [] } });

    expect(rehearsal).toMatchObject({ targets: [], good: { total: 0 }, broken: { total: 0 } });
    expect(rehearsal).not.toHaveProperty('dryRun');
    expect(yaml).toBeUndefined();
    expect(report).toContain('No kind is reached by a rule.');
  });

  it('waits for the cluster, and stops when it is called off', async () => {
    const { cluster, artifacts, activities } = aPolicyWork();
    const state = await aReview(artifacts);
    const off = aContext(state, { signal: AbortSignal.abort(new Error('called off')) });
    await expect(activities['rehearse-policy'](REHEARSE, off)).rejects.toThrow('called off');
    cluster.setDown(true);

    await expect(activities['rehearse-policy'](REHEARSE, aContext(state))).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });
});

describe('expressions in a rehearsal', () => {
  it.each([[['admission-policy']], [[]]] as const)(
    'are tried by their own examples, and on what lives: engines %j',
    async (targets) => {
      const objects = [anInstance('shop', { region: 'eu-west-1' }), anInstance('fine')];
      const rules = { rules: [], expressions: [anExpression()] };
      const { rehearsal } = await rehearse({ targets, objects }, { rules });

      expect(rehearsal).toMatchObject({
        good: { total: 1, accepted: 1 },
        broken: { total: 1, refused: 1 },
        wrong: [],
        live: { breaking: 1, first: ['Instance shop in a-team: must be in America'] },
      });
    },
  );

  it('are found out where they judge their own examples wrongly', async () => {
    const always = anExpression({ expression: 'has(object.spec)' });
    const { rehearsal } = await rehearse({}, { rules: { rules: [], expressions: [always] } });

    expect(rehearsal.broken).toEqual({ total: 1, refused: 0 });
    expect(rehearsal.wrong).toEqual([
      'instances.rds.aws.example.org: an Instance of which it says “must be in America” would be accepted',
    ]);
  });

  it('and rules of one kind do not spoil the examples of each other', async () => {
    const rules = { rules: [aRule()], expressions: [anExpression()] };
    const { rehearsal } = await rehearse({}, { rules });

    expect(rehearsal.wrong).toEqual([]);
    expect(rehearsal.good.accepted).toBeGreaterThan(0);
    expect(rehearsal.broken.refused).toBe(3);
  });
});

describe('many kinds', () => {
  it('are tried although the schema of one cannot be read', async () => {
    const gone = { ...INSTANCE.kind, kind: 'Gone', plural: 'gones' };
    const work = aPolicyWork();
    const cluster = {
      ...work.cluster,
      fieldTable: async (kind: typeof gone) => {
        if (kind.kind === 'Gone') throw new Failure('conflict', 'It is not served any more.');
        return work.cluster.fieldTable(kind);
      },
    };
    const { rehearsal, report } = await rehearse(
      { over: { cluster } },
      { rules: { rules: [aRule({ kinds: [gone, INSTANCE.kind] })] } },
    );

    expect(rehearsal.broken).toEqual({ total: 2, refused: 2 });
    expect(report).toContain('It is not served any more.');
  });

  it('are each tried once, some at a time, with how many are done', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `Kind${index}`);
    const kinds = names.map((kind) => ({
      ...INSTANCE.kind,
      kind,
      plural: `${kind}s`.toLowerCase(),
    }));
    const seen: string[] = [];
    const work = aPolicyWork();
    const cluster = {
      ...work.cluster,
      fieldTable: (kind: (typeof kinds)[number]) => {
        seen.push(kind.kind);
        return work.cluster.fieldTable(INSTANCE.kind);
      },
    };
    const { rehearsal, said } = await rehearse(
      { over: { cluster } },
      {
        rules: { rules: [aRule({ kinds }), aRule({ id: 'r2', kinds, check: { type: 'exists' } })] },
      },
    );

    expect(seen).toEqual(names);
    expect(said).toEqual(['0 of 40 kinds are tried…', '24 of 40 kinds are tried…']);
    expect(rehearsal.wrong).toEqual([]);
  });
});
