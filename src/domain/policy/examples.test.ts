import { describe, expect, it } from 'vitest';
import { aRule } from '../../../test/a-policy.ts';
import { aKind, aRow, aTable } from '../../../test/tables.ts';
import { checkManifest } from '../configure/manifest-check.ts';
import type { FieldTable } from '../field-table.ts';
import { examplesFor, type KindExamples } from './examples.ts';
import type { Check, Rule } from './rule.ts';
import { violationsOf } from './verdict.ts';

const kind = aKind();

function ruleOn(path: string, over: Partial<Rule> = {}): Rule {
  return aRule({ kinds: [kind], path, ...over });
}

function examplesOf(table: FieldTable, ...rules: readonly Rule[]): KindExamples {
  const made = examplesFor({ kind, table, rules, namespace: 'a-team' });
  for (const object of [...made.good, ...made.broken.map((one) => one.object)]) {
    expect(checkManifest(object, table)).toEqual([]);
  }
  expect(made.good.flatMap((object) => violationsOf(rules, object))).toEqual([]);
  for (const { object, path, ruleId } of made.broken) {
    expect(violationsOf(rules, object)).toMatchObject([{ ruleId, path }]);
  }
  return made;
}

const plain = aTable([
  aRow('spec', { type: 'object', required: true }),
  aRow('spec.size', { required: true, enum: ['small', 'large'] }),
  aRow('spec.region'),
]);

describe('examples of a kind', () => {
  it('keep the rules as small as they can, and break one field each by a value and by nothing', () => {
    expect(examplesOf(plain, ruleOn('spec.region'))).toEqual({
      good: [
        {
          apiVersion: 'example.org/v1',
          kind: 'Database',
          metadata: { name: 'example', namespace: 'a-team' },
          spec: { size: 'small', region: 'us-east-1' },
        },
      ],
      broken: [
        {
          ruleId: 'r1',
          path: 'spec.region',
          object: expect.objectContaining({ spec: { size: 'small', region: 'us-east-1-other' } }),
        },
        {
          ruleId: 'r1',
          path: 'spec.region',
          object: expect.objectContaining({ spec: { size: 'small' } }),
        },
      ],
    });
  });

  it('are without and with the field where it may be left away', () => {
    const { good, broken } = examplesOf(plain, ruleOn('spec.region', { whenMissing: 'allow' }));

    expect(good.map(({ spec }) => spec)).toEqual([
      { size: 'small' },
      { size: 'small', region: 'us-east-1' },
    ]);
    expect(broken).toHaveLength(1);
  });

  it('concern the rules on this kind only', () => {
    const other = ruleOn('spec.region', { kinds: [aKind({ kind: 'Cache' })] });

    expect(examplesOf(plain, other)).toMatchObject({ good: [{}], broken: [] });
  });

  it('say where the schema itself admits nothing that is forbidden', () => {
    const check: Check = { type: 'oneOf', values: ['small', 'large'] };
    const made = examplesOf(plain, ruleOn('spec.size', { check }));

    expect(made).toMatchObject({
      good: [{}],
      broken: [],
      problem:
        'The schema of Database admits no forbidden value where spec.size must be one of small, large.',
    });
  });

  it('say where no object can keep the rules, and where there is no such field', () => {
    const check: Check = { type: 'oneOf', values: ['tiny'] };

    expect(examplesOf(plain, ruleOn('spec.size', { check }))).toEqual({
      good: [],
      broken: [],
      problem: 'No Database was found that its schema accepts and that keeps all rules.',
    });
    expect(examplesOf(plain, ruleOn('spec.zone', { whenMissing: 'allow' })).problem).toBe(
      'Database has no field spec.zone.',
    );
  });

  it('meet the conditions of a rule, each rule for itself', () => {
    const table = aTable([
      ...plain.rows,
      aRow('spec.selector', { type: 'object' }),
      aRow('spec.selector.matchLabels', { type: 'map', itemType: 'string' }),
    ]);
    const clouds = { aws: 'us-east-1', azure: 'westeurope' };
    const rules = Object.entries(clouds).map(([cloud, region], place) =>
      ruleOn('spec.region', {
        id: `r${place + 1}`,
        when: [
          {
            path: "spec.selector.matchLabels['provider']",
            check: { type: 'oneOf', values: [cloud] },
          },
        ],
        check: { type: 'oneOf', values: [region] },
      }),
    );
    const { good, broken, problem } = examplesOf(table, ...rules);

    expect(problem).toBeUndefined();
    expect(good.map(({ spec }) => spec)).toMatchObject([
      { size: 'small' },
      { region: 'us-east-1', selector: { matchLabels: { provider: 'aws' } } },
      { region: 'westeurope', selector: { matchLabels: { provider: 'azure' } } },
    ]);
    expect(broken.map(({ ruleId }) => ruleId)).toEqual(['r1', 'r1', 'r2', 'r2']);
  });

  it('begin the lists and maps on the way to a field', () => {
    const table = aTable([
      aRow('spec', { type: 'object' }),
      aRow('spec.containers', { type: 'array', itemType: 'object' }),
      aRow('spec.containers[*].name', { required: true }),
      aRow('spec.containers[*].image'),
      aRow('spec.volumes', { type: 'map', itemType: 'object' }),
      aRow('spec.volumes[*].size', { type: 'int-or-string' }),
    ]);
    const image = ruleOn('spec.containers[*].image', {
      check: { type: 'matches', pattern: '^registry\\.acme\\.example/' },
    });
    const size = ruleOn('spec.volumes[*].size', {
      id: 'r2',
      check: { type: 'max', value: '4Gi' },
      whenMissing: 'allow',
    });
    const { good, broken, problem } = examplesOf(table, image, size);

    expect(problem).toBeUndefined();
    expect(good.map(({ spec }) => spec)).toMatchObject([
      {},
      { containers: [{ name: 'example', image: expect.stringMatching(/^registry\.acme/u) }] },
      { volumes: { example: { size: expect.anything() } } },
    ]);
    expect(broken.map(({ path }) => path)).toEqual([
      'spec.containers[0].image',
      'spec.containers[0].image',
      'spec.volumes.example.size',
    ]);
  });

  it('break a rule on a label, and one on a field that must not be', () => {
    const label = ruleOn("metadata.labels['acme.example/team']", { check: { type: 'exists' } });
    const none = ruleOn('spec.region', { id: 'r2', check: { type: 'absent' } });
    const { good, broken } = examplesOf(plain, label, none);

    expect(good).toMatchObject([{ metadata: { labels: { 'acme.example/team': 'example' } } }]);
    expect(broken).toMatchObject([
      { ruleId: 'r1', object: { metadata: { labels: {} } } },
      { ruleId: 'r2', object: { spec: { region: 'example' } } },
    ]);
  });

  it('write what a default would make wrong, and find no fault in its absence', () => {
    const table = aTable([
      aRow('spec', { type: 'object', required: true }),
      aRow('spec.size', { enum: ['small', 'large'], default: 'small' }),
    ]);
    const rule = ruleOn('spec.size', {
      check: { type: 'oneOf', values: ['large'] },
      whenMissing: 'allow',
    });
    const { good, broken } = examplesOf(table, rule);

    expect(good.map(({ spec }) => spec)).toEqual([{ size: 'large' }]);
    expect(broken.map(({ object }) => object['spec'])).toEqual([{ size: 'small' }]);
  });

  it('choose the other of two alternatives where a rule is about it', () => {
    const rule = 'has(self.url) != has(self.credentials)';
    const table = aTable(
      [
        aRow('spec', { type: 'object', required: true }),
        aRow('spec.url'),
        aRow('spec.credentials', { type: 'object' }),
        aRow('spec.credentials.user', { required: true }),
      ],
      { rules: [{ path: 'spec', rule, message: 'exactly one of url and credentials' }] },
    );
    const check: Check = { type: 'noneOf', values: ['root'] };
    const made = examplesOf(
      table,
      ruleOn('spec.url', { check, whenMissing: 'allow' }),
      ruleOn('spec.credentials.user', { id: 'r2', check, whenMissing: 'allow' }),
    );

    expect(made.problem).toBeUndefined();
    expect(made.broken.map(({ object }) => object['spec'])).toEqual([
      { url: 'root' },
      { credentials: { user: 'root' } },
    ]);
  });
});
