import { describe, expect, it } from 'vitest';
import { aServedKind, createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createScanModel, createScanStage } from '../../../test/flows/scan-stage.ts';
import type { Cluster } from '../../ports/cluster.ts';

const BUCKET = aServedKind({ group: 's3.aws.example.org', kind: 'Bucket' });
const POLICY = aServedKind({ group: 's3.aws.example.org', kind: 'BucketPolicy' });

/** A cluster whose document holds a kind when it is read first, and never again; its hash stays. */
function losing(kind: string) {
  const cluster = createFakeCluster({ kinds: [BUCKET, POLICY] });
  let reads = 0;
  const profileSources: Cluster['profileSources'] = async (document) => {
    reads += 1;
    const sources = await cluster.profileSources(document);
    return reads === 1 ? sources : sources.filter((source) => source.kind.kind !== kind);
  };
  return { cluster: { ...cluster, profileSources } satisfies Cluster, reads: () => reads };
}

describe('what profiling made to be asked', () => {
  it('is what is asked: planning reads no schema a second time', async () => {
    const stage = createScanStage();
    const { model, asked } = createScanModel();
    const { cluster, reads } = losing('none');

    const { state } = await stage.run(cluster, { dependencies: { model } });

    expect(asked).toEqual([['Bucket', 'BucketPolicy']]);
    expect(state).toMatchObject({ stage: 'done', knownByModel: 2 });
    expect(reads()).toBe(1);
  });

  it('is read again where a document was profiled before there was a model', async () => {
    const stage = createScanStage();
    const { model, asked } = createScanModel();
    const { cluster, reads } = losing('none');
    await stage.run(cluster);

    await stage.run(cluster, { dependencies: { model } });

    expect(asked).toEqual([['Bucket', 'BucketPolicy']]);
    expect(reads()).toBe(2);
  });
});

describe('a kind that its document no longer contains', () => {
  it('is listed once as not described, with the reason, and not looked for at every scan', async () => {
    const stage = createScanStage();
    const { model, asked } = createScanModel();
    const { cluster, reads } = losing('BucketPolicy');
    await stage.run(cluster); // profiled before there was a model, so planning reads it again

    const first = await stage.run(cluster, { dependencies: { model } });
    const second = await stage.run(cluster, { dependencies: { model } });
    const readsBefore = reads();
    const third = await stage.run(cluster, { dependencies: { model } });

    expect(first.state.undescribed).toEqual([
      {
        kind: 'bucketpolicys.s3.aws.example.org',
        reason: 'The cluster publishes no schema of it any more.',
      },
    ]);
    expect(asked).toEqual([['Bucket']]);
    expect(second.state).toMatchObject({ stage: 'done', known: 2, undescribed: [] });
    expect(third.state).toMatchObject({ stage: 'done', known: 2, undescribed: [] });
    expect(reads()).toBe(readsBefore);
  });
});
