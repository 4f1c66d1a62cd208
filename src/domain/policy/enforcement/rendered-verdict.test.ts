import { describe, expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../../test/a-policy.ts';
import { createCelExpressions } from '../../../adapters/cel/expressions.ts';
import { apiVersionOf, type ResourceKind } from '../../kind.ts';
import { toJson } from '../../json.ts';
import { KubernetesObject } from '../../manifest.ts';
import { writePath } from '../../configure/field-path.ts';
import { EnforcementTarget } from '../policy.ts';
import type { ExpressionRule } from '../rule.ts';
import { render } from './render.ts';
import { renderedVerdict } from './rendered-verdict.ts';

const expressions = createCelExpressions();
const [kind] = aRule().kinds;

function anInstance(region: string | undefined, over: Partial<ResourceKind> = {}) {
  const own: ResourceKind = {
    group: '',
    version: '',
    kind: '',
    plural: '',
    namespaced: true,
    ...kind,
    ...over,
  };
  const object: KubernetesObject = {
    apiVersion: apiVersionOf(own),
    kind: own.kind,
    metadata: { name: 'one', namespace: 'a-team' },
    spec: { forProvider: region === undefined ? {} : { region } },
  };
  return { object, kind: own };
}

describe.each(EnforcementTarget.options)('what %s says', (target) => {
  const denying = render(aPolicy(), { target, mode: 'deny' });

  it('is the message of what is broken', () => {
    expect(renderedVerdict(denying, anInstance('eu-west-1'), expressions)).toEqual({
      accepted: false,
      messages: [`${aRule().message} (policy ${aPolicy().id} v1)`],
    });
    expect(renderedVerdict(denying, anInstance(undefined), expressions).accepted).toBe(false);
  });

  it('is nothing of what keeps the policy', () => {
    const verdict = renderedVerdict(denying, anInstance('us-east-1'), expressions);

    expect(verdict).toEqual({ accepted: true, messages: [] });
  });

  it('is a warning while it audits', () => {
    const auditing = render(aPolicy(), { target, mode: 'audit' });

    expect(renderedVerdict(auditing, anInstance('eu-west-1'), expressions)).toEqual({
      accepted: true,
      messages: [`${aRule().message} (policy ${aPolicy().id} v1)`],
    });
  });

  it.each<[string, Partial<ResourceKind>]>([
    ['another kind', { kind: 'Cluster', plural: 'clusters' }],
    ['another group', { group: 'sql.example.org' }],
  ])('is nothing of %s', (_, over) => {
    expect(renderedVerdict(denying, anInstance('eu-west-1', over), expressions).accepted).toBe(
      true,
    );
  });

  it('sees an object that is written in another version of its kind', () => {
    const { object, kind: own } = anInstance('eu-west-1');
    const older = { ...object, apiVersion: 'rds.aws.example.org/v1alpha1' };
    const other = aRule({ id: 'r2', kinds: [{ ...own, group: 'sql.example.org' }] });
    const rendered = render(aPolicy({ rules: [aRule({ path: 'spec.x' }), other] }), {
      target,
      mode: 'deny',
    });

    expect(renderedVerdict(rendered, { object: older, kind: own }, expressions).accepted).toBe(
      false,
    );
  });

  it('is nothing of what lives outside namespaces', () => {
    const { object, kind: own } = anInstance('eu-west-1');
    const outside = { ...object, metadata: { name: 'one' } };

    expect(renderedVerdict(denying, { object: outside, kind: own }, expressions).accepted).toBe(
      true,
    );
  });

  it('is nothing of what is being deleted: its finalizers must go', () => {
    const { object, kind: own } = anInstance('eu-west-1');
    const metadata = { ...object.metadata, deletionTimestamp: '2026-11-02T09:00:00Z' };

    expect(
      renderedVerdict(denying, { object: { ...object, metadata }, kind: own }, expressions),
    ).toEqual({ accepted: true, messages: [] });
  });

  it('counts an expression that fails for a refusal, and says why', () => {
    const rule: ExpressionRule = {
      id: 'e1',
      kinds: [...aRule().kinds],
      expression: 'object.spec.gone.away == 1',
      message: 'must not be gone',
      accepts: ['{}'],
      refuses: ['{}'],
    };
    const rendered = render(aPolicy({ rules: [], expressions: [rule] }), { target, mode: 'deny' });

    expect(renderedVerdict(rendered, anInstance('us-east-1'), expressions)).toEqual({
      accepted: false,
      messages: ["expression 'object.spec.gone.away == 1' resulted in error: no such key: gone"],
    });
  });
});

describe('pods that are changed by a part of theirs', () => {
  const pods: ResourceKind = {
    group: '',
    version: 'v1',
    kind: 'Pod',
    plural: 'pods',
    namespaced: true,
  };
  const check = { type: 'matches', pattern: '^registry\\.acme\\.example/' } as const;
  const images = ['containers', 'ephemeralContainers'].map((list, at) =>
    aRule({
      id: `r${at + 1}`,
      kinds: [pods],
      path: `spec.${list}[*].image`,
      check,
      whenMissing: 'allow',
    }),
  );
  const debugged: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'one', namespace: 'a-team' },
    spec: {
      containers: [{ name: 'web', image: 'registry.acme.example/web:1' }],
      ephemeralContainers: [{ name: 'debug', image: 'docker.io/library/busybox' }],
    },
  };

  it.each<[EnforcementTarget, string, boolean]>([
    ['admission-policy', 'ephemeralcontainers', false],
    ['admission-policy', 'resize', false],
    ['admission-policy', 'status', true],
    ['kyverno-validating-policy', 'ephemeralcontainers', false],
    ['kyverno-validating-policy', 'resize', false],
    ['kyverno-validating-policy', 'status', true],
    ['kyverno-cluster-policy', 'ephemeralcontainers', false],
    // Kyverno refuses a policy that names it while it looks at what is there already.
    ['kyverno-cluster-policy', 'resize', true],
  ])('%s by %s: accepted is %s', (target, subresource, accepted) => {
    const rendered = render(aPolicy({ rules: images }), { target, mode: 'deny' });
    const candidate = { object: debugged, kind: pods, subresource };

    expect(renderedVerdict(rendered, candidate, expressions).accepted).toBe(accepted);
  });

  it.each<[string, boolean, Parameters<typeof aPolicy>[0]]>([
    [
      'a rule on their labels',
      false,
      { rules: [aRule({ kinds: [pods], path: 'metadata.labels.a' })] },
    ],
    [
      'a rule on containers of others',
      false,
      { rules: [aRule({ path: 'spec.containers[*].image' })] },
    ],
    [
      'an expression on containers',
      true,
      {
        rules: [],
        expressions: [
          {
            id: 'e1',
            kinds: [pods],
            expression: 'size(object.spec.containers) < 3',
            message: 'must have few containers',
            accepts: ['{}'],
            refuses: ['{}'],
          },
        ],
      },
    ],
  ])('are matched there for %s: %s', (_, isMatched, over) => {
    const text = JSON.stringify(
      render(aPolicy(over), { target: 'admission-policy', mode: 'deny' }),
    );

    expect(text.includes('pods/ephemeralcontainers')).toBe(isMatched);
  });
});

describe('rendered objects', () => {
  it('do nothing without a binding', () => {
    const [policy] = render(aPolicy(), { target: 'admission-policy', mode: 'deny' });
    const verdict = renderedVerdict(policy ? [policy] : [], anInstance('eu-west-1'), expressions);

    expect(verdict).toEqual({ accepted: true, messages: [] });
  });

  it('are not judged where they hold something that is not understood', () => {
    const objects = render(aPolicy(), { target: 'admission-policy', mode: 'deny' });
    const altered = objects.map((object) =>
      KubernetesObject.parse(writePath(toJson(object), 'spec.paramKind', { kind: 'ConfigMap' })),
    );

    expect(() => renderedVerdict(altered, anInstance('eu-west-1'), expressions)).toThrow(
      /paramKind/u,
    );
  });

  it('are none of other kinds', () => {
    expect(() => renderedVerdict([anInstance('a').object], anInstance('a'), expressions)).toThrow(
      'Instance enforces no policy',
    );
  });
});
