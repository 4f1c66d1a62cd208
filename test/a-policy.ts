import type { Policy } from '../src/domain/policy/policy.ts';
import type { Rule } from '../src/domain/policy/rule.ts';

/** A rule that binds RDS instances to one region; name only what the test is about. */
export function aRule(over: Partial<Rule> = {}): Rule {
  return {
    id: 'r1',
    kinds: [
      {
        group: 'rds.aws.example.org',
        version: 'v1beta1',
        kind: 'Instance',
        plural: 'instances',
        namespaced: true,
      },
    ],
    when: [],
    path: 'spec.forProvider.region',
    check: { type: 'oneOf', values: ['us-east-1'] },
    whenMissing: 'deny',
    message: 'must be us-east-1: databases in AWS run in the us-east-1 region',
    ...over,
  };
}

/** An active policy with one rule, enforced nowhere; name only what the test is about. */
export function aPolicy(over: Partial<Policy> = {}): Policy {
  return {
    id: 'pol-0123456789ab',
    version: 1,
    status: 'active',
    clusterId: 'fake-cluster',
    sentence: 'Databases in AWS should always run in the us-east-1 region',
    triggers: ['AWS database', 'RDS'],
    rationale: 'Our data must stay in one jurisdiction.',
    owner: 'a-team',
    createdBy: 'slack:T1:U1',
    createdAt: '2026-11-02T09:00:00.000Z',
    changedBy: 'slack:T1:U1',
    changedAt: '2026-11-02T09:00:00.000Z',
    scope: { type: 'all' },
    rules: [aRule()],
    expressions: [],
    draft: { providers: ['aws'], subjects: [], incidental: [], checks: [], expressions: [] },
    leftOut: [],
    coverage: 'a'.repeat(64),
    by: 'offline',
    ...over,
  };
}
