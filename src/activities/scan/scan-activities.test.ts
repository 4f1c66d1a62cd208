import { beforeEach, describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { aFieldTable, aServedKind, createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createFakeArtifactStore } from '../../../test/fakes/artifact-store.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeKnowledgeIndex } from '../../../test/fakes/knowledge-index.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { createFakeScanStore } from '../../../test/fakes/scan-store.ts';
import { createOfflineModel } from '../../adapters/offline/language-model.ts';
import type { Capability } from '../../domain/capability.ts';
import { Failure } from '../../domain/failure.ts';
import { capabilityId } from '../../domain/kind.ts';
import type { Cluster, SchemaDocument, ServedKind } from '../../ports/cluster.ts';
import { ScanEvent, type ScanEventOf } from '../../workflows/scan/state.ts';
import type { ActivityContext } from '../activity.ts';
import { createCapabilityReader } from '../knowledge/capability-reader.ts';
import { createScanActivities } from './scan-activities.ts';

const BUCKET = aServedKind({ group: 's3.aws.example.org', kind: 'Bucket' });
const QUEUE = aServedKind({ group: 'sqs.aws.example.org', kind: 'Queue' });
const JOB = aServedKind({ group: 'batch', kind: 'Job' });

let knowledge = createFakeKnowledgeIndex();
let scans = createFakeScanStore(createFakeClock());
let logger = createFakeLogger();
beforeEach(() => {
  scans = createFakeScanStore(createFakeClock());
  knowledge = createFakeKnowledgeIndex();
  logger = createFakeLogger();
});

function aContext(over: Partial<ActivityContext> = {}): ActivityContext {
  return {
    session: aSession({ workflow: 'scan' }),
    effectId: 'session-1-1-0',
    checkTurn: async () => undefined,
    attempt: 0,
    signal: new AbortController().signal,
    progress: () => undefined,
    now: () => '2026-11-02T09:00:00.000Z',
    ...over,
  };
}

function activitiesOf(cluster: Cluster) {
  return createScanActivities({
    cluster,
    knowledge,
    scans,
    artifacts: createFakeArtifactStore(),
    model: createOfflineModel(),
    descriptionPrompt: 'describe-capabilities@1',
    embedder: undefined,
    findProposals: async () => [],
    logger,
  });
}

/** Runs the three activities of a scan without model and embedder, as the workflow does. */
async function scan(cluster: Cluster, context = aContext()) {
  const activities = activitiesOf(cluster);
  const of = { key: 'scan' } as const;
  const listed = await activities['list-documents']({ ...of, type: 'list-documents' }, context);
  const profiled = await activities['profile-kinds']({ ...of, type: 'profile-kinds' }, context);
  const swept = await activities['sweep-kinds']({ ...of, type: 'sweep-kinds' }, context);
  return {
    listed,
    profiled: answered(profiled, 'kinds-profiled'),
    swept: answered(swept, 'kinds-swept'),
  };
}

function answered<Type extends ScanEvent['type']>(event: ScanEvent | undefined, type: Type) {
  if (!isOf(event, type)) throw new Error(`${event?.type} came in the place of ${type}`);
  return event;
}

function isOf<Type extends ScanEvent['type']>(
  event: ScanEvent | undefined,
  type: Type,
): event is ScanEventOf<Type> {
  return event?.type === type;
}

/** As a bot sees it that speaks to that cluster. */
function reader(clusterId = 'fake-cluster', isDown = false) {
  const identity = async () => {
    if (isDown) throw new Failure('unavailable', 'The cluster is not answering.');
    return { id: clusterId, name: clusterId, version: 'v1.36.0' };
  };
  return createCapabilityReader({ knowledge, cluster: { identity }, embedder: undefined, logger });
}

function stored(served: ServedKind, clusterId = 'fake-cluster'): Promise<Capability | undefined> {
  return reader().get(capabilityId(clusterId, served.kind));
}

/** A cluster that does what is told when a group's schema is read. */
function interrupted(cluster: Cluster, onRead: (document: SchemaDocument) => void): Cluster {
  return {
    ...cluster,
    profileSources(document) {
      onRead(document);
      return cluster.profileSources(document);
    },
  };
}

describe('a scan', () => {
  it('describes every kind that the cluster serves', async () => {
    const { listed, profiled, swept } = await scan(
      createFakeCluster({ kinds: [BUCKET, QUEUE, JOB] }),
    );

    expect(listed).toMatchObject({ clusterName: 'fake', kinds: 3, counts: { documentsTotal: 3 } });
    expect(profiled.counts).toMatchObject({
      documents: 3,
      described: 3,
      unchanged: 0,
      failures: 0,
    });
    expect(swept).toMatchObject({ gone: 0, known: 3 });
    const [best] = await reader().search('an S3 bucket', { limit: 5 });
    expect(best?.capability.kind).toEqual(BUCKET.kind);
  });

  it('describes nothing again that did not change', async () => {
    const cluster = createFakeCluster({ kinds: [BUCKET, QUEUE] });
    await scan(cluster);
    const before = knowledge.upserts();

    const { profiled } = await scan(cluster);

    expect(profiled.counts).toMatchObject({ documents: 2, described: 0, unchanged: 2 });
    expect(knowledge.upserts()).toBe(before);
  });

  it('describes again what has another schema, or is served otherwise', async () => {
    await scan(createFakeCluster({ kinds: [BUCKET, QUEUE, JOB] }));
    const tables = { 'queues.sqs.aws.example.org': aFieldTable({ description: 'Sends.' }) };
    const kinds = [{ ...BUCKET, categories: ['claim'] }, QUEUE, JOB];

    const { profiled } = await scan(createFakeCluster({ kinds, tables }));

    expect(profiled.counts).toMatchObject({ described: 2, unchanged: 1 });
    expect((await stored(QUEUE))?.description).toBe('Sends.');
    expect((await stored(BUCKET))?.abstraction).toBe('golden-path');
  });

  it('marks what is gone, offers it no more, and knows it again when it is back', async () => {
    await scan(createFakeCluster({ kinds: [BUCKET, QUEUE] }));

    const { swept } = await scan(createFakeCluster({ kinds: [BUCKET] }));
    expect(swept).toMatchObject({ gone: 1, known: 1 });
    expect((await stored(QUEUE))?.goneAt).toBe('2026-11-02T09:00:00.000Z');
    const found = await reader().search('message queue', { limit: 5 });
    expect(found).toEqual([]);

    await scan(createFakeCluster({ kinds: [BUCKET, QUEUE] }));
    expect((await stored(QUEUE))?.goneAt).toBeUndefined();
    expect(await reader().count()).toBe(2);
  });

  it('offers nothing of another cluster, and leaves what is known of it as it is', async () => {
    const one = createFakeCluster({ kinds: [BUCKET, QUEUE] });
    const identity = { id: 'other', name: 'other', version: 'v1.36.0' };
    const other: Cluster = {
      ...createFakeCluster({ kinds: [JOB] }),
      identity: async () => identity,
    };
    await scan(one);

    expect(await reader('other').count()).toBe(0);
    expect(await reader('other').search('an S3 bucket', { limit: 5 })).toEqual([]);
    expect(await reader('other', true).search('an S3 bucket', { limit: 5 })).not.toEqual([]);

    await scan(other);
    expect(await reader('other').count()).toBe(1);
    expect((await stored(JOB, 'other'))?.goneAt).toBeUndefined();

    expect(await reader().count()).toBe(2);
    const { profiled, swept } = await scan(one);
    expect(profiled.counts).toMatchObject({ described: 0, unchanged: 2 });
    expect(swept).toMatchObject({ gone: 0, known: 2 });
    expect(await reader('other').count()).toBe(1);
  });

  it('describes a kind that publishes no schema by its name', async () => {
    const cluster: Cluster = {
      ...createFakeCluster({ kinds: [QUEUE] }),
      schemaDocuments: async () => [],
    };

    const { profiled } = await scan(cluster);

    expect(profiled.counts).toMatchObject({ described: 1, failures: 0 });
    expect((await stored(QUEUE))?.tags).toContain('queue');
  });

  it('reports progress as it goes', async () => {
    const described: unknown[] = [];
    const progress: ActivityContext['progress'] = (event) => {
      const parsed = ScanEvent.parse(event);
      if (parsed.type === 'scan-progressed') described.push(parsed.counts.described);
    };

    await scan(createFakeCluster({ kinds: [BUCKET, QUEUE, JOB] }), aContext({ progress }));

    expect(described).toEqual([1, 2, 3]);
  });
});

describe('when something goes wrong', () => {
  it('tries a document once more that could not be read', async () => {
    const reads: string[] = [];
    const cluster = interrupted(createFakeCluster({ kinds: [BUCKET, QUEUE] }), ({ group }) => {
      reads.push(group);
      const isFirst = reads.filter((read) => read === group).length === 1;
      if (group === QUEUE.kind.group && isFirst) throw new Failure('unavailable', 'Too slow.');
    });

    const { profiled } = await scan(cluster);

    expect(profiled.counts).toMatchObject({ documents: 2, described: 2, failures: 0 });
    expect(profiled.failures).toEqual([]);
  });

  it('lists what could not be read, keeps what was known of it, and tries again next time', async () => {
    const cluster = createFakeCluster({ kinds: [BUCKET, QUEUE] });
    await scan(cluster);
    const tables = { 'queues.sqs.aws.example.org': aFieldTable({ description: 'Sends.' }) };
    const changed = createFakeCluster({
      kinds: [{ ...BUCKET, shortNames: ['b'] }, QUEUE],
      tables,
    });
    const broken = interrupted(changed, ({ group }) => {
      if (group === QUEUE.kind.group) throw new SyntaxError('unexpected token');
    });

    const { profiled, swept } = await scan(broken);

    expect(profiled.failures).toEqual([
      { document: 'sqs.aws.example.org/v1', reason: 'Its schema could not be understood.' },
    ]);
    expect(swept).toMatchObject({ gone: 0, known: 2 });
    expect(logger.entries.filter(({ level }) => level === 'warn')).toHaveLength(2);
    expect((await scan(changed)).profiled.counts).toMatchObject({ described: 1, unchanged: 1 });
    expect((await stored(QUEUE))?.description).toBe('Sends.');
  });

  it('gives up when nothing at all can be read', async () => {
    const cluster = interrupted(createFakeCluster({ kinds: [BUCKET, QUEUE] }), () => {
      throw new Failure('unavailable', 'The cluster is not answering.');
    });

    await expect(scan(cluster)).rejects.toThrow('The cluster is not answering.');
  });

  it('gives up while the cluster is down', async () => {
    const cluster = createFakeCluster({ kinds: [BUCKET] });
    cluster.setDown(true);

    await expect(scan(cluster)).rejects.toThrow(Failure);
  });

  it('goes on after a cut without reading again what was read', async () => {
    const cancel = new AbortController();
    const kinds = Array.from({ length: 8 }, (_, number) =>
      aServedKind({ group: `group${number}.example.org`, kind: `Thing${number}` }),
    );
    const cluster = createFakeCluster({ kinds });
    const first: string[] = [];
    const cut = interrupted(cluster, ({ group }) => {
      first.push(group);
      if (first.length === 5) cancel.abort(new Error('the process stops'));
    });
    await expect(scan(cut, aContext({ signal: cancel.signal }))).rejects.toThrow(
      'the process stops',
    );
    const done = await reader().count();
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(8);

    const second: string[] = [];
    const { swept } = await scan(interrupted(cluster, ({ group }) => second.push(group)));

    expect(second).toHaveLength(8 - done);
    expect(swept.known).toBe(8);
  });
});
