import { KubeConfig } from '@kubernetes/client-node';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKubernetesCluster } from '../../src/adapters/kubernetes/cluster.ts';
import { checkManifest } from '../../src/domain/configure/manifest-check.ts';
import type { FieldRow, FieldTable } from '../../src/domain/field-table.ts';
import { type ResourceKind, resourceNameOf } from '../../src/domain/kind.ts';
import { examplesFor, type KindExamples } from '../../src/domain/policy/examples.ts';
import type { Check, Rule } from '../../src/domain/policy/rule.ts';
import { violationsOf } from '../../src/domain/policy/verdict.ts';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import {
  findRecordings,
  missingRecordings,
  startRecordingsServer,
  unpackRecordings,
} from '../recordings-server.ts';

interface Known {
  readonly kind: ResourceKind;
  readonly table: FieldTable;
}

function quiet(): void {}

/** Every namespaced kind that people create, with its schema. */
async function knownKinds(kubeConfig: KubeConfig): Promise<readonly Known[]> {
  const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const cluster = createKubernetesCluster({ kubeConfig, requestTimeoutMs: 20_000, logger });
  const served = await cluster.kinds();
  const kinds = served
    .filter(({ verbs }) => verbs.includes('create') && verbs.includes('patch'))
    .map(({ kind }) => kind)
    .filter(({ namespaced }) => namespaced);
  const known: Known[] = [];
  for (const kind of kinds) known.push({ kind, table: await cluster.fieldTable(kind) });
  return known;
}

function examplesOf({ kind, table }: Known, rules: readonly Rule[]): KindExamples {
  return examplesFor({ kind, table, rules, namespace: 'a-team' });
}

function ruleOn(kind: ResourceKind, path: string, check: Check, over: Partial<Rule> = {}): Rule {
  const message = `${path} is wrong.`;
  return { id: 'r1', kinds: [kind], when: [], path, check, whenMissing: 'allow', message, ...over };
}

/** What is wrong with the examples themselves: nothing ever is. */
function faultsOf({ table }: Known, rules: readonly Rule[], made: KindExamples): readonly string[] {
  const invalid = [...made.good, ...made.broken.map(({ object }) => object)].flatMap((object) =>
    checkManifest(object, table).map(({ path, message }) => `${path}: ${message}`),
  );
  const bad = made.good.flatMap((object) =>
    violationsOf(rules, object).map(({ ruleId, path }) => `a good one breaks ${ruleId} at ${path}`),
  );
  const harmless = made.broken
    .filter(({ ruleId, path, object }) => {
      const found = violationsOf(rules, object);
      const isExact = found.every((one) => one.ruleId === ruleId);
      return !isExact || !found.some((one) => one.path === path);
    })
    .map(({ ruleId, path }) => `${ruleId} is not broken, or not alone, at ${path}`);
  return [...invalid, ...bad, ...harmless];
}

/** A check that fits a row's type, of values that a person might name. */
function checksFor(row: FieldRow): fc.Arbitrary<Check> {
  const values = row.enum ?? ['us-east-1', 'small', 'x'];
  const place: fc.Arbitrary<Check> = fc.constantFrom({ type: 'exists' }, { type: 'absent' });
  switch (row.type) {
    case 'string':
      return fc.oneof(
        place,
        fc
          .subarray([...values], { minLength: 1 })
          .chain((some): fc.Arbitrary<Check> =>
            fc.constantFrom({ type: 'oneOf', values: some }, { type: 'noneOf', values: some }),
          ),
        fc.constantFrom<Check>(
          { type: 'matches', pattern: '^[a-z]' },
          { type: 'notMatches', pattern: 'other$' },
        ),
      );
    case 'integer':
    case 'number':
      return fc.oneof(
        place,
        fc
          .tuple(fc.constantFrom('min' as const, 'max' as const), fc.integer({ min: 0, max: 9 }))
          .map(([type, value]): Check => ({ type, value })),
      );
    case 'int-or-string':
      return fc.constantFrom<Check>({ type: 'max', value: '4Gi' }, { type: 'min', value: '500m' });
    case 'boolean':
      return fc.boolean().map((value): Check => ({ type: 'oneOf', values: [value] }));
    case 'object':
    case 'array':
    case 'map':
    case 'any':
      return place;
  }
}

function rulesFor({ kind, table }: Known): fc.Arbitrary<readonly Rule[]> {
  const rule = fc
    .constantFrom(...table.rows)
    .chain((row) =>
      fc
        .tuple(checksFor(row), fc.constantFrom('deny' as const, 'allow' as const))
        .map(([check, whenMissing]) => ruleOn(kind, row.path, check, { whenMissing })),
    );
  return fc
    .array(rule, { minLength: 1, maxLength: 3 })
    .map((rules) => rules.map((one, place) => ({ ...one, id: `r${place + 1}` })));
}

interface Tally {
  good: number;
  broken: number;
  whole: number;
  runs: number;
}

/** Random rules over every kind: whatever is made is right, and most can be made. */
function tryRandomRules(all: readonly Known[], numRuns: number): Tally {
  const tally: Tally = { good: 0, broken: 0, whole: 0, runs: 0 };
  const withRows = all.filter(({ table }) => table.rows.length > 0);
  const cases = fc
    .constantFrom(...withRows)
    .chain((known) => rulesFor(known).map((rules) => ({ known, rules })));
  fc.assert(
    fc.property(cases, ({ known, rules }) => {
      const made = examplesOf(known, rules);
      tally.runs += 1;
      tally.good += made.good.length;
      tally.broken += made.broken.length;
      tally.whole += made.problem === undefined ? 1 : 0;

      expect(faultsOf(known, rules, made)).toEqual([]);
      expect(made.broken.length > 0 || made.problem !== undefined).toBe(true);
    }),
    { numRuns },
  );
  return tally;
}

describe('examples for the demo platform', () => {
  let known: readonly Known[];
  let close: () => Promise<void>;

  beforeAll(async () => {
    const demo = await startDemoCluster({ documents: demoPlatform() });
    close = () => demo.close();
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromString(demo.kubeconfig());
    known = await knownKinds(kubeConfig);
  });
  afterAll(() => close());

  it('has a good object for every kind', () => {
    const without = known.filter((one) => examplesOf(one, []).good.length !== 1);

    expect(known.length).toBeGreaterThan(40);
    expect(without.map(({ kind }) => resourceNameOf(kind))).toEqual([]);
  });

  it('are right for random rules, good and broken', () => {
    const tally = tryRandomRules(known, 150);

    expect(tally.broken).toBeGreaterThan(tally.runs / 2);
    expect(tally.whole).toBeGreaterThan(tally.runs / 4);
  });
});

describe.skipIf(missingRecordings())('examples for a real cluster', () => {
  let known: readonly Known[];

  beforeAll(async () => {
    const recordings = unpackRecordings(findRecordings() ?? '');
    const server = await startRecordingsServer(recordings);
    try {
      known = await knownKinds(server.kubeConfig);
    } finally {
      await server.close();
      recordings.remove();
    }
  });

  it('has a good object for every kind', () => {
    const without = known.filter((one) => examplesOf(one, []).good.length !== 1);

    expect(known.length).toBeGreaterThan(60);
    expect(without.map(({ kind }) => resourceNameOf(kind))).toEqual([]);
  });

  it('are made for every rule on pods, wherever these are written', () => {
    const pods = ['spec', 'spec.template.spec', 'spec.jobTemplate.spec.template.spec'];
    const checks: Readonly<Record<string, Check>> = {
      'containers[*].image': { type: 'matches', pattern: '^registry\\.acme\\.example/' },
      'initContainers[*].image': { type: 'notMatches', pattern: ':latest$' },
      "containers[*].resources.limits['memory']": { type: 'max', value: '4Gi' },
      'securityContext.runAsNonRoot': { type: 'oneOf', values: [true] },
    };
    const workloads = known.flatMap((one) => {
      const { kind, table } = one;
      const pod = pods.find((path) => table.rows.some((row) => row.path === `${path}.containers`));
      const isCore = ['', 'apps', 'batch'].includes(kind.group);
      return pod !== undefined && isCore ? [{ ...one, pod }] : [];
    });

    expect(workloads.length).toBeGreaterThan(6);
    for (const workload of workloads) {
      const rules = Object.entries(checks).map(([path, check], place) => {
        const over: Partial<Rule> = { id: `r${place + 1}`, whenMissing: 'deny' };
        return ruleOn(workload.kind, `${workload.pod}.${path}`, check, over);
      });
      const made = examplesOf(workload, rules);

      expect(faultsOf(workload, rules, made)).toEqual([]);
      expect(made.problem).toBeUndefined();
      expect(new Set(made.broken.map(({ ruleId }) => ruleId)).size).toBe(4);
      expect(made.broken.length).toBeGreaterThan(6);
    }
  });

  it('are right for random rules, good and broken', () => {
    const tally = tryRandomRules(known, 100);

    expect(tally.broken).toBeGreaterThan(tally.runs / 2);
    expect(tally.whole).toBeGreaterThan(tally.runs / 4);
  });
});
