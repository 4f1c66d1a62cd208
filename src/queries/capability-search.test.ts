import { beforeEach, describe, expect, it } from 'vitest';
import {
  aCapabilityStage,
  aKnownKind,
  commands,
  KINDS,
  labels,
  NO_SCAN,
  textOf,
} from '../../test/capability-stage.ts';
import { aServedKind } from '../../test/fakes/cluster.ts';
import { Capability } from '../domain/capability.ts';
import { CAPABILITIES, indexEntryOf } from '../domain/knowledge/document.ts';

let { knowledge, cluster, queries } = aCapabilityStage();
beforeEach(async () => {
  const made = aCapabilityStage();
  ({ knowledge, cluster, queries } = made);
  await made.ready;
});

describe('another cluster', () => {
  const foreign = aServedKind({ group: 'other.example.org', kind: 'Bucket' });
  beforeEach(() => knowledge.upsert(CAPABILITIES, [aKnownKind(foreign, 'another-cluster')]));

  it('is not listed, shown, found, counted or deleted', async () => {
    expect((await queries.list({ page: 1, filter: '' })).title).toBe('Capabilities 1–6 of 6');
    expect((await queries.show('Bucket')).title).toBe('Bucket (buckets.s3.aws.example.org)');
    expect(labels(await queries.search('bucket'))).not.toContain('buckets.other.example.org');
    expect(await queries.known()).toEqual({ clusterId: 'fake-cluster', total: 6 });
    expect(await queries.named('buckets.other.example.org')).toEqual([]);
  });

  it('is not shown either while the one that was last seen is away', async () => {
    await queries.known();
    cluster.setDown(true);

    expect((await queries.list({ page: 1, filter: '' })).title).toBe('Capabilities 1–6 of 6');
  });
});

describe('a name to delete', () => {
  it('that several kinds have is asked for again, each with a button', async () => {
    const card = await queries.toDelete('services');

    expect(new Set(commands(card))).toEqual(
      new Set([
        'capabilities delete services.core',
        'capabilities delete services.serving.example.org',
      ]),
    );
  });

  it('that nobody has is met with what is near', async () => {
    const card = await queries.toDelete('databse');

    expect(card.title).toBe('No resource type is called databse');
    expect(commands(card)[0]).toBe('capabilities delete databases.sql.example.org');
  });
});

describe('capabilities search', () => {
  it('ranks what fits and says why', async () => {
    const card = await queries.search('s3 bucket');

    expect(labels(card)[0]).toBe('buckets.s3.aws.example.org');
    expect(textOf(card)).toContain('"badge":"100"');
    expect(textOf(card)).toContain('By words 100: s3, bucket');
    expect(textOf(card)).toContain('Searched by words alone');
  });

  it('says what words and what meaning did for a score', async () => {
    const embedder = { name: 'by-hand', dimensions: 2 };
    const made = aCapabilityStage(KINDS, NO_SCAN, {
      vectorOf: async () => ({ embedder, values: Float32Array.of(1, 0) }),
    });
    await made.ready;
    await made.knowledge.upsert(
      CAPABILITIES,
      KINDS.map((served) => ({ ...aKnownKind(served), passage: served.kind.kind })),
    );
    const missing = await made.knowledge.withoutVector(CAPABILITIES, embedder, 100);
    const vectors = missing.map((one) => ({
      ...one,
      values: one.passage === 'Bucket' ? Float32Array.of(1, 0) : Float32Array.of(0, 1),
    }));
    await made.knowledge.putVectors(CAPABILITIES, embedder, vectors);
    await made.knowledge.useEmbedder(CAPABILITIES, embedder);

    const card = await made.queries.search('a place for many files');

    expect(labels(card)[0]).toBe('buckets.s3.aws.example.org');
    expect(textOf(card)).toMatch(/by meaning 100/iu);
    expect(textOf(card)).toContain('puts words and meaning together');
  });

  it('says so when nothing fits', async () => {
    expect((await queries.search('pizza')).title).toBe('Nothing found');
    expect((await queries.search('…')).title).toBe('Nothing found');
  });

  it('leaves out what is gone', async () => {
    const { payloads } = await knowledge.list(CAPABILITIES, { offset: 0, limit: 10 });
    const gone = payloads
      .map((payload) => Capability.parse(payload))
      .filter(({ kind }) => kind.kind === 'Bucket')
      .map((capability) => ({ ...capability, goneAt: '2026-11-02T10:00:00.000Z' }));
    await knowledge.upsert(
      CAPABILITIES,
      gone.map((capability) => indexEntryOf(capability)),
    );

    expect(gone).toHaveLength(1);
    expect(labels(await queries.search('s3 bucket'))).not.toContain('buckets.s3.aws.example.org');
  });
});
