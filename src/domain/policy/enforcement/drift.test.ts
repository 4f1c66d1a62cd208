import { describe, expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../../test/a-policy.ts';
import { readPath, writePath } from '../../configure/field-path.ts';
import { type Json, toJson } from '../../json.ts';
import { KubernetesObject } from '../../manifest.ts';
import { EnforcementTarget, type EnforcementMode } from '../policy.ts';
import { enforcementDrift } from './drift.ts';
import { render } from './render.ts';

const policy = aPolicy({
  scope: { type: 'except', namespaces: ['kube-system', 'kube-public'] },
  rules: [aRule(), aRule({ id: 'r2', path: 'spec.size', check: { type: 'max', value: 3 } })],
});

function rendered(target: EnforcementTarget, mode: EnforcementMode = 'deny') {
  return render(policy, { target, mode });
}

function withField(
  object: KubernetesObject | undefined,
  path: string,
  value: Json,
): KubernetesObject {
  return KubernetesObject.parse(writePath(toJson(object ?? {}), path, value));
}

const first = {
  'admission-policy': 'spec.validations',
  'kyverno-validating-policy': 'spec.validations',
  'kyverno-cluster-policy': 'spec.rules[0].validate.cel.expressions',
} as const satisfies Record<EnforcementTarget, string>;

describe('enforcement as it stands in the cluster', () => {
  it.each(EnforcementTarget.options)('%s is live where it is as rendered', (target) => {
    expect(enforcementDrift(rendered(target), rendered(target))).toBe('live');
  });

  it('is live with what the server adds', () => {
    const [one, binding] = rendered('admission-policy');
    const additions: readonly [string, Json][] = [
      ['metadata.uid', 'u-1'],
      ['metadata.generation', 3],
      ["metadata.annotations['dotai.dev/change']", 'chg-1'],
      ["metadata.labels['team']", 'platform'],
      ['spec.matchConstraints.objectSelector', {}],
      ['status', { observedGeneration: 1, typeChecking: {} }],
    ];
    const live = additions.reduce((object, [path, value]) => withField(object, path, value), one);

    expect(enforcementDrift(rendered('admission-policy'), [live, binding])).toBe('live');
  });

  it('is live where the server keeps a list in another order', () => {
    const path = 'spec.matchConstraints.namespaceSelector.matchExpressions[0].values';
    const [one, binding] = rendered('admission-policy');

    expect(readPath(toJson(one ?? {}), path)).toEqual(['kube-public', 'kube-system']);
    const live = withField(one, path, ['kube-system', 'kube-public']);
    expect(enforcementDrift(rendered('admission-policy'), [live, binding])).toBe('live');
  });

  it.each(EnforcementTarget.options)('%s is missing where an object is gone', (target) => {
    const [, ...others] = rendered(target);

    expect(enforcementDrift(rendered(target), [undefined, ...others])).toBe('missing');
  });

  it.each(EnforcementTarget.options)(
    '%s is changed where a check is gone, altered or new',
    (target) => {
      const [one, ...others] = rendered(target);
      const path = first[target];
      const checks = readPath(toJson(one ?? {}), path);
      const list = Array.isArray(checks) ? checks : [];
      const changes = [
        withField(one, path, list.slice(1)),
        withField(one, `${path}[0].expression`, 'true'),
        withField(one, path, [...list, { expression: 'true', message: 'x' }]),
      ];

      expect(list).toHaveLength(2);
      expect(changes.map((live) => enforcementDrift(rendered(target), [live, ...others]))).toEqual(
        changes.map(() => 'changed'),
      );
    },
  );

  it.each<[EnforcementTarget, string, Json]>([
    [
      'admission-policy',
      'spec.matchConditions',
      [
        { name: 'not-being-deleted', expression: '!has(object.metadata.deletionTimestamp)' },
        { name: 'never', expression: 'false' },
      ],
    ],
    ['admission-policy', 'spec.matchConstraints.objectSelector', { matchLabels: { a: 'b' } }],
    ['admission-policy', 'spec.matchConstraints.resourceRules[0].resourceNames', ['one']],
    ['admission-policy', 'spec.failurePolicy', 'Ignore'],
    ['admission-policy', "metadata.labels['dotai.dev/policy']", 'pol-other'],
    ['kyverno-validating-policy', 'spec.validationActions', ['Audit']],
    ['kyverno-validating-policy', 'spec.matchConstraints.excludeResourceRules', [{}]],
    ['kyverno-cluster-policy', 'spec.rules[0].validate.failureAction', 'Audit'],
    [
      'kyverno-cluster-policy',
      'spec.rules[0].celPreconditions',
      [{ name: 'a', expression: 'false' }],
    ],
    ['kyverno-cluster-policy', 'spec.rules[0].match.any[0].resources.names', ['one']],
    ['kyverno-cluster-policy', 'spec.failurePolicy', 'Ignore'],
    ['kyverno-cluster-policy', 'spec.rules[0].context', [{ name: 'a', variable: { value: 1 } }]],
    [
      'kyverno-cluster-policy',
      'spec.webhookConfiguration.matchConditions',
      [{ name: 'a', expression: 'false' }],
    ],
    ['kyverno-cluster-policy', 'spec.rules[0].preconditions', { all: [{ key: 'a' }] }],
    ['kyverno-cluster-policy', 'spec.rules[0].celPreconditions', []],
    [
      'kyverno-cluster-policy',
      'spec.rules[0].validate.failureActionOverrides',
      [{ action: 'Audit', namespaces: ['*'] }],
    ],
    ['kyverno-cluster-policy', 'spec.background', false],
    ['kyverno-validating-policy', 'spec.evaluation.mode', 'JSON'],
  ])('%s is changed where %s is %j', (target, path, value) => {
    const [one, ...others] = rendered(target);

    expect(enforcementDrift(rendered(target), [withField(one, path, value), ...others])).toBe(
      'changed',
    );
  });

  it('is live with the defaults of Kyverno', () => {
    const [one] = rendered('kyverno-cluster-policy');
    const defaults: readonly [string, Json][] = [
      ['spec.validationFailureAction', 'Audit'],
      ['spec.emitWarning', false],
      ['spec.failurePolicy', 'Fail'],
      ['spec.rules[0].skipBackgroundRequests', true],
    ];
    const live = defaults.reduce((object, [path, value]) => withField(object, path, value), one);

    expect(enforcementDrift(rendered('kyverno-cluster-policy'), [live])).toBe('live');
  });

  it('is changed where the other mode stands', () => {
    expect(
      enforcementDrift(rendered('admission-policy'), rendered('admission-policy', 'audit')),
    ).toBe('changed');
  });
});
