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
import { renderPlainText } from '../chat/plain-text.ts';
import { Capability } from '../domain/capability.ts';
import { CAPABILITIES, indexEntryOf } from '../domain/knowledge/document.ts';

let { knowledge, cluster, queries } = aCapabilityStage();
beforeEach(async () => {
  const made = aCapabilityStage();
  ({ knowledge, cluster, queries } = made);
  await made.ready;
});

const EMBEDDER = { name: 'by-hand', dimensions: 2 };
/** No word of it is any kind's. */
const FILES = 'a place for many files';

/** Of two meanings: buckets and all else. */
function withEmbedder(over: Parameters<typeof aCapabilityStage>[2] = {}) {
  const made = aCapabilityStage(KINDS, NO_SCAN, {
    source: { kind: 'builtin' },
    vectorOf: async () => ({ embedder: EMBEDDER, values: Float32Array.of(1, 0) }),
    ...over,
  });

  /** Makes the vectors; nothing uses them yet. */
  async function prepare(): Promise<void> {
    await made.ready;
    await made.knowledge.upsert(
      CAPABILITIES,
      KINDS.map((served) => ({ ...aKnownKind(served), passage: served.kind.kind })),
    );
    const missing = await made.knowledge.withoutVector(CAPABILITIES, EMBEDDER, 100);
    const vectors = missing.map((one) => ({
      ...one,
      values: one.passage === 'Bucket' ? Float32Array.of(1, 0) : Float32Array.of(0, 1),
    }));
    await made.knowledge.putVectors(CAPABILITIES, EMBEDDER, vectors);
  }

  return { ...made, prepare };
}

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
    expect(commands(card)[0]).toBe('capabilities show databases.sql.example.org');
  });
});

describe('capabilities search', () => {
  it('ranks what fits and says why', async () => {
    const card = await queries.search('s3 bucket');

    expect(labels(card)[0]).toBe('buckets.s3.aws.example.org');
    expect(textOf(card)).toContain('"badge":"100"');
    expect(textOf(card)).toContain('By words 100: s3, bucket');
    expect(textOf(card)).toContain('Searched by words alone: comparing meanings is turned off');
  });

  it('says what words and what meaning did for a score', async () => {
    const made = withEmbedder();
    await made.prepare();
    await made.knowledge.useEmbedder(CAPABILITIES, EMBEDDER);

    const card = await made.queries.search(FILES);

    expect(labels(card)[0]).toBe('buckets.s3.aws.example.org');
    expect(textOf(card)).toMatch(/by meaning 100/iu);
    expect(textOf(card)).toContain('puts words and meaning together');
  });

  it('says that meanings are prepared still, with what was found and without', async () => {
    const { prepare, queries: asked } = withEmbedder();
    await prepare();

    for (const said of ['bucket', FILES]) {
      expect(textOf(await asked.search(said))).toContain('is still being prepared');
    }
  });

  it('says that vectors have another size by now, and what to do', async () => {
    const { knowledge: kept, prepare, queries: asked } = withEmbedder();
    await prepare();
    await kept.useEmbedder(CAPABILITIES, { ...EMBEDDER, dimensions: 3 });

    for (const said of ['bucket', FILES]) {
      expect(textOf(await asked.search(said))).toMatch(
        /of another size than those that are kept.*set DOTAI_EMBEDDER_DIMENSIONS back/u,
      );
    }
  });

  it('says that the embedder does not answer', async () => {
    const { prepare, queries: asked } = withEmbedder({
      vectorOf: async () => undefined,
      source: { kind: 'openai', model: 'e-3' },
    });
    await prepare();

    const said = renderPlainText(await asked.search('bucket'));
    expect(said).toContain('e-3, which compares meanings, does not answer right now');
    expect(textOf(await asked.search(FILES))).toContain('does not answer right now');
  });

  it('says that nothing is near by its meaning, and what the built-in model cannot read', async () => {
    const values = Float32Array.of(-1, -1);
    const made = withEmbedder({ vectorOf: async () => ({ embedder: EMBEDDER, values }) });
    await made.prepare();
    await made.knowledge.useEmbedder(CAPABILITIES, EMBEDDER);

    for (const said of ['bucket', 'Warteschlange']) {
      const text = textOf(await made.queries.search(said));
      expect(text).toContain('By its meaning nothing comes near');
      expect(text).toContain('English only');
    }
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
