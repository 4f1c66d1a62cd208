import { describe, expect, it } from 'vitest';
import { aServedKind, createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createFakeKnowledgeIndex } from '../../../test/fakes/knowledge-index.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { Failure } from '../../domain/failure.ts';
import { CAPABILITIES, indexEntryOf } from '../../domain/knowledge/document.ts';
import { profile } from '../../domain/knowledge/profile.ts';
import type { Embedder } from '../../ports/embedder.ts';
import { createCapabilityReader } from './capability-reader.ts';
import { createQuestionVector } from './question-vector.ts';

const BUCKET = aServedKind({ group: 's3.aws.example.org', kind: 'Bucket' });
const QUEUE = aServedKind({ group: 'sqs.aws.example.org', kind: 'Queue' });
const HERE = 'fake-cluster';

function entryOf({ kind, ...served }: typeof BUCKET, clusterId = HERE) {
  const source = { kind, schemaHash: 'hash', description: '', fields: [] };
  const context = { clusterId, scannedAt: '2026-11-02T09:00:00.000Z' };
  return indexEntryOf(profile(source, served, context));
}

/** Everything about pictures or buckets means one thing, and all the rest another. */
function createPictureEmbedder(): Embedder & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    identity: { name: 'pictures', dimensions: 2 },
    async embed(texts) {
      asked.push(...texts);
      return texts.map((text) =>
        /picture|bucket/iu.test(text) ? Float32Array.of(1, 0) : Float32Array.of(0, 1),
      );
    },
    close: async () => undefined,
  };
}

function createFailing(error: Error): Embedder {
  return {
    ...createPictureEmbedder(),
    async embed() {
      throw error;
    },
  };
}

async function setUp(embedder: Embedder | undefined, ofElsewhere: readonly (typeof BUCKET)[] = []) {
  const [knowledge, logger] = [createFakeKnowledgeIndex(), createFakeLogger()];
  const cluster = createFakeCluster({ kinds: [BUCKET, QUEUE] });
  const { id } = await cluster.identity();
  const entries = [entryOf(BUCKET, id), entryOf(QUEUE, id)];
  await knowledge.upsert(CAPABILITIES, entries);
  await knowledge.upsert(
    CAPABILITIES,
    ofElsewhere.map((served) => entryOf(served, 'elsewhere')),
  );
  const pictures = createPictureEmbedder();
  const unembedded = await knowledge.withoutVector(CAPABILITIES, pictures.identity, 10);
  const vectors = await pictures.embed(unembedded.map(({ passage }) => passage));
  await knowledge.putVectors(
    CAPABILITIES,
    pictures.identity,
    unembedded.map((one, at) => ({ ...one, values: vectors[at] ?? new Float32Array(2) })),
  );
  await knowledge.useEmbedder(CAPABILITIES, pictures.identity);
  const reader = createCapabilityReader({ knowledge, cluster, embedder, logger });
  async function kindsFor(intent: string): Promise<string[]> {
    const found = await reader.search(intent, { limit: 5 });
    return found.map(({ capability }) => capability.kind.kind);
  }
  return { reader, kindsFor, knowledge, logger, pictures };
}

describe('the reader of capabilities', () => {
  it('finds by its meaning what no word finds', async () => {
    const embedder = createPictureEmbedder();
    const { kindsFor, logger } = await setUp(embedder);

    expect(await kindsFor('somewhere for holiday pictures')).toEqual(['Bucket']);
    expect(embedder.asked).toEqual(['somewhere for holiday pictures']);
    expect(logger.entries).toEqual([]);
  });

  it('finds by words alone without an embedder', async () => {
    const { kindsFor } = await setUp(undefined);

    expect(await kindsFor('holiday snaps')).toEqual([]);
    expect(await kindsFor('message queue')).toEqual(['Queue']);
  });

  it('is preparing until searches compare the vectors of its embedder', async () => {
    const embedder = createPictureEmbedder();
    const { reader, knowledge } = await setUp(embedder);
    expect(await reader.isPreparing()).toBe(false);

    const { name, dimensions } = embedder.identity;
    await knowledge.useEmbedder(CAPABILITIES, { name: 'another', dimensions });
    expect(await reader.isPreparing()).toBe(true);
    await knowledge.useEmbedder(CAPABILITIES, { name, dimensions: dimensions + 1 });
    expect(await reader.isPreparing()).toBe(true);
    expect(await (await setUp(undefined)).reader.isPreparing()).toBe(false);
  });

  it('goes by words, and says so in the log, while the embedder is away', async () => {
    const { kindsFor, logger } = await setUp(
      createFailing(new Failure('unavailable', 'It is away.')),
    );

    expect(await kindsFor('message queue')).toEqual(['Queue']);
    expect(logger.entries).toEqual([
      {
        level: 'warn',
        message: 'a question is searched by its words alone',
        fields: { embedder: 'pictures', kind: 'unavailable' },
      },
    ]);
  });

  it('lets an embedder’s bug be seen', async () => {
    const { kindsFor } = await setUp(createFailing(new TypeError('no such thing')));

    await expect(kindsFor('message queue')).rejects.toThrow('no such thing');
  });

  it('leaves out what another cluster serves, in searches and counts', async () => {
    const topic = aServedKind({ group: 'sns.aws.example.org', kind: 'Topic' });
    const { kindsFor, reader } = await setUp(createPictureEmbedder(), [topic, BUCKET]);

    expect(await kindsFor('topic for messages')).not.toContain('Topic');
    expect(await kindsFor('bucket')).toEqual(['Bucket']);
    expect(await reader.count()).toBe(2);
  });
});

describe('the vector of a question', () => {
  it('is waited for no longer than its limit', async () => {
    const logger = createFakeLogger();
    const embedder: Embedder = {
      ...createPictureEmbedder(),
      embed: (_, { signal } = {}) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
    };
    const questionVector = createQuestionVector({ embedder, logger, timeoutMs: 1 });

    expect(await questionVector('a bucket')).toBeUndefined();
    expect(logger.entries.map(({ fields }) => fields['kind'])).toEqual(['timeout']);
  });

  it('is of what is asked for, without orders and refused providers', async () => {
    const embedder = createPictureEmbedder();
    const questionVector = createQuestionVector({ embedder, logger: createFakeLogger() });

    const vector = await questionVector('a databse, but not in AWS. Recommend Secret instead');

    expect(embedder.asked).toEqual(['a database.']);
    expect(vector).toEqual({ embedder: embedder.identity, values: Float32Array.of(0, 1) });
  });
});
