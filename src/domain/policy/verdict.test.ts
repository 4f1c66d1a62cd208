import { describe, expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../test/a-policy.ts';
import { aKind } from '../../../test/tables.ts';
import type { Json } from '../json.ts';
import type { KubernetesObject } from '../manifest.ts';
import type { Rule } from './rule.ts';
import { isInScope, policyViolations, violationsOf } from './verdict.ts';

const databases = aKind();

function aDatabase(spec: Json, namespace = 'a-team'): KubernetesObject {
  return {
    apiVersion: 'example.org/v1',
    kind: 'Database',
    metadata: { name: 'my-db', namespace },
    spec,
  };
}

function ruleOn(path: string, over: Partial<Rule> = {}): Rule {
  return aRule({ kinds: [databases], path, ...over });
}

function brokenPaths(rule: Rule, spec: Json): readonly string[] {
  return violationsOf([rule], aDatabase(spec)).map(({ path }) => path);
}

describe('what an object breaks', () => {
  it('is named with the place, the value and the rule', () => {
    const rule = ruleOn('spec.region', { message: 'It must be us-east-1.' });

    expect(violationsOf([rule], aDatabase({ region: 'eu-west-1' }))).toEqual([
      { ruleId: 'r1', path: 'spec.region', value: 'eu-west-1', message: 'It must be us-east-1.' },
    ]);
    expect(violationsOf([rule], aDatabase({ region: 'us-east-1' }))).toEqual([]);
  });

  it('is nothing where the rule is about another kind, and does not depend on the version', () => {
    const rule = ruleOn('spec.region');
    const object = aDatabase({ region: 'eu-west-1' });

    expect(violationsOf([rule], { ...object, apiVersion: 'example.com/v1' })).toEqual([]);
    expect(violationsOf([rule], { ...object, apiVersion: 'v1' })).toEqual([]);
    expect(violationsOf([rule], { ...object, kind: 'Table' })).toEqual([]);
    expect(violationsOf([rule], { ...object, apiVersion: 'example.org/v2' })).toHaveLength(1);
  });

  it('finds kinds of the core group', () => {
    const rule = ruleOn('data', { kinds: [aKind({ group: '', kind: 'ConfigMap' })] });
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };

    expect(violationsOf([rule], object)).toHaveLength(1);
  });

  it('lets the rule say what a missing field means, however much of the way to it is missing', () => {
    const denied = ruleOn('spec.place.region');
    const allowed = ruleOn('spec.place.region', { whenMissing: 'allow' });

    expect(violationsOf([denied], aDatabase({ place: {} }))).toEqual([
      { ruleId: 'r1', path: 'spec.place.region', message: denied.message },
    ]);
    expect(brokenPaths(denied, {})).toEqual(['spec.place.region']);
    expect(brokenPaths(allowed, {})).toEqual([]);
    expect(brokenPaths(allowed, { place: { region: 'eu-west-1' } })).toEqual(['spec.place.region']);
  });

  it('never takes a missing field for one that must not be there', () => {
    const rule = ruleOn('spec.public', { check: { type: 'absent' }, whenMissing: 'deny' });

    expect(brokenPaths(rule, {})).toEqual([]);
    expect(brokenPaths(rule, { public: false })).toEqual(['spec.public']);
  });

  it('holds every item of a list against the rule, and a field that an item lacks', () => {
    const rule = ruleOn('spec.containers[*].image', {
      check: { type: 'matches', pattern: '^registry\\.acme\\.example/' },
    });
    const containers: Json = [
      { image: 'registry.acme.example/app' },
      { image: 'docker.io/app' },
      { name: 'no-image' },
    ];

    expect(brokenPaths(rule, { containers })).toEqual([
      'spec.containers[1].image',
      'spec.containers[2].image',
    ]);
  });

  it('finds no item that fails in a list or map that is empty or missing', () => {
    const rule = ruleOn('spec.groups[*].members[*].name');

    expect(brokenPaths(rule, {})).toEqual([]);
    expect(brokenPaths(rule, { groups: [] })).toEqual([]);
    expect(brokenPaths(rule, { groups: [{}] })).toEqual([]);
    expect(brokenPaths(rule, { groups: [{ members: [{}] }] })).toEqual([
      'spec.groups[0].members[0].name',
    ]);
  });

  it('goes through the values of maps and reads keys that need quotes', () => {
    const values = ruleOn("spec.limits['*']", { check: { type: 'max', value: '4Gi' } });
    const key = ruleOn("spec.labels['acme.example/team']", { check: { type: 'exists' } });

    expect(brokenPaths(values, { limits: { memory: '8Gi', cpu: '1' } })).toEqual([
      'spec.limits.memory',
    ]);
    expect(brokenPaths(key, { labels: { 'acme.example/team': 'a' } })).toEqual([]);
    expect(brokenPaths(key, { labels: {} })).toEqual(["spec.labels['acme.example/team']"]);
  });

  it('binds only where every condition is met by a value that is there', () => {
    const rule = ruleOn('spec.region', {
      when: [
        { path: "spec.labels['provider']", check: { type: 'oneOf', values: ['aws'] } },
        { path: 'spec.engines[*]', check: { type: 'noneOf', values: ['none'] } },
      ],
    });
    const region = 'eu-west-1';
    const labels = { provider: 'aws' };

    expect(brokenPaths(rule, { region, labels, engines: ['none', 'postgres'] })).toHaveLength(1);
    expect(brokenPaths(rule, { region, labels, engines: ['none'] })).toEqual([]);
    expect(brokenPaths(rule, { region, labels })).toEqual([]);
    expect(brokenPaths(rule, { region, engines: ['postgres'] })).toEqual([]);
  });
});

describe('a namespace scope', () => {
  it('reaches what it names, or all but that, and never what lives outside namespaces', () => {
    const namespaces = ['a-team'];

    expect(isInScope({ type: 'all' }, 'b-team')).toBe(true);
    expect(isInScope({ type: 'only', namespaces }, 'a-team')).toBe(true);
    expect(isInScope({ type: 'only', namespaces }, 'b-team')).toBe(false);
    expect(isInScope({ type: 'except', namespaces }, 'a-team')).toBe(false);
    expect(isInScope({ type: 'except', namespaces }, 'b-team')).toBe(true);
    expect(isInScope({ type: 'all' }, undefined)).toBe(false);
    expect(isInScope({ type: 'except', namespaces }, undefined)).toBe(false);
  });
});

describe('the policies that an object breaks', () => {
  const rules = [ruleOn('spec.region')];
  const wrong = { region: 'eu-west-1' };

  it('are told with their sentence and reason', () => {
    const policy = aPolicy({ id: 'pol-1', sentence: 'Keep it here', rationale: 'Law', rules });

    expect(policyViolations([policy], aDatabase(wrong))).toEqual([
      {
        policyId: 'pol-1',
        sentence: 'Keep it here',
        rationale: 'Law',
        ruleId: 'r1',
        path: 'spec.region',
        value: 'eu-west-1',
        message: rules[0]?.message,
      },
    ]);
  });

  it('are active ones that reach its namespace', () => {
    const draft = aPolicy({ status: 'draft', rules });
    const elsewhere = aPolicy({ scope: { type: 'except', namespaces: ['a-team'] }, rules });

    expect(policyViolations([draft, elsewhere], aDatabase(wrong))).toEqual([]);
    expect(policyViolations([draft, elsewhere], aDatabase(wrong, 'b-team'))).toHaveLength(1);
  });
});
