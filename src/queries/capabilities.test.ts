import { beforeEach, describe, expect, it } from 'vitest';
import { aFieldTable, aServedKind, createFakeCluster } from '../../test/fakes/cluster.ts';
import { createFakeKnowledgeIndex } from '../../test/fakes/knowledge-index.ts';
import { Card } from '../chat/card.ts';
import { Capability } from '../domain/capability.ts';
import type { FieldRow } from '../domain/field-table.ts';
import { CAPABILITIES, indexEntryOf } from '../domain/knowledge/document.ts';
import { profile } from '../domain/knowledge/profile.ts';
import type { ServedKind } from '../ports/cluster.ts';
import { type CapabilityDependencies, createCapabilityQueries } from './capabilities.ts';
import { createLastSeenCluster } from './last-seen-cluster.ts';

const ROWS: readonly FieldRow[] = [
  { path: 'spec', type: 'object', required: true, description: '' },
  {
    path: 'spec.size',
    type: 'string',
    required: true,
    enum: ['small', 'large'],
    default: 'small',
    description: '',
  },
  {
    path: 'spec.replicas',
    type: 'integer',
    required: false,
    minimum: 1,
    maximum: 9,
    description: '',
  },
  { path: 'spec.zones', type: 'array', itemType: 'string', required: false, description: '' },
];

const KINDS = [
  aServedKind({ group: 'sql.example.org', kind: 'Database' }),
  aServedKind({ group: 's3.aws.example.org', kind: 'Bucket' }),
  aServedKind({ group: 'rds.aws.example.org', kind: 'Instance' }),
  aServedKind({ group: 'apps', kind: 'Deployment' }),
  aServedKind({ group: '', kind: 'Service' }),
  aServedKind({ group: 'serving.example.org', kind: 'Service' }),
];

const NO_SCAN = {
  ensure: async () => undefined,
  progress: async () => undefined,
  problem: async () => undefined,
};

function setUp(
  kinds: readonly ServedKind[] = KINDS,
  scan: CapabilityDependencies['scan'] = NO_SCAN,
  over: Partial<CapabilityDependencies> = {},
) {
  const knowledge = createFakeKnowledgeIndex();
  const tables = { 'databases.sql.example.org': aFieldTable({ rows: [...ROWS] }) };
  const cluster = createFakeCluster({ kinds, tables });
  const entries = kinds.map((served) => entryOf(served));
  const clusterId = createLastSeenCluster(cluster);
  const queries = createCapabilityQueries({
    knowledge,
    cluster,
    scan,
    clusterId,
    vectorOf: async () => undefined,
    ...over,
  });
  return { knowledge, cluster, queries, ready: knowledge.upsert(CAPABILITIES, entries) };
}

function entryOf({ kind, ...served }: ServedKind, clusterId = 'fake-cluster') {
  const source = { kind, schemaHash: 'hash', description: '', fields: ROWS };
  const scannedAt = '2026-11-02T09:00:00.000Z';
  const entry = indexEntryOf(profile(source, served, { clusterId, scannedAt }));
  return { ...entry, facets: { ...entry.facets, clusterId } };
}

/** Labels of a card's choices. */
function labels(card: Card): string[] {
  return card.elements.flatMap((element) =>
    element.type === 'choices' ? element.choices.map(({ label }) => label) : [],
  );
}

/** Commands that a card's buttons run. */
function commands(card: Card): (string | undefined)[] {
  return card.elements.flatMap((element) => {
    if (element.type === 'buttons') return element.buttons.map(({ action }) => action.argument);
    if (element.type !== 'choices') return [];
    return element.choices.map(({ button }) => button?.action.argument);
  });
}

function textOf(card: Card): string {
  return JSON.stringify(Card.parse(card));
}

let { knowledge, cluster, queries } = setUp();
beforeEach(async () => {
  const made = setUp();
  ({ knowledge, cluster, queries } = made);
  await made.ready;
});

describe('before anything is known', () => {
  it('says that the cluster is being read, and asks nobody to scan', async () => {
    const empty = setUp([]).queries;
    const cards = [
      await empty.list({ page: 1, filter: '' }),
      await empty.show('Bucket'),
      await empty.search('bucket'),
    ];

    for (const card of cards) {
      expect(card.title).toBe('The cluster is being read');
      expect(textOf(card)).not.toContain('capabilities scan');
    }
  });

  it('begins to read where nothing runs, and tells why the last attempt failed', async () => {
    let begun = 0;
    const ensure = async () => void (begun += 1);
    const problem = async () => 'The cluster is not answering.';
    const { queries } = setUp([], { ...NO_SCAN, ensure, problem });

    expect(textOf(await queries.search('bucket'))).toContain('The cluster is not answering.');
    expect(begun).toBe(1);
  });

  it('tells how far a running scan is, and begins no other', async () => {
    const ensure = () => Promise.reject(new Error('a scan runs'));
    const progress = async () => ({ text: '3 kinds read, 1 of 4 API groups…' });
    const { queries } = setUp([], { ...NO_SCAN, ensure, progress });

    expect(textOf(await queries.search('bucket'))).toContain('3 kinds read');
  });
});

describe('capabilities list', () => {
  it('lists everything in the order of names', async () => {
    const card = await queries.list({ page: 1, filter: '' });

    expect(card.title).toBe('Capabilities 1–6 of 6');
    expect(labels(card).slice(0, 3)).toEqual([
      'buckets.s3.aws.example.org',
      'databases.sql.example.org',
      'deployments.apps',
    ]);
  });

  it('narrows by provider, by group and by words', async () => {
    expect(labels(await queries.list({ page: 1, filter: 'AWS' }))).toEqual([
      'buckets.s3.aws.example.org',
      'instances.rds.aws.example.org',
    ]);
    expect(labels(await queries.list({ page: 1, filter: 'apps' }))).toEqual(['deployments.apps']);
    expect(labels(await queries.list({ page: 1, filter: 'aws object storage' }))).toEqual([
      'buckets.s3.aws.example.org',
    ]);
  });

  it('pages by ten, forth and back, and keeps the filter', async () => {
    const many = Array.from({ length: 23 }, (_, number) =>
      aServedKind({ group: `group${number}.aws.example.org`, kind: `Thing${number}` }),
    );
    const made = setUp(many);
    await made.ready;

    const second = await made.queries.list({ page: 2, filter: 'aws' });
    const beyond = await made.queries.list({ page: 99, filter: 'aws' });

    expect(second.title).toBe('Capabilities 11–20 of 23');
    expect(commands(second)).toContain('capabilities list aws page 1');
    expect(commands(second)).toContain('capabilities list aws page 3');
    expect(beyond.title).toBe('Capabilities 21–23 of 23');
  });

  it('says so when nothing matches', async () => {
    const card = await queries.list({ page: 1, filter: 'pizza' });

    expect(textOf(card)).toContain('Nothing that this cluster serves matches “pizza”');
    expect(commands(card)).toEqual(['capabilities list']);
  });
});

describe('capabilities show', () => {
  it.each(['databases.sql.example.org', 'Database', 'databases', 'DATABASE.sql.example.org'])(
    'knows %s',
    async (name) => {
      expect((await queries.show(name)).title).toBe('Database (databases.sql.example.org)');
    },
  );

  it('tells what each field takes', async () => {
    const card = await queries.show('Database');
    const table = card.elements.find(({ type }) => type === 'table');

    expect(table).toMatchObject({
      rows: [
        ['size', 'string', 'required; one of small, large; default "small"'],
        ['replicas', 'integer', '1 to 9'],
        ['zones', 'list of string', ''],
      ],
    });
  });

  it('asks which one, where several share a name', async () => {
    const card = await queries.show('services');

    expect(labels(card).sort()).toEqual(['services', 'services.serving.example.org']);
    expect(new Set(commands(card))).toEqual(
      new Set([
        'capabilities show services.core',
        'capabilities show services.serving.example.org',
      ]),
    );
    expect((await queries.show('services.core')).title).toBe('Service (services)');
  });

  it('names what is near where nothing has that name', async () => {
    const card = await queries.show('databse');

    expect(card.title).toBe('No resource type is called databse');
    expect(labels(card)[0]).toBe('databases.sql.example.org');
  });

  it('tells who described it and when, and how sure that is', async () => {
    const card = await queries.show('Database');
    const facts = card.elements.find(({ type }) => type === 'facts');

    expect(facts).toMatchObject({
      facts: expect.arrayContaining([
        {
          label: 'Described',
          value: ['by code, from its schema and names', ', ', { time: '2026-11-02T09:00:00.000Z' }],
        },
        { label: 'Confidence', value: [expect.stringMatching(/^\d+ of 100$/u)] },
      ]),
    });
  });

  it('names the prompt where a model described it', async () => {
    const [served = KINDS[0]] = KINDS;
    const entry = entryOf(served ?? aServedKind({ group: '', kind: 'None' }));
    const source = 'describe-capabilities@1';
    await knowledge.upsert(CAPABILITIES, [{ ...entry, payload: { ...entry.payload, source } }]);

    expect(textOf(await queries.show('Database'))).toContain(
      'by a language model (describe-capabilities@1)',
    );
  });

  it('still shows what is known while the cluster is down', async () => {
    cluster.setDown(true);

    const text = textOf(await queries.show('Database'));

    expect(text).toContain('Its fields set size, replicas, zones.');
    expect(text).toContain('The cluster is not answering just now');
  });
});

describe('another cluster', () => {
  const foreign = aServedKind({ group: 'other.example.org', kind: 'Bucket' });
  beforeEach(() => knowledge.upsert(CAPABILITIES, [entryOf(foreign, 'another-cluster')]));

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
    const made = setUp(KINDS, NO_SCAN, {
      vectorOf: async () => ({ embedder, values: Float32Array.of(1, 0) }),
    });
    await made.ready;
    await made.knowledge.upsert(
      CAPABILITIES,
      KINDS.map((served) => ({ ...entryOf(served), passage: served.kind.kind })),
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
