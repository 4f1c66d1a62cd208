import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packed } from './described-batch.ts';
import { familyOf } from './group-family.ts';

const GROUPS = [
  's3.aws.example.org',
  'rds.aws.example.org',
  'sql.gcp.example.org',
  'cert-manager.io',
  'acme.cert-manager.io',
  'tools.team-a.co.uk',
  'team-b.co.uk',
  'apps',
  '',
];

function groupOf(group: string): string {
  return group;
}

describe('the family of a group', () => {
  it.each([
    ['s3.aws.upbound.io', 'aws.upbound.io'],
    ['cert-manager.io', 'cert-manager.io'],
    ['acme.cert-manager.io', 'cert-manager.io'],
    ['security.istio.io', 'istio.io'],
    ['', 'core'],
    ['apps', 'core'],
    ['networking.k8s.io', 'core'],
  ])('%j is %s', (group, family) => {
    expect(familyOf(group)).toBe(family);
  });

  it.each(['team-a.co.uk', 'team-a.github.io', 'metrics.k8s.io', 'cluster.x-k8s.io'])(
    'of %s is its own: anybody may have a name beside it',
    (group) => {
      expect(familyOf(group)).toBe(group);
    },
  );
});

describe('batches', () => {
  it('hold every kind once, no more than fit, and never two families', () => {
    assert(
      property(array(constantFrom(...GROUPS), { maxLength: 120 }), (groups) => {
        const batches = packed(groups, { size: 10, groupOf });

        expect(batches.flat().toSorted()).toEqual(groups.toSorted());
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(10);
          expect(new Set(batch.map((group) => familyOf(group))).size).toBe(1);
        }
      }),
    );
  });

  it('are shared by small groups of one family', () => {
    const groups = ['s3.aws.example.org', 'rds.aws.example.org', 'cert-manager.io'];

    expect(packed(groups, { size: 10, groupOf })).toEqual([
      ['s3.aws.example.org', 'rds.aws.example.org'],
      ['cert-manager.io'],
    ]);
  });
});
