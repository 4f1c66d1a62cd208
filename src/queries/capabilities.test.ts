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
import { CAPABILITIES } from '../domain/knowledge/document.ts';

let { knowledge, cluster, queries } = aCapabilityStage();
beforeEach(async () => {
  const made = aCapabilityStage();
  ({ knowledge, cluster, queries } = made);
  await made.ready;
});

describe('before anything is known', () => {
  it('says that the cluster is being read, and asks nobody to scan', async () => {
    const empty = aCapabilityStage([]).queries;
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
    const { queries } = aCapabilityStage([], { ...NO_SCAN, ensure, problem });

    expect(textOf(await queries.search('bucket'))).toContain('The cluster is not answering.');
    expect(begun).toBe(1);
  });

  it('tells how far a running scan is, and begins no other', async () => {
    const ensure = () => Promise.reject(new Error('a scan runs'));
    const progress = async () => ({ text: '3 kinds read, 1 of 4 API groups…' });
    const { queries } = aCapabilityStage([], { ...NO_SCAN, ensure, progress });

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

  it('narrows by the full name of a group that has a provider in it', async () => {
    const buckets = ['buckets.s3.aws.example.org'];

    expect(labels(await queries.list({ page: 1, filter: 's3.aws.example.org' }))).toEqual(buckets);
    expect(labels(await queries.list({ page: 1, filter: 'aws s3.aws.example.org' }))).toEqual(
      buckets,
    );
  });

  it('pages by ten, forth and back, and keeps the filter', async () => {
    const many = Array.from({ length: 23 }, (_, number) =>
      aServedKind({ group: `group${number}.aws.example.org`, kind: `Thing${number}` }),
    );
    const made = aCapabilityStage(many);
    await made.ready;

    const second = await made.queries.list({ page: 2, filter: 'aws' });
    const beyond = await made.queries.list({ page: 99, filter: 'aws' });

    expect(second.title).toBe('Capabilities 11–20 of 23');
    expect(commands(second)).toContain('capabilities list aws page 1');
    expect(commands(second)).toContain('capabilities list aws page 3');
    expect(beyond.title).toBe('Capabilities 21–23 of 23');
    expect(textOf(beyond)).toContain('There are 3 pages: this is the last one.');
    expect(textOf(second)).not.toContain('pages');
    expect(renderPlainText(second)).toContain('11. ');
    expect(renderPlainText(beyond)).toContain('21. ');
  });

  it('says so when nothing matches', async () => {
    const card = await queries.list({ page: 1, filter: 'pizza' });

    expect(textOf(card)).toContain('Nothing that this cluster serves matches “pizza”');
    expect(commands(card)).toEqual(['capabilities list']);
  });
});

describe('capabilities show', () => {
  it.each(['Queue', 'queues.sqs.example.org'])(
    'says of %s, which the cluster serves and nobody read, how it comes back',
    async (name) => {
      const kinds = [...KINDS, aServedKind({ group: 'sqs.example.org', kind: 'Queue' })];
      const serving = { ...cluster, kinds: async () => kinds };
      const made = aCapabilityStage(KINDS, NO_SCAN, { cluster: serving });
      await made.ready;
      const card = await made.queries.show(name);

      expect(card.title).toBe(`I know nothing of ${name} now`);
      expect(renderPlainText(card)).toContain('/dotai capabilities scan queues.sqs.example.org');
      expect(renderPlainText(card)).not.toContain('Perhaps');
    },
  );

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
    const entry = aKnownKind(served ?? aServedKind({ group: '', kind: 'None' }));
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
