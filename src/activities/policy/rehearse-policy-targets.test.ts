import { describe, expect, it } from 'vitest';
import { aRule } from '../../../test/a-policy.ts';
import { type PolicyWorkSetting, rehearse, servedBy } from '../../../test/policy-work.ts';
import { Failure } from '../../domain/failure.ts';
import type { EnforcementTarget } from '../../domain/policy/policy.ts';

const KYVERNO: readonly EnforcementTarget[] = [
  'kyverno-validating-policy',
  'kyverno-cluster-policy',
];
const ALL: readonly EnforcementTarget[] = ['admission-policy', ...KYVERNO];

describe('what a rehearsal would enforce it with', () => {
  it('is the engine that somebody installed, by its newer kind', async () => {
    const { yaml } = await rehearse({ targets: ALL });

    expect(yaml).toContain('kind: ValidatingPolicy\n');
  });

  it('is what was chosen', async () => {
    const { yaml, rehearsal } = await rehearse({ targets: ALL }, { target: 'admission-policy' });

    expect(yaml).toContain('kind: ValidatingAdmissionPolicy\n');
    expect(rehearsal.dryRun).toEqual({ isAccepted: true });
  });

  it('is another one where what was chosen is gone', async () => {
    const { yaml } = await rehearse({ targets: KYVERNO }, { target: 'admission-policy' });

    expect(yaml).toContain('kind: ValidatingPolicy\n');
  });

  it('is nothing where the cluster serves no engine: the rules are tried alone', async () => {
    const { rehearsal, yaml } = await rehearse({ targets: [] });

    expect(rehearsal.targets.every(({ isServed }) => !isServed)).toBe(true);
    expect(rehearsal.broken).toEqual({ total: 2, refused: 2 });
    expect(rehearsal).not.toHaveProperty('dryRun');
    expect(yaml).toBeUndefined();
  });

  it('is not what the bot has no rights for', async () => {
    const problem = 'The bot may not create validatingpolicies.';
    const accessProblem = ({ kind }: { kind: string }) =>
      kind === 'ValidatingPolicy' ? problem : undefined;
    const { rehearsal, yaml } = await rehearse({ targets: ALL, accessProblem });
    const none = await rehearse({ accessProblem: () => 'The bot may create nothing.' });

    expect(rehearsal.targets[0]).toMatchObject({ isServed: true, problem });
    expect(yaml).toContain('kind: ValidatingAdmissionPolicy\n');
    expect(none.rehearsal.targets[1]?.problem).toBe('The bot may create nothing.');
  });

  it('is not an engine whose webhook does not answer', async () => {
    const message = 'The admission webhook is not ready.';
    const setting: PolicyWorkSetting = {
      targets: ALL,
      admit: ({ apiVersion }) => {
        if (apiVersion.includes('kyverno')) throw new Failure('unavailable', message);
        return undefined;
      },
    };
    const { rehearsal, yaml } = await rehearse(setting);
    const alone = await rehearse({ ...setting, targets: KYVERNO });

    expect(rehearsal.targets[0]?.problem).toBe(message);
    expect(yaml).toContain('kind: ValidatingAdmissionPolicy\n');
    expect(rehearsal.dryRun).toEqual({ isAccepted: true });
    expect(alone.rehearsal.dryRun).toEqual({ isAccepted: false, problem: message });
  });

  it('tells what the server has against it', async () => {
    const problems = [{ message: 'the expression is too costly' }];
    const { rehearsal, report } = await rehearse({
      admit: () => ({ type: 'refused', because: 'schema', problems }),
    });

    expect(rehearsal.dryRun).toEqual({
      isAccepted: false,
      problem: 'the expression is too costly',
    });
    expect(report).toContain('Dry run: refused: the expression is too costly');
  });

  it('says which rule no engine can say', async () => {
    const check = { type: 'matches' as const, pattern: '(?=x)' };
    const { rehearsal, yaml } = await rehearse({}, { rules: { rules: [aRule({ check })] } });

    expect(rehearsal.targets[1]?.problem).toContain('The pattern (?=x)');
    expect(rehearsal.dryRun?.isAccepted).toBe(false);
    expect(yaml).toBeUndefined();
  });
});

describe('a policy that is enforced already', () => {
  const enforced = {
    target: 'admission-policy' as const,
    mode: 'deny' as const,
    clusterId: 'fake-cluster',
    objects: servedBy(['admission-policy']).map(({ kind }) => ({
      ...kind,
      name: 'dotai-databases-1',
    })),
    digests: [],
    changeId: 'chg-0',
    version: 1,
  };
  const admit: NonNullable<PolicyWorkSetting['admit']> = ({ kind, metadata, ...object }) =>
    kind === 'Instance' && JSON.stringify(object).includes('us-east-1')
      ? {
          type: 'refused',
          because: 'policy',
          problems: [
            { message: `ValidatingAdmissionPolicy 'dotai-databases-1' denied ${metadata.name}` },
          ],
        }
      : undefined;

  it('is asked about the examples: it enforces the version before', async () => {
    const { report, rehearsal } = await rehearse({ admit }, { enforced });

    expect(report).toContain('What is enforced now, by version 1 in deny mode, says to examples');
    expect(report).toContain('an Instance that keeps it: refused by it');
    expect(report).toMatch(/an Instance without spec\.forProvider\.region: accepted/u);
    expect(rehearsal.wrong).toEqual([]);
  });

  it('is not asked in another cluster', async () => {
    const elsewhere = { ...enforced, clusterId: 'another' };
    const { report } = await rehearse({ admit }, { enforced: elsewhere });

    expect(report).not.toContain('What is enforced now');
  });

  it('tells what refuses for another reason, and what could not be tried', async () => {
    const others = await rehearse(
      {
        admit: ({ kind }) => {
          if (kind !== 'Instance') return undefined;
          return { type: 'refused', because: 'policy', problems: [{ message: 'quota' }] };
        },
      },
      { enforced },
    );
    const away = await rehearse(
      {
        admit: ({ kind }) => {
          if (kind === 'Instance') throw new Failure('unavailable', 'A webhook is not ready.');
          return undefined;
        },
      },
      { enforced },
    );

    expect(others.report).toContain('refused, but not by it: quota');
    expect(away.report).toContain('not tried. A webhook is not ready.');
  });

  it('stays with what enforces it', async () => {
    const objects = enforced.objects.map(({ group, version, kind, name }) => ({
      apiVersion: `${group}/${version}`,
      kind,
      metadata: { name },
    }));
    const { rehearsal, yaml } = await rehearse({ targets: ALL, objects }, { enforced });

    expect(rehearsal.targets[0]?.problem).toContain(
      'enforced by a ValidatingAdmissionPolicy already',
    );
    expect(yaml).toContain('name: dotai-databases-1\n');
  });
});
