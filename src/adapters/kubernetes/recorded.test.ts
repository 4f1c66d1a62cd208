import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findRecordings,
  missingRecordings,
  startRecordingsServer,
  unpackRecordings,
} from '../../../test/recordings-server.ts';
import type { ApiServer, Recordings } from '../../../test/recordings-server.ts';
import type { FieldRow, FieldTable } from '../../domain/field-table.ts';
import { resourceNameOf } from '../../domain/kind.ts';
import type { Cluster, ServedKind, WriteOutcome } from '../../ports/cluster.ts';
import { createKubernetesCluster } from './cluster.ts';

function quiet(): void {}

describe.skipIf(missingRecordings())('a real API server 1.36, recorded', () => {
  let recordings: Recordings;
  let server: ApiServer;
  let cluster: Cluster;
  let kinds: readonly ServedKind[];

  beforeAll(async () => {
    recordings = unpackRecordings(findRecordings() ?? '');
    server = await startRecordingsServer(recordings);
    const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    const { kubeConfig } = server;
    cluster = createKubernetesCluster({ kubeConfig, requestTimeoutMs: 10_000, logger });
    kinds = await cluster.kinds();
  });
  afterAll(async () => {
    await server.close();
    recordings.remove();
  });

  function served(resourceName: string): ServedKind {
    const found = kinds.find(({ kind }) => resourceNameOf(kind) === resourceName);
    if (!found) throw new Error(`${resourceName} is not served`);
    return found;
  }

  async function tableOf(resourceName: string): Promise<FieldTable> {
    return cluster.fieldTable(served(resourceName).kind);
  }

  function row({ rows }: FieldTable, path: string): FieldRow | undefined {
    return rows.find((candidate) => candidate.path === path);
  }

  it('serves 132 kinds, those of one name kept apart', () => {
    const groupsOf = (kind: string) =>
      kinds.filter((candidate) => candidate.kind.kind === kind).map(({ kind }) => kind.group);

    expect(kinds).toHaveLength(132);
    expect(groupsOf('Cluster').sort()).toEqual([
      'postgresql.cnpg.io',
      'rds.aws.m.upbound.io',
      'rds.aws.upbound.io',
    ]);
    expect(groupsOf('Service').sort()).toEqual(['', 'serving.knative.dev']);
    expect(kinds.some(({ kind }) => kind.plural.includes('/'))).toBe(false);
  });

  it('knows scopes, versions, verbs and short names', () => {
    expect(served('instances.rds.aws.m.upbound.io').kind.namespaced).toBe(true);
    expect(served('instances.rds.aws.upbound.io').kind).toMatchObject({
      namespaced: false,
      version: 'v1beta3',
    });
    expect(served('clusters.rds.aws.upbound.io').servedVersions).toEqual(['v1beta2', 'v1beta1']);
    expect(served('deployments.apps')).toMatchObject({ shortNames: ['deploy'] });
    expect(served('selfsubjectaccessreviews.authorization.k8s.io').verbs).toEqual(['create']);
  });

  it('profiles every kind that it serves', async () => {
    const documents = await cluster.schemaDocuments();
    const profiled: string[] = [];
    for (const document of documents) {
      const sources = await cluster.profileSources(document);
      profiled.push(...sources.map(({ kind }) => resourceNameOf(kind)));
    }

    expect(documents).toHaveLength(60);
    expect(profiled.sort()).toEqual(kinds.map(({ kind }) => resourceNameOf(kind)).sort());
  });

  it('reads a portable claim', async () => {
    const table = await tableOf('sqls.devopstoolkit.live');

    expect(table.description).toContain('PostgreSQL');
    expect(row(table, 'spec.size')).toMatchObject({
      required: true,
      enum: ['small', 'medium', 'large'],
      default: 'small',
    });
    expect(row(table, 'spec.region')?.description).toContain('us-east-1');
    expect(row(table, 'spec.databases')).toMatchObject({ type: 'array', itemType: 'string' });
    expect(row(table, 'spec.schemas[*].sql')?.type).toBe('string');
    expect(row(table, 'spec.crossplane.compositionSelector.matchLabels')).toMatchObject({
      type: 'map',
      itemType: 'string',
    });
  });

  it("reads a managed database with its rules and its parent's defaults", async () => {
    const table = await tableOf('instances.rds.aws.m.upbound.io');

    expect(row(table, 'spec.forProvider.region')?.required).toBe(true);
    expect(row(table, 'spec.forProvider.engine')?.type).toBe('string');
    expect(row(table, 'spec.managementPolicies')?.itemEnum).toContain('Observe');
    expect(row(table, 'spec.providerConfigRef.kind')?.default).toBe('ClusterProviderConfig');
    expect(table.rules).toContainEqual({
      path: 'spec',
      rule: expect.stringContaining('self.forProvider.instanceClass'),
      message: 'spec.forProvider.instanceClass is a required parameter',
    });
  });

  it('reads a database operator with quantities and limits', async () => {
    const table = await tableOf('clusters.postgresql.cnpg.io');

    expect(row(table, 'spec.instances')).toMatchObject({
      type: 'integer',
      required: true,
      default: 1,
      minimum: 1,
    });
    expect(row(table, 'spec.resources.limits')).toMatchObject({
      type: 'map',
      itemType: 'int-or-string',
    });
    expect(table.cutAt).toEqual([]);
  });

  it('reads core kinds through their references', async () => {
    const deployment = await tableOf('deployments.apps');
    const ingress = await tableOf('ingresses.networking.k8s.io');
    const container = 'spec.template.spec.containers[*]';

    expect(row(deployment, 'spec.selector')).toMatchObject({ type: 'object', required: true });
    expect(row(deployment, 'spec.selector.matchLabels')?.type).toBe('map');
    expect(row(deployment, 'spec.template')).not.toHaveProperty('default');
    expect(row(deployment, `${container}.name`)?.required).toBe(true);
    expect(row(deployment, `${container}.ports[*].protocol`)).toMatchObject({
      enum: ['SCTP', 'TCP', 'UDP'],
      default: 'TCP',
    });
    expect(row(deployment, 'spec.template.metadata.labels')?.type).toBe('map');
    expect(row(deployment, 'spec.template.metadata.uid')).toBeUndefined();
    expect(row(ingress, 'spec.rules[*].http.paths[*].pathType')).toMatchObject({
      required: true,
      enum: ['Exact', 'ImplementationSpecific', 'Prefix'],
    });
    expect(row(await tableOf('services'), 'spec.ports[*].targetPort')?.type).toBe('int-or-string');
  });

  it('cuts the schema of schemas where it meets itself', async () => {
    const table = await tableOf('customresourcedefinitions.apiextensions.k8s.io');

    expect(table.cutAt).toContain('spec.versions[*].schema.openAPIV3Schema.not');
  });

  async function dryRun(name: string): Promise<WriteOutcome> {
    const metadata = { name, namespace: 'a-team' };
    const object = { apiVersion: 'devopstoolkit.live/v1beta1', kind: 'SQL', metadata, spec: {} };
    return cluster.dryRun(object, served('sqls.devopstoolkit.live').kind);
  }

  it('returns what the server would store', async () => {
    await expect(dryRun('rec-ok')).resolves.toMatchObject({
      type: 'accepted',
      object: { kind: 'SQL', spec: { region: 'us-east-1', size: 'small' } },
    });
  });

  it.each([
    ['rec-unknown', 'schema', 'spec.bogus', 'field not declared in schema'],
    ['rec-type', 'schema', 'spec.databases', 'expected list, got &{x}'],
    ['rec-enum', 'schema', 'spec.size', 'Unsupported value: "huge"'],
    ['rec-region', 'policy', undefined, 'spec.region must be us-east-1 or eu-west-1'],
    ['rec-forbidden', 'forbidden', undefined, 'User "nobody" cannot patch resource "sqls"'],
  ])('understands the refusal of %s as %s', async (name, because, path, words) => {
    await expect(dryRun(name)).resolves.toEqual({
      type: 'refused',
      because,
      problems: [{ ...(path !== undefined && { path }), message: expect.stringContaining(words) }],
    });
  });

  it('lists namespaces and definitions', async () => {
    const definitions = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' };
    const [first] = await cluster.list(definitions, 1);

    await expect(cluster.namespaces()).resolves.toContain('b-team');
    expect(first).toMatchObject({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
    });
  });
});
