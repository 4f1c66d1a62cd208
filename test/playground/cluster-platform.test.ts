import { afterEach, describe, expect, it } from 'vitest';
import { isJsonObject } from '../../src/domain/json.ts';
import type { Json, JsonObject } from '../../src/domain/json.ts';
import { createCel } from '../../src/playground/cluster/cel.ts';
import { loadCoreTypes } from '../../src/playground/cluster/core-types.ts';
import { listAt, textAt, valueAt } from '../../src/playground/cluster/json-path.ts';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import type { DemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { renamePlatform } from '../../src/playground/platform/rename-platform.ts';
import { apply, call } from './cluster-caller.ts';

const KEYWORDS = new Set(
  (
    '$ref additionalProperties allOf default description enum format items maxItems maxLength maxProperties ' +
    'maximum minItems minLength minProperties minimum pattern properties required type ' +
    'x-kubernetes-group-version-kind x-kubernetes-int-or-string x-kubernetes-list-map-keys ' +
    'x-kubernetes-list-type x-kubernetes-map-type x-kubernetes-preserve-unknown-fields ' +
    'x-kubernetes-validations'
  ).split(' '),
);

let cluster: DemoCluster | undefined;
afterEach(() => cluster?.close());

function definitions(documents: readonly JsonObject[]): readonly JsonObject[] {
  return documents.filter(({ kind }) => kind === 'CustomResourceDefinition');
}

/** Every node of a schema with its path. */
function* nodes(schema: Json | undefined, path: string): Generator<[string, JsonObject]> {
  if (!isJsonObject(schema)) return;
  yield [path, schema];
  for (const [name, inner] of Object.entries(
    isJsonObject(schema['properties']) ? schema['properties'] : {},
  )) {
    yield* nodes(inner, `${path}.${name}`);
  }
  yield* nodes(schema['items'], `${path}[*]`);
  yield* nodes(schema['additionalProperties'], `${path}.*`);
}

function schemaOf(definition: JsonObject): Json | undefined {
  return valueAt(listAt(definition, 'spec', 'versions')[0], ['schema', 'openAPIV3Schema']);
}

describe('the demo platform', () => {
  it('is taken by its own server, which describes every type', async () => {
    const documents = demoPlatform();
    cluster = await startDemoCluster({ documents });

    const list = await call(cluster, '/apis/apiextensions.k8s.io/v1/customresourcedefinitions');

    expect(list.body.items.length).toBe(definitions(documents).length);
    expect(list.body.items.length).toBeGreaterThanOrEqual(40);
  });

  it('has no word in its schemas that the API does not know, and a description everywhere', () => {
    const core = Object.entries(loadCoreTypes().components);
    const own = definitions(demoPlatform()).map((one): [string, Json | undefined] => [
      textAt(one, 'metadata', 'name'),
      schemaOf(one),
    ]);
    const all = [...core, ...own].flatMap(([name, schema]) => [...nodes(schema, name)]);

    expect(all.length).toBeGreaterThan(1_000);
    const strange = all.flatMap(([path, schema]) =>
      Object.entries(schema)
        .filter(([key, value]) => !KEYWORDS.has(key) || value === null)
        .map(([key]) => `${path}: ${key}`),
    );
    expect(strange).toEqual([]);
    const undescribed = own
      .flatMap(([name, schema]) => [...nodes(schema, name)])
      .filter(
        ([path, { description }]) => /\.spec\.[^*[]+$/.test(path) && description === undefined,
      )
      .filter(([path]) => !path.includes('resourceRefs') && !path.includes('initProvider'));
    expect(undescribed.map(([path]) => path)).toEqual([]);
  });

  it('has rules that CEL can read', () => {
    const cel = createCel();
    const rules = definitions(demoPlatform()).flatMap((one) =>
      [...nodes(schemaOf(one), '')].flatMap(([, schema]) =>
        listAt(schema, 'x-kubernetes-validations').map((rule) => textAt(rule, 'rule')),
      ),
    );

    expect(rules.length).toBeGreaterThan(15);
    const unreadable = rules.filter(
      (rule) => cel.evaluate(rule, { self: {} }).type === 'unsupported',
    );
    expect(unreadable).toEqual([]);
  });

  it('asks for parameters of a managed resource, unless it is only observed', async () => {
    cluster = await startDemoCluster({ documents: demoPlatform() });
    const path = '/apis/ec2.aws.cloud.example/v1beta1/namespaces/a-team/vpcs/net';
    const vpc = (spec: JsonObject) => ({
      apiVersion: 'ec2.aws.cloud.example/v1beta1',
      kind: 'VPC',
      metadata: { name: 'net' },
      spec,
    });

    const managed = await apply(cluster, path, vpc({ forProvider: { region: 'us-east-1' } }));
    const observed = await apply(
      cluster,
      path,
      vpc({ forProvider: { region: 'us-east-1' }, managementPolicies: ['Observe'] }),
    );

    expect(managed.body.message).toContain('spec.forProvider.cidrBlock is a required parameter');
    expect(observed.body.spec['providerConfigRef']).toEqual({ name: 'default' });
  });
});

describe('the demo platform under other names', () => {
  it('is taken too, and has the old names nowhere but in texts', async () => {
    const renamed = renamePlatform(demoPlatform(), {
      groups: { 'platform.acme.example': 'self-service.corp.example' },
      kinds: { 'SqlDatabase.platform.acme.example': { kind: 'Vault', plural: 'vaults' } },
    });
    cluster = await startDemoCluster({ documents: renamed });

    const compositions = renamed.filter(({ kind }) => kind === 'Composition');
    const list = await call(cluster, '/apis/self-service.corp.example/v1beta1/vaults');

    expect(list.body.kind).toBe('VaultList');
    expect((await call(cluster, '/apis/platform.acme.example')).status).toBe(404);
    expect(compositions[0]?.['spec']).toMatchObject({
      compositeTypeRef: { apiVersion: 'self-service.corp.example/v1beta1', kind: 'Vault' },
    });
    expect(JSON.stringify(renamed)).not.toContain('"SqlDatabase"');
  });
});
