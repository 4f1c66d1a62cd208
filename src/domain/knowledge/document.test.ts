import { describe, expect, it } from 'vitest';
import type { Capability } from '../capability.ts';
import { indexEntryOf, PASSAGE_MAX } from './document.ts';

function aBucket(over: Partial<Capability> = {}): Capability {
  return {
    id: 'bucket-1',
    clusterId: 'cluster-1',
    kind: {
      group: 's3.aws.example.org',
      version: 'v1beta1',
      kind: 'BucketPolicy',
      plural: 'bucketpolicies',
      namespaced: true,
    },
    servedVersions: ['v1beta1'],
    tags: ['bucket policy', 'object storage'],
    providers: ['aws'],
    abstraction: 'managed',
    role: 'primary',
    complexity: 'low',
    description: 'Says who may read a bucket.',
    useCase: 'Use it for rights on files.',
    confidence: 0.9,
    settableFields: ['region', 'policyDocument'],
    schemaHash: 'hash',
    source: 'profile',
    scannedAt: '2026-11-02T09:00:00.000Z',
    ...over,
  };
}

describe('the entry of a capability', () => {
  it('carries its cluster, so that a search can be limited to it', () => {
    expect(indexEntryOf(aBucket()).facets.clusterId).toBe('cluster-1');
  });

  it('has a passage that tells what it is before what it is made of', () => {
    expect(indexEntryOf(aBucket()).passage).toBe(
      'bucket policy s3. Use it for rights on files. Says who may read a bucket',
    );
  });

  it('has the same passage in another cluster and after another scan', () => {
    const there = aBucket({ clusterId: 'cluster-2', id: 'bucket-2', schemaHash: 'other' });

    expect(indexEntryOf(there).passage).toBe(indexEntryOf(aBucket()).passage);
  });

  it('cuts a passage at its end, between words', () => {
    const { passage = '' } = indexEntryOf(aBucket({ description: 'many words '.repeat(200) }));

    expect(passage.length).toBeLessThanOrEqual(PASSAGE_MAX);
    expect(passage.length).toBeGreaterThan(PASSAGE_MAX - 20);
    expect(passage).toMatch(/^bucket policy s3\. .* (?:many|words)$/u);
  });

  it('has no passage once the kind is gone: nobody searches for it', () => {
    const gone = indexEntryOf(aBucket({ goneAt: '2026-11-03T09:00:00.000Z' }));

    expect(gone.passage).toBeUndefined();
    expect(gone.facets.isHidden).toBe(true);
  });
});
