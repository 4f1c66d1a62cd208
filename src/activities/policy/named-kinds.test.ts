import { expect, it } from 'vitest';
import { aServedKind } from '../../../test/fakes/cluster.ts';
import type { CoverageRow } from '../../domain/policy/coverage.ts';
import { namedKinds } from './named-kinds.ts';

function aRow(name: string, leftOut?: CoverageRow['leftOut']): CoverageRow {
  const [kind = '', ...group] = name.split('.');
  const served = aServedKind({ group: group.join('.'), version: 'v1', kind });
  const row = { kind: served.kind, paths: [], ruleIds: [], note: '' };
  return leftOut === undefined ? row : { ...row, leftOut };
}

const rows = [
  aRow('Instance.rds.example.org'),
  aRow('Cluster.rds.example.org', 'chosen'),
  aRow('Cluster.eks.example.org'),
  aRow('Bucket.s3.example.org', 'incidental'),
];

it.each([
  ['Instance', 'Instance.rds.example.org'],
  ['instances', 'Instance.rds.example.org'],
  ['INSTANCES.rds.example.org', 'Instance.rds.example.org'],
  ['Cluster.rds.example.org', 'Cluster.rds.example.org'],
])('means by %s one kind', (typed, key) => {
  expect(namedKinds([typed, typed], { rows })).toEqual({ leftOut: [key], notes: [] });
});

it.each([
  [
    'cluster',
    'it may be Cluster.rds.example.org, Cluster.eks.example.org. Name it with its group.',
  ],
  ['Bucket', 'it covers no such kind.'],
  ['Instnce.rds.example.org', 'Did you mean Instance.rds.example.org?'],
])('takes %s for none, and says why', (typed, why) => {
  const { leftOut, notes } = namedKinds([typed], { rows });

  expect(leftOut).toEqual([]);
  expect(notes).toEqual([expect.stringContaining(`Nothing was left out as “${typed}”: `)]);
  expect(notes[0]).toContain(why);
});

it('leaves what was kept as it is, though it is covered no more', () => {
  const gone = 'Proxy.rds.example.org';

  expect(namedKinds([gone], { rows }, [gone])).toEqual({ leftOut: [gone], notes: [] });
});
