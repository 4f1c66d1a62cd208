import { describe, expect, it } from 'vitest';
import { createFakeArtifactStore } from '../../../test/fakes/artifact-store.ts';
import { aFieldTable, aServedKind, createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createScanStage } from '../../../test/flows/scan-stage.ts';
import type { FieldRow } from '../../domain/field-table.ts';
import { createFieldCatalog } from './field-catalog.ts';

const BUCKET = aServedKind({ group: 's3.aws.example.org', kind: 'Bucket' });
const POLICY = aServedKind({ group: 's3.aws.example.org', kind: 'BucketPolicy' });
const SERVICE = aServedKind({ group: '', kind: 'Service' });

const ROWS: FieldRow[] = [
  { path: 'spec', type: 'object', required: true, description: 'What is wanted.' },
  { path: 'spec.region', type: 'string', required: false, enum: ['a', 'b'], description: '' },
];
const OUTLINE = [
  { path: 'spec', type: 'object', required: true },
  { path: 'spec.region', type: 'string', enum: ['a', 'b'] },
];

/** A cluster of three kinds in two documents, and the catalog over what scans kept of it. */
function aStage() {
  const stage = createScanStage();
  const cluster = createFakeCluster({
    kinds: [BUCKET, POLICY, SERVICE],
    tables: { 'buckets.s3.aws.example.org': aFieldTable({ rows: ROWS }) },
  });
  const artifacts = createFakeArtifactStore();
  let reads = 0;
  const counted = {
    ...cluster,
    profileSources: (document: Parameters<typeof cluster.profileSources>[0]) => {
      reads += 1;
      return cluster.profileSources(document);
    },
  };
  const { knowledge, scans } = stage;
  const catalogOver = (store = artifacts) =>
    createFieldCatalog({ cluster: counted, scans, artifacts: store, knowledge });
  return {
    ...stage,
    cluster,
    reads: () => reads,
    catalogOver,
    scan: () => stage.run(cluster, { dependencies: { artifacts } }),
    async namesIn(catalog = catalogOver()) {
      const { kinds } = await catalog.kinds(new AbortController().signal);
      return kinds.map(({ outline }) => outline.kind.kind).toSorted();
    },
  };
}

describe('field catalog', () => {
  it('has every path and what is known of each kind, without asking the cluster for schemas', async () => {
    const stage = aStage();
    await stage.scan();

    const { clusterId, kinds } = await stage.catalogOver().kinds(new AbortController().signal);

    const bucket = kinds.find(({ outline }) => outline.kind.kind === 'Bucket');
    expect(clusterId).toBe('fake-cluster');
    expect(bucket?.outline.fields).toEqual(OUTLINE);
    expect(bucket?.capability).toEqual(await stage.stored(BUCKET));
    expect(kinds).toHaveLength(3);
    expect(stage.reads()).toBe(0);
  });

  it('says to scan first where nobody has', async () => {
    const kinds = aStage().catalogOver().kinds(new AbortController().signal);

    await expect(kinds).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('/dotai capabilities scan all'),
    });
  });

  it('reads a document from the cluster whose outline is stored no more, and stores it again', async () => {
    const stage = aStage();
    await stage.scan();
    const emptied = createFakeArtifactStore();
    const catalog = stage.catalogOver(emptied);

    const first = await catalog.kinds(new AbortController().signal);
    const readOnce = stage.reads();
    const second = await catalog.kinds(new AbortController().signal);

    expect(readOnce).toBe(2);
    expect(stage.reads()).toBe(2);
    expect(second).toEqual(first);
    expect(
      first.kinds.find(({ outline }) => outline.kind.kind === 'Bucket')?.outline.fields,
    ).toEqual(OUTLINE);
  });

  it('reads a document that an earlier version noted without its outline', async () => {
    const stage = aStage();
    await stage.scan();
    const noted = await stage.scans.documents('fake-cluster');
    await stage.scans.saveDocuments(noted.map(({ outline: _outline, ...document }) => document));

    expect(await stage.namesIn()).toEqual(['Bucket', 'BucketPolicy', 'Service']);
    expect(stage.reads()).toBe(2);
  });

  it('keeps kinds of a document that is noted no more because one of them was forgotten', async () => {
    const stage = aStage();
    await stage.scan();
    await stage.scans.removeDocuments('fake-cluster', ['s3.aws.example.org/v1']);

    expect(await stage.namesIn()).toEqual(['Bucket', 'BucketPolicy', 'Service']);
  });

  it('leaves out kinds that the cluster serves no more', async () => {
    const stage = aStage();
    await stage.scan();
    const noted = await stage.scans.documents('fake-cluster');
    stage.cluster.setKinds([BUCKET, SERVICE]);
    await stage.scan();
    // A document that could not be read again is as the scan before noted it.
    await stage.scans.saveDocuments(noted);

    expect(await stage.namesIn()).toEqual(['Bucket', 'Service']);
  });

  it('has the kinds all the same where the index was lost', async () => {
    const stage = aStage();
    await stage.scan();
    const ids = await Promise.all(
      [BUCKET, POLICY, SERVICE].map(async (kind) => (await stage.stored(kind))?.id ?? ''),
    );
    await stage.knowledge.remove('capabilities', ids);

    expect(await stage.namesIn()).toEqual(['Bucket', 'BucketPolicy', 'Service']);
  });

  it('passes a failure of the cluster on instead of a part of the kinds', async () => {
    const stage = aStage();
    await stage.scan();
    await stage.scans.removeDocuments('fake-cluster', ['v1']);
    const catalog = stage.catalogOver();
    stage.cluster.setDown(true);

    await expect(catalog.kinds(new AbortController().signal)).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });

  it('stops when it is called off', async () => {
    const stage = aStage();
    await stage.scan();

    await expect(stage.catalogOver().kinds(AbortSignal.abort())).rejects.toThrow('abort');
  });
});
