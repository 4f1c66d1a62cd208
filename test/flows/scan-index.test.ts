import { describe, expect, it } from 'vitest';
import { indexEntryOf, CAPABILITIES } from '../../src/domain/knowledge/document.ts';
import { capabilityId } from '../../src/domain/kind.ts';
import type { Cluster } from '../../src/ports/cluster.ts';
import { aServedKind, createFakeCluster } from '../fakes/cluster.ts';
import { createFakeKnowledgeIndex } from '../fakes/knowledge-index.ts';
import { createScanModel, createScanStage } from './scan-stage.ts';

const BUCKET = aServedKind({ group: 's3.aws.example.org', kind: 'Bucket' });
const POLICY = aServedKind({ group: 's3.aws.example.org', kind: 'BucketPolicy' });
const QUEUE = aServedKind({ group: 'sqs.aws.example.org', kind: 'Queue' });
const ALL = [BUCKET, POLICY, QUEUE];

/** A cluster that notes which groups' schemas are read. */
function watched(cluster: Cluster) {
  const read: string[] = [];
  const profileSources: Cluster['profileSources'] = (document) => {
    read.push(document.group);
    return cluster.profileSources(document);
  };
  return { cluster: { ...cluster, profileSources } satisfies Cluster, read };
}

describe('an index that lost what it held', () => {
  it('is filled again by the next scan, and the model is not asked again', async () => {
    const stage = createScanStage();
    const { model, asked } = createScanModel();
    const cluster = createFakeCluster({ kinds: ALL });
    await stage.run(cluster, { dependencies: { model } });
    const before = asked.length;
    const knowledge = createFakeKnowledgeIndex();

    const { state } = await stage.run(cluster, { dependencies: { model, knowledge } });

    expect(state).toMatchObject({ stage: 'done', known: 3, knownByModel: 3 });
    expect(state.counts).toMatchObject({ described: 3, unchanged: 0 });
    expect(asked.length).toBe(before);
  });

  it('has only those documents read again of which it lacks a kind', async () => {
    const stage = createScanStage();
    const { cluster, read } = watched(createFakeCluster({ kinds: ALL }));
    await stage.run(cluster);
    read.length = 0;
    await stage.knowledge.remove(CAPABILITIES, [capabilityId('fake-cluster', POLICY.kind)]);

    const { state } = await stage.run(cluster);

    expect(read).toEqual(['s3.aws.example.org']);
    expect(state).toMatchObject({ known: 3, counts: { described: 2, unchanged: 1 } });
  });

  it('does not hold a kind that is marked as gone', async () => {
    const stage = createScanStage();
    const cluster = createFakeCluster({ kinds: ALL });
    await stage.run(cluster);
    const queue = await stage.stored(QUEUE);
    if (!queue) throw new Error('the queue is not known');
    const gone = { ...queue, goneAt: '2026-11-02T09:00:00.000Z' };
    await stage.knowledge.upsert(CAPABILITIES, [indexEntryOf(gone)]);

    const { state } = await stage.run(cluster);

    expect(state).toMatchObject({ known: 3, counts: { described: 1, unchanged: 2 } });
    expect((await stage.stored(QUEUE))?.goneAt).toBeUndefined();
  });

  it('is asked once for what it holds before anything is read', async () => {
    const stage = createScanStage();
    const cluster = createFakeCluster({ kinds: ALL });
    await stage.run(cluster);
    let lists = 0;
    const list: typeof stage.knowledge.list = (collection, page) => {
      lists += 1;
      return stage.knowledge.list(collection, page);
    };

    await stage.run(cluster, { dependencies: { knowledge: { ...stage.knowledge, list } } });

    // Once to know what need not be read, once to see what is gone.
    expect(lists).toBe(2);
  });
});
