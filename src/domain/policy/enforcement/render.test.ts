import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { aPolicy, aRule } from '../../../../test/a-policy.ts';
import type { ResourceKind } from '../../kind.ts';
import { EnforcementTarget } from '../policy.ts';
import type { ExpressionRule, NamespaceScope, Rule } from '../rule.ts';
import { enforcementKinds, render } from './render.ts';
import { unrenderable } from './unrenderable.ts';

const GROUP = 'rds.aws.example.org';

function aKind(kind: string, over: Partial<ResourceKind> = {}): ResourceKind {
  const plural = `${kind.toLowerCase()}s`;
  return { group: GROUP, version: 'v1beta1', kind, plural, namespaced: true, ...over };
}

const instance = aKind('Instance');
const cluster = aKind('Cluster');
const otherCluster = aKind('Cluster', { group: 'sql.example.org', version: 'v1' });

function yamlOf(
  over: Parameters<typeof aPolicy>[0],
  target: EnforcementTarget,
  mode: 'audit' | 'deny',
) {
  return render(aPolicy(over), { target, mode }).map((object) =>
    stringify(object, { lineWidth: 0 }),
  );
}

describe('an admission policy', () => {
  it('is a policy and its binding', () => {
    const scope: NamespaceScope = { type: 'except', namespaces: ['kube-system', 'ci', 'ci'] };
    const rules = [aRule({ kinds: [instance, cluster] })];

    expect(yamlOf({ scope, rules }, 'admission-policy', 'deny')).toEqual([
      `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: dotai-databases-aws-always-us-east-1-region-0123456789ab
  labels:
    app.kubernetes.io/managed-by: dotai
    dotai.dev/policy: pol-0123456789ab
  annotations:
    dotai.dev/sentence: Databases in AWS should always run in the us-east-1 region
    dotai.dev/rationale: Our data must stay in one jurisdiction.
    dotai.dev/policy-version: "1"
spec:
  failurePolicy: Fail
  matchConstraints:
    matchPolicy: Equivalent
    namespaceSelector:
      matchExpressions:
        - key: kubernetes.io/metadata.name
          operator: NotIn
          values:
            - ci
            - kube-system
    resourceRules:
      - apiGroups:
          - rds.aws.example.org
        apiVersions:
          - v1beta1
        operations:
          - CREATE
          - UPDATE
        resources:
          - clusters
          - instances
        scope: Namespaced
  matchConditions:
    - name: not-being-deleted
      expression: "!has(object.metadata.deletionTimestamp)"
  validations:
    - expression: has(object.spec) && has(object.spec.forProvider) && has(object.spec.forProvider.region) && object.spec.forProvider.region == 'us-east-1'
      message: "must be us-east-1: databases in AWS run in the us-east-1 region (policy pol-0123456789ab v1)"
      reason: Invalid
`,
      `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: dotai-databases-aws-always-us-east-1-region-0123456789ab
  labels:
    app.kubernetes.io/managed-by: dotai
    dotai.dev/policy: pol-0123456789ab
  annotations:
    dotai.dev/sentence: Databases in AWS should always run in the us-east-1 region
    dotai.dev/rationale: Our data must stay in one jurisdiction.
    dotai.dev/policy-version: "1"
spec:
  policyName: dotai-databases-aws-always-us-east-1-region-0123456789ab
  validationActions:
    - Deny
`,
    ]);
  });

  it('warns in audit', () => {
    const [, binding] = render(aPolicy(), { target: 'admission-policy', mode: 'audit' });

    expect(binding?.['spec']).toMatchObject({ validationActions: ['Warn', 'Audit'] });
  });
});

describe('a validating policy of Kyverno', () => {
  it('says in one object what happens, and looks at what is there already', () => {
    const scope: NamespaceScope = { type: 'only', namespaces: ['a-team'] };
    const [policy, ...others] = render(aPolicy({ scope }), {
      target: 'kyverno-validating-policy',
      mode: 'audit',
    });

    expect(others).toEqual([]);
    expect(policy).toMatchObject({
      apiVersion: 'policies.kyverno.io/v1',
      kind: 'ValidatingPolicy',
      spec: {
        validationActions: ['Warn', 'Audit'],
        evaluation: { admission: { enabled: true }, background: { enabled: true } },
        matchConstraints: {
          namespaceSelector: { matchExpressions: [{ operator: 'In', values: ['a-team'] }] },
          resourceRules: [{ scope: 'Namespaced', resources: ['instances'] }],
        },
        validations: [{ message: expect.stringContaining('us-east-1') }],
      },
    });
  });
});

describe('a cluster policy of Kyverno', () => {
  it('names kinds, and warns where it audits', () => {
    const scope: NamespaceScope = { type: 'only', namespaces: ['b-team', 'a-team'] };
    const [yaml] = yamlOf({ scope }, 'kyverno-cluster-policy', 'audit');

    expect(yaml?.slice(yaml.indexOf('spec:'))).toBe(`spec:
  admission: true
  background: true
  emitWarning: true
  webhookConfiguration:
    failurePolicy: Ignore
  rules:
    - name: rules
      match:
        any:
          - resources:
              kinds:
                - rds.aws.example.org/v1beta1/Instance
              operations:
                - CREATE
                - UPDATE
              namespaces:
                - a-team
                - b-team
      celPreconditions:
        - name: not-being-deleted
          expression: "!has(object.metadata.deletionTimestamp)"
      validate:
        failureAction: Audit
        allowExistingViolations: false
        cel:
          expressions:
            - expression: has(object.spec) && has(object.spec.forProvider) && has(object.spec.forProvider.region) && object.spec.forProvider.region == 'us-east-1'
              message: "must be us-east-1: databases in AWS run in the us-east-1 region (policy pol-0123456789ab v1)"
`);
  });

  it('leaves namespaces out by name', () => {
    const scope: NamespaceScope = { type: 'except', namespaces: ['kube-system'] };
    const [policy] = render(aPolicy({ scope }), { target: 'kyverno-cluster-policy', mode: 'deny' });

    expect(policy?.['spec']).toMatchObject({
      rules: [
        {
          exclude: { any: [{ resources: { namespaces: ['kube-system'] } }] },
          validate: { failureAction: 'Enforce' },
        },
      ],
    });
    expect(policy?.['spec']).not.toHaveProperty('emitWarning');
  });

  it('says in its annotations nothing that Kyverno would take for a variable', () => {
    const said = { sentence: 'Never {{request.userInfo}}', rationale: 'As in $(a) and {{{ b }}' };
    const way = { target: 'kyverno-cluster-policy', mode: 'deny' } as const;
    const [policy] = render(aPolicy(said), way);

    expect(policy?.metadata.annotations).toMatchObject({
      'dotai.dev/sentence': 'Never { {request.userInfo}}',
      'dotai.dev/rationale': 'As in $ (a) and { { { b }}',
    });
  });

  it('does not look at what is there where an expression asks for the request', () => {
    const expressions: ExpressionRule[] = [
      {
        id: 'e1',
        kinds: [instance],
        expression: "request.operation == 'UPDATE' || has(object.spec)",
        message: 'must have a specification',
        accepts: ['{}'],
        refuses: ['{}'],
      },
    ];
    const [policy] = render(aPolicy({ expressions }), {
      target: 'kyverno-cluster-policy',
      mode: 'deny',
    });

    expect(policy?.['spec']).toMatchObject({ background: false });
  });
});

describe('what stops writes where an engine cannot judge', () => {
  it.each([
    ['kyverno-validating-policy', 'audit', { failurePolicy: 'Ignore' }],
    ['kyverno-validating-policy', 'deny', { failurePolicy: 'Fail' }],
    ['kyverno-cluster-policy', 'audit', { webhookConfiguration: { failurePolicy: 'Ignore' } }],
    ['kyverno-cluster-policy', 'deny', { webhookConfiguration: { failurePolicy: 'Fail' } }],
    // Kubernetes itself judges, and a failing expression does what the binding says.
    ['admission-policy', 'audit', { failurePolicy: 'Fail' }],
    ['admission-policy', 'deny', { failurePolicy: 'Fail' }],
  ] as const)('%s in %s: %j', (target, mode, expected) => {
    expect(render(aPolicy(), { target, mode })[0]?.['spec']).toMatchObject(expected);
  });
});

describe('what every rendering has in common', () => {
  const pod = aKind('Pod', { group: '', version: 'v1', plural: 'pods' });

  it.each(EnforcementTarget.options)(
    '%s leaves out kinds that live outside namespaces',
    (target) => {
      const outside = aKind('Network', { namespaced: false });
      const rules = [
        aRule({ kinds: [instance, outside] }),
        aRule({ id: 'r2', kinds: [outside], path: 'spec.x' }),
      ];

      const text = JSON.stringify(render(aPolicy({ rules }), { target, mode: 'deny' }));

      expect(text).toMatch(/nstance/u);
      expect(text).not.toMatch(/etwork|spec\.x/u);
    },
  );

  it.each(EnforcementTarget.options)('%s is the same whatever the order of kinds', (target) => {
    const one = render(aPolicy({ rules: [aRule({ kinds: [instance, cluster, otherCluster] })] }), {
      target,
      mode: 'deny',
    });
    const other = render(
      aPolicy({ rules: [aRule({ kinds: [otherCluster, cluster, instance] })] }),
      { target, mode: 'deny' },
    );

    expect(one).toEqual(other);
  });

  it.each(EnforcementTarget.options)(
    '%s makes objects of the kinds that are announced',
    (target) => {
      const made = render(aPolicy(), { target, mode: 'deny' });
      const kinds = enforcementKinds(target);

      expect(made.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual(
        kinds.map(({ group, version, kind }) => `${group}/${version} ${kind}`),
      );
    },
  );

  it.each<[EnforcementTarget, object]>([
    ['kyverno-validating-policy', { spec: { autogen: { podControllers: { controllers: [] } } } }],
    [
      'kyverno-cluster-policy',
      { metadata: { annotations: { 'pod-policies.kyverno.io/autogen-controllers': 'none' } } },
    ],
  ])('%s on pods is not spread over what makes pods', (target, expected) => {
    const [policy] = render(aPolicy({ rules: [aRule({ kinds: [pod] })] }), {
      target,
      mode: 'deny',
    });

    expect(policy).toMatchObject(expected);
    expect(JSON.stringify(render(aPolicy(), { target, mode: 'deny' }))).not.toContain('autogen');
  });
});

describe('what no target can say', () => {
  it.each<[Partial<Rule>, RegExp]>([
    [{ kinds: [aKind('Network', { namespaced: false })] }, /outside namespaces/u],
    [{ check: { type: 'matches', pattern: '(?=a)' } }, /^The pattern \(\?=a\) /u],
    [{ when: [{ path: 'spec.a', check: { type: 'max', value: 'much' } }] }, /^much is no number/u],
  ])('%j', (over, problem) => {
    expect(unrenderable(aRule(over), 'admission-policy')).toMatch(problem);
  });

  it('is nothing of a plain rule', () => {
    expect(unrenderable(aRule(), 'kyverno-cluster-policy')).toBeUndefined();
  });
});
