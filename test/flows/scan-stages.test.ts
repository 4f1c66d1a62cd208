import { describe, expect, it } from 'vitest';
import { CAPABILITIES } from '../../src/domain/knowledge/document.ts';
import { Failure } from '../../src/domain/failure.ts';
import { ScanState } from '../../src/workflows/scan/state.ts';
import { aFieldTable, aServedKind, createFakeCluster } from '../fakes/cluster.ts';
import { createScanEmbedder, createScanModel, createScanStage } from './scan-stage.ts';

const BUCKET = aServedKind({ group: 's3.aws.example.org', kind: 'Bucket' });
const POLICY = aServedKind({ group: 's3.aws.example.org', kind: 'BucketPolicy' });
const QUEUE = aServedKind({ group: 'sqs.aws.example.org', kind: 'Queue' });
const JOB = aServedKind({ group: 'batch', kind: 'Job' });
const ALL = [BUCKET, POLICY, QUEUE, JOB];

function many(count: number) {
  return Array.from({ length: count }, (_, number) =>
    aServedKind({ group: `g${number % 7}.example.org`, kind: `Thing${number}` }),
  );
}

describe('vectors', () => {
  it('are made for every kind, told of as they come, and used from then on', async () => {
    const stage = createScanStage();
    const { embedder, embedded } = createScanEmbedder();

    const { state, states } = await stage.run(createFakeCluster({ kinds: many(40) }), {
      dependencies: { embedder },
    });

    const { knowledge } = stage;
    expect(state).toMatchObject({ stage: 'done', vectors: { done: 40, total: 40 } });
    expect(embedded).toHaveLength(40);
    expect(await knowledge.withoutVector(CAPABILITIES, embedder.identity, 10)).toEqual([]);
    const counted = states.filter(({ stage: at }) => at === 'embedding');
    expect(counted.map(({ vectors: { done, total } }) => `${done}/${total}`)).toEqual([
      '0/0',
      '0/40', // before the first vector is there: nobody waits for it
      '16/40',
      '32/40',
      '40/40',
    ]);
    expect(await knowledge.useEmbedder(CAPABILITIES, { name: 'next', dimensions: 2 })).toBe('test');
  });

  it('are not made again after a cut', async () => {
    const { embedder, embedded } = createScanEmbedder();
    let deaths = 0;

    await createScanStage().run(createFakeCluster({ kinds: many(40) }), {
      dependencies: { embedder },
      whim: () => {
        const isFirst = embedded.length > 0 && deaths === 0;
        if (isFirst) deaths += 1;
        return isFirst ? 'dies-after' : 'works';
      },
    });

    expect(embedded).toHaveLength(40);
  });

  it('are waited for while the embedder is away, and missed without the scan failing', async () => {
    let calls = 0;
    const twice = createScanEmbedder(() => {
      calls += 1;
      if (calls <= 2) throw new Failure('unavailable', 'The embedder is not answering.');
    });
    const never = createScanEmbedder(() => {
      throw new Failure('unavailable', 'The embedder is not answering.');
    });
    const cluster = createFakeCluster({ kinds: ALL });

    const soon = await createScanStage().run(cluster, { dependencies: twice });
    const not = await createScanStage().run(cluster, { dependencies: never });

    expect(soon.state).toMatchObject({ stage: 'done', vectors: { done: 4, total: 4 } });
    expect(soon.state.vectorProblem).toBeUndefined();
    expect(not.state).toMatchObject({
      stage: 'done',
      known: 4,
      vectorProblem: 'The embedder is not answering.',
    });
  });
});

describe('a knowledge index that is down', () => {
  it('is waited for in every stage, and told of meanwhile', async () => {
    for (const stop of ['profiling', 'describing', 'embedding', 'sweeping']) {
      const stage = createScanStage();
      const { model, asked } = createScanModel();
      const { embedder } = createScanEmbedder();
      let turns = 0;
      const { state, states } = await stage.run(createFakeCluster({ kinds: ALL }), {
        dependencies: { model, embedder },
        whim: () => {
          turns += 1;
          const at = [
            'discovering',
            'profiling',
            'describing',
            'describing',
            'describing',
            'embedding',
            'sweeping',
          ];
          if (at[turns - 1] === stop) stage.knowledge.setDown(true);
          if (turns === 10) stage.knowledge.setDown(false);
          return 'works';
        },
      });

      const waiting = states.filter(({ waitingSince }) => waitingSince !== undefined);
      expect([stop, ...new Set(waiting.map((one) => one.stage))]).toEqual([stop, stop]);
      expect(state).toMatchObject({ stage: 'done', known: 4, knownByModel: 4 });
      expect(state.waitingSince).toBeUndefined();
      expect(asked).toHaveLength(2);
    }
  });

  it('is waited for with growing pauses until the scan’s time is over', async () => {
    const stage = createScanStage();
    stage.knowledge.setDown(true);

    const { state, states, effects } = await stage.run(createFakeCluster({ kinds: ALL }));

    expect(state).toMatchObject({
      stage: 'failed',
      problem: 'The knowledge index did not answer for too long.',
    });
    expect(states.some(({ waitingSince }) => waitingSince !== undefined)).toBe(true);
    // Two hours, and at most five minutes from one try to the next.
    expect(effects.length).toBeGreaterThan(24);
    expect(effects.length).toBeLessThan(40);
  });
});

describe('a group that does not answer', () => {
  it('is listed; its kinds are not gone, and everything else is read', async () => {
    const stage = createScanStage();
    const cluster = createFakeCluster({ kinds: ALL });
    await stage.run(cluster);
    cluster.setAway(['sqs.aws.example.org']);
    cluster.setKinds([BUCKET, QUEUE, JOB]);

    const { state } = await stage.run(cluster);

    expect(state).toMatchObject({ stage: 'done', gone: 1, known: 3 });
    expect(state.failures).toEqual([
      { document: 'sqs.aws.example.org/v1', reason: 'Its API server is not answering.' },
    ]);
    expect(state.counts.failures).toBe(1);
    expect((await stage.stored(QUEUE))?.goneAt).toBeUndefined();
    expect((await stage.stored(POLICY))?.goneAt).toBeDefined();
    cluster.setAway([]);
    expect((await stage.run(cluster)).state.counts).toMatchObject({ described: 0, unchanged: 3 });
  });
});

describe('a scan of named kinds', () => {
  const asked = (...names: string[]) => ({ input: { reason: 'asked' as const, names } });

  it.each([
    [['Bucket'], ['Bucket']],
    [['buckets'], ['Bucket']],
    [['bucketpolicys.s3.aws.example.org'], ['BucketPolicy']],
    [['queues.sqs.aws…'], ['Queue']],
    [['s3'], ['Bucket', 'BucketPolicy']],
    [
      ['s3.aws', 'job'],
      ['Bucket', 'BucketPolicy', 'Job'],
    ],
  ])('by %j reads %j and nothing else', async (names, expected) => {
    const stage = createScanStage();

    const { state } = await stage.run(createFakeCluster({ kinds: ALL }), asked(...names));

    const known = await Promise.all(ALL.map((served) => stage.stored(served)));
    expect(known.flatMap((one) => one?.kind.kind ?? []).toSorted()).toEqual(expected.toSorted());
    expect(state).toMatchObject({ stage: 'done', known: expected.length, unknownNames: [] });
    expect(state.counts.described).toBe(expected.length);
  });

  it('reads them anew and has the model describe them anew though nothing changed', async () => {
    const stage = createScanStage();
    const { model, asked: calls } = createScanModel();
    const cluster = createFakeCluster({ kinds: ALL });
    await stage.run(cluster, { dependencies: { model } });
    calls.length = 0;

    const { state } = await stage.run(cluster, { ...asked('Bucket'), dependencies: { model } });

    expect(state.counts).toMatchObject({ described: 1, unchanged: 0, documentsTotal: 1 });
    expect(calls).toEqual([['Bucket']]);
    expect(state).toMatchObject({ known: 4, knownByModel: 4 });
  });

  it('marks nothing as gone, and leaves the rest of its document to be read', async () => {
    const stage = createScanStage();
    const cluster = createFakeCluster({ kinds: ALL });
    await stage.run(cluster);
    const tables = { 'bucketpolicys.s3.aws.example.org': aFieldTable({ description: 'New.' }) };
    const changed = createFakeCluster({ kinds: [BUCKET, POLICY, QUEUE], tables });

    const { state } = await stage.run(changed, asked('Bucket'));

    expect(state).toMatchObject({ gone: 0, known: 4 });
    expect((await stage.stored(POLICY))?.description).not.toBe('New.');
    const whole = await stage.run(changed);
    expect(whole.state).toMatchObject({ gone: 1, known: 3 });
    expect((await stage.stored(POLICY))?.description).toBe('New.');
  });

  it('reads those that are known, and says what the others may have meant', async () => {
    const { state } = await createScanStage().run(
      createFakeCluster({ kinds: ALL }),
      asked('bukcet', 'Job'),
    );

    expect(state).toMatchObject({ stage: 'done', known: 1 });
    expect(state.unknownNames).toEqual([{ name: 'bukcet', nearest: 'bucket' }]);
  });

  it('fails where none is known, and says what was probably meant', async () => {
    const { state } = await createScanStage().run(
      createFakeCluster({ kinds: ALL }),
      asked('bukcet', 'xyzzyxyzzy'),
    );

    expect(state).toMatchObject({
      stage: 'failed',
      problem:
        'Nothing here is called “bukcet”: did you mean “bucket”? Nothing here is called “xyzzyxyzzy”.',
    });
  });
});

describe('what an earlier version wrote', () => {
  it('is read, and goes on without the stages that it did not know', () => {
    const state = ScanState.parse({
      stage: 'profiling',
      reason: 'asked',
      owner: { platform: 'slack', workspace: 'T1', id: 'U1' },
      clusterName: 'staging',
      startedAt: '2026-11-02T09:00:00.000Z',
      profilingSince: '2026-11-02T09:00:01.000Z',
      updatedAt: '2026-11-02T09:00:02.000Z',
      expiresAt: '2026-11-02T11:00:00.000Z',
      kinds: 3,
      counts: { documents: 1, documentsTotal: 3, described: 1, unchanged: 0, failures: 0 },
      failures: [],
      gone: 0,
      known: 0,
    });

    expect(state).toMatchObject({ describes: false, embeds: false, knownByModel: 0 });
  });
});
