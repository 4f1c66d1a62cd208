import { describe, expect, it } from 'vitest';
import { Capability } from '../capability.ts';
import type { FieldRow } from '../field-table.ts';
import { profile, type ProfileSource, type ServedFacts } from './profile.ts';

const ALL_VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];
const context = { clusterId: 'cluster-1', scannedAt: '2026-05-01T12:00:00.000Z' };

function aRow(path: string, row: Partial<FieldRow> = {}): FieldRow {
  return { path, type: 'string', required: false, description: '', ...row };
}

function profiled(
  kind: { readonly group: string; readonly kind: string; readonly namespaced?: boolean },
  source: Partial<ProfileSource> = {},
  served: Partial<ServedFacts> = {},
): Capability {
  const plural = `${kind.kind.toLowerCase()}s`;
  return profile(
    {
      kind: { version: 'v1', plural, namespaced: true, ...kind },
      schemaHash: 'hash',
      description: '',
      fields: [],
      ...source,
    },
    { servedVersions: ['v1'], verbs: ALL_VERBS, categories: [], shortNames: [], ...served },
    context,
  );
}

it('makes a record that the schema of capabilities admits', () => {
  const capability = profiled({ group: 'apps', kind: 'Deployment' });

  expect(Capability.parse(capability)).toEqual(capability);
  expect(capability).toMatchObject({
    source: 'profile',
    clusterId: 'cluster-1',
    schemaHash: 'hash',
  });
});

describe('abstraction', () => {
  it('is a golden path where the platform offers a composite or claim', () => {
    const claim = profiled({ group: 'acme.example', kind: 'Store' }, {}, { categories: ['claim'] });
    const composed = profiled(
      { group: 'acme.example', kind: 'Store' },
      { fields: [aRow('spec.machinery.compositionSelector', { type: 'object' })] },
    );

    expect([claim.abstraction, composed.abstraction]).toEqual(['golden-path', 'golden-path']);
  });

  it('is core for what Kubernetes serves itself, managed for what was added', () => {
    expect(profiled({ group: 'batch', kind: 'Job' }).abstraction).toBe('core');
    expect(profiled({ group: 'batch.example.org', kind: 'Job' }).abstraction).toBe('managed');
    expect(profiled({ group: 'gateway.networking.k8s.io', kind: 'Gateway' }).abstraction).toBe(
      'managed',
    );
  });
});

describe('role', () => {
  it.each([
    ['', 'Service', 'primary'],
    ['', 'Event', 'internal'],
    ['apps', 'ReplicaSet', 'internal'],
    ['apps', 'SomethingNewer', 'internal'],
    ['storage.k8s.io', 'StorageClass', 'setup'],
    ['', 'ServiceAccount', 'part'],
    ['rds.aws.example.org', 'Instance', 'primary'],
    ['rds.aws.example.org', 'SubnetGroup', 'part'],
    ['ec2.aws.example.org', 'SecurityGroup', 'primary'],
    ['ec2.aws.example.org', 'SecurityGroupRule', 'part'],
    ['s3.aws.example.org', 'BucketPolicy', 'part'],
    ['aws.example.org', 'ProviderConfig', 'setup'],
    ['guard.example.org', 'ClusterPolicy', 'setup'],
    ['serving.example.org', 'Revision', 'internal'],
    ['networking.internal.example.org', 'Ingress', 'internal'],
    ['monitoring.example.org', 'AlertRule', 'primary'],
    ['db.example.org', 'Backup', 'part'],
  ])('of %s %s is %s', (group, kind, role) => {
    expect(profiled({ group, kind }).role).toBe(role);
  });

  it('is internal for what nobody can create and read again', () => {
    const kind = { group: 'metrics.example.org', kind: 'PodMetrics' };

    expect(profiled(kind, {}, { verbs: ['get', 'list'] }).role).toBe('internal');
    expect(profiled(kind, {}, { verbs: ['create'] }).role).toBe('internal');
  });
});

describe('words about a kind', () => {
  it('come from the service that the group names', () => {
    const bucket = profiled(
      { group: 's3.aws.example.org', kind: 'Bucket' },
      { description: 'Bucket is the Schema for the Buckets API. Provides a S3 bucket resource.' },
    );

    expect(bucket.description).toBe('Provides a S3 bucket resource.');
    expect(bucket.useCase).toBe(
      'Use it for a bucket in AWS (object storage for files of any size).',
    );
    expect(bucket.tags).toContain('object storage');
    expect(bucket.providers).toEqual(['aws']);
  });

  it('tell kinds of one name apart', () => {
    const clusters = [
      profiled({ group: 'rds.aws.example.org', kind: 'Cluster' }),
      profiled({ group: 'rds.aws.example.com', kind: 'Cluster', namespaced: false }),
      profiled({ group: 'eks.aws.example.org', kind: 'Cluster' }),
      profiled({ group: 'postgresql.example.org', kind: 'Cluster' }),
    ];

    expect(new Set(clusters.map(({ id }) => id)).size).toBe(4);
    expect(new Set(clusters.map(({ useCase }) => useCase)).size).toBe(4);
    expect(new Set(clusters.map(({ description }) => description)).size).toBe(4);
  });

  it('are made of the fields where the schema says nothing', () => {
    const { description } = profiled(
      { group: 'acme.example', kind: 'MessageBus' },
      { fields: [aRow('spec'), aRow('spec.topic', { required: true }), aRow('spec.retention')] },
    );

    expect(description).toBe(
      'Makes a message bus, served as messagebuss.acme.example. Its fields set topic, retention.',
    );
  });

  it('keep to two sentences and 300 characters', () => {
    const description = `First one. Second one ${'goes on and '.repeat(60)} on. Third one.`;
    const told = profiled({ group: 'acme.example', kind: 'Thing' }, { description }).description;

    expect(told.length).toBeLessThanOrEqual(300);
    expect(told).toMatch(/^First one\. Second one goes .*…$/u);
    expect(told).not.toContain('Third');
  });

  it('are surer where more is known', () => {
    const core = profiled({ group: 'apps', kind: 'Deployment' }).confidence;
    const cloud = profiled({ group: 'sqs.aws.example.org', kind: 'Queue' }).confidence;
    const bare = profiled({ group: 'acme.example', kind: 'Thing' }).confidence;

    expect(core).toBeGreaterThan(cloud);
    expect(cloud).toBeGreaterThan(bare);
  });
});

describe('settable fields', () => {
  it('name what a person decides, without wrappers and machinery', () => {
    const { settableFields } = profiled(
      { group: 'rds.aws.example.org', kind: 'Instance' },
      {
        fields: [
          aRow('spec', { type: 'object' }),
          aRow('spec.forProvider', { type: 'object' }),
          aRow('spec.forProvider.kmsKeyIdRef', { type: 'object' }),
          aRow('spec.forProvider.tags', { type: 'map' }),
          aRow('spec.forProvider.engine', { required: true }),
          aRow('spec.initProvider.engine'),
          aRow('spec.providerConfigRef', { type: 'object' }),
          aRow('spec.managementPolicies', { type: 'array' }),
          aRow('spec.machinery', { type: 'object' }),
          aRow('spec.machinery.compositionRef', { type: 'object' }),
        ],
      },
    );

    expect(settableFields).toEqual(['engine', 'tags', 'kmsKeyIdRef']);
  });

  it('are at most 40', () => {
    const fields = Array.from({ length: 100 }, (_, number) => aRow(`spec.field${number}`));

    expect(
      profiled({ group: 'acme.example', kind: 'Thing' }, { fields }).settableFields,
    ).toHaveLength(40);
  });
});

it('calls simple what asks little and complex what asks much', () => {
  const fields = (count: number, required: number) =>
    Array.from({ length: count }, (_, number) =>
      aRow(`spec.field${number}`, { required: number < required }),
    );
  const complexityOf = (count: number, required: number) =>
    profiled({ group: 'acme.example', kind: 'Thing' }, { fields: fields(count, required) })
      .complexity;

  expect(complexityOf(5, 1)).toBe('low');
  expect(complexityOf(30, 1)).toBe('medium');
  expect(complexityOf(10, 5)).toBe('medium');
  expect(complexityOf(100, 1)).toBe('high');
});
