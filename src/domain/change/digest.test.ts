import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../manifest.ts';
import { changeDigest, withChangeAnnotations } from './digest.ts';

const target = { clusterId: 'c1', action: 'apply' };
const object: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'team' },
  data: { one: '1', two: '2' },
};

describe('changeDigest', () => {
  it('does not depend on the order of keys, but on that of objects', () => {
    const reordered: KubernetesObject = {
      kind: 'ConfigMap',
      data: { two: '2', one: '1' },
      metadata: { namespace: 'team', name: 'a' },
      apiVersion: 'v1',
    };
    const other = { ...object, metadata: { name: 'b' } };
    const digest = changeDigest({ objects: [object, other], target });

    expect(changeDigest({ objects: [reordered, other], target })).toBe(digest);
    expect(changeDigest({ objects: [other, object], target })).not.toBe(digest);
  });

  it('binds every value, the cluster and the action', () => {
    const digest = changeDigest({ objects: [object], target });
    const edited = { ...object, data: { one: '1', two: '3' } };
    const labelled = { ...object, metadata: { ...object.metadata, annotations: { a: 'b' } } };

    expect(changeDigest({ objects: [edited], target })).not.toBe(digest);
    expect(changeDigest({ objects: [labelled], target })).not.toBe(digest);
    expect(changeDigest({ objects: [object], target: { ...target, clusterId: 'c2' } })).not.toBe(
      digest,
    );
    expect(changeDigest({ objects: [object], target: { ...target, action: 'delete' } })).not.toBe(
      digest,
    );
  });

  it('is the same for objects that carry the change already', () => {
    const digest = changeDigest({ objects: [object], target });
    const carrying = withChangeAnnotations(object, { changeId: 'change-1', digest });

    expect(carrying.metadata.annotations).toEqual({
      'dotai.dev/change': 'change-1',
      'dotai.dev/digest': digest,
    });
    expect(changeDigest({ objects: [carrying], target })).toBe(digest);
  });
});
