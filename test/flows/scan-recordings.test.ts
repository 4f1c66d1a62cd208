import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCapabilityReader } from '../../src/activities/knowledge/capability-reader.ts';
import { familyOf } from '../../src/activities/scan/group-family.ts';
import { createKubernetesCluster } from '../../src/adapters/kubernetes/cluster.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteKnowledgeIndex } from '../../src/adapters/sqlite/knowledge-index.ts';
import { resourceNameOf } from '../../src/domain/kind.ts';
import { DescribeCapabilitiesInput } from '../../src/prompts/describe-capabilities.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { createNotedModel, type NotedCall } from '../fakes/noted-model.ts';
import {
  findRecordings,
  missingRecordings,
  startRecordingsServer,
  unpackRecordings,
} from '../recordings-server.ts';
import { createScanModel, createScanStage } from './scan-stage.ts';

/** What people ask, and which plurals (with the start of their group) must be among the ten best. */
const INTENTS: readonly (readonly [intent: string, ...expected: string[]])[] = [
  ['I need a PostgreSQL database in AWS', 'sqls.', 'instances.rds', 'clusters.rds'],
  ['postgres', 'sqls.', 'clusters.postgresql', 'flexibleservers.'],
  ['managed relational database in Azure', 'flexibleservers.', 'sqls.'],
  ['mysql database in google cloud', 'databaseinstances.sql'],
  ['database with schema management', 'sqls.', 'atlasschemas.'],
  ['a web application exposed to users', 'deployments.', 'services', 'ingresses.'],
  ['object storage bucket', 'buckets.s3', 'buckets.storage'],
  ['bucket in GCP', 'buckets.storage'],
  ['TLS certificate', 'certificates.'],
  ['run a job every night', 'cronjobs.'],
  ['run a one off migration task', 'jobs.', 'atlasmigrations.'],
  ['autoscale on queue length', 'scaledobjects.', 'horizontalpodautoscalers.'],
  ['virtual machine', 'instances.ec2'],
  ['a private network with subnets in AWS', 'vpcs.ec2', 'subnets.ec2'],
  ['static public IP address', 'eips.ec2'],
  ['persistent disk', 'persistentvolumeclaims'],
  ['keep database credentials in a secret', 'secrets', 'externalsecrets.'],
  ['block traffic between namespaces', 'networkpolicies.'],
  ['GitOps application from a git repository', 'applications.'],
  ['scrape metrics from my service', 'servicemonitors.'],
  ['alert when the error rate is high', 'prometheusrules.'],
  ['split traffic for a canary release', 'virtualservices.', 'httproutes.', 'services.serving'],
  ['route HTTP requests by host name', 'httproutes.', 'ingresses.'],
  ['serverless function that scales to zero', 'services.serving'],
  ['stateful workload with its own volume', 'statefulsets.'],
  ['agent on every node', 'daemonsets.'],
  ['give a team permissions in a namespace', 'roles.', 'rolebindings.'],
  ['configuration file for my app', 'configmaps'],
  ['nightly backups of postgres', 'scheduledbackups.', 'cronjobs.'],
  ['firewall rules for an EC2 server', 'securitygroups.', 'securitygrouprules.'],
  ['outbound internet access for private subnets', 'natgateways.'],
];

describe.skipIf(missingRecordings())('a scan of a real API server', () => {
  const knowledge = createSqliteKnowledgeIndex(openDatabase(':memory:'));
  const logger = createFakeLogger();
  const reader = createCapabilityReader({
    knowledge,
    cluster: { identity: async () => ({ id: 'u', name: 'recorded', version: 'v1' }) },
    embedder: undefined,
    logger,
  });
  let server: Awaited<ReturnType<typeof startRecordingsServer>>;
  let recordings: ReturnType<typeof unpackRecordings>;

  const stage = createScanStage({ knowledge });

  function scan(dependencies = {}) {
    const cluster = createKubernetesCluster({
      kubeConfig: server.kubeConfig,
      requestTimeoutMs: 10_000,
      logger,
    });
    return stage.run(cluster, { dependencies });
  }

  beforeAll(async () => {
    recordings = unpackRecordings(findRecordings() ?? '');
    server = await startRecordingsServer(recordings, ({ path }) =>
      path === '/api/v1/namespaces/kube-system'
        ? {
            body: {
              apiVersion: 'v1',
              kind: 'Namespace',
              metadata: { name: 'kube-system', uid: 'u' },
            },
          }
        : undefined,
    );
  });
  afterAll(async () => {
    await server.close();
    recordings.remove();
  });

  it('describes every kind once, and reads nothing again that did not change', async () => {
    const first = await scan();
    const requestsBefore = server.requests.length;
    const second = await scan();

    const { described } = first.state.counts;
    expect(first.state.counts).toMatchObject({ unchanged: 0, failures: 0 });
    expect(described).toBeGreaterThan(120);
    expect(first.state).toMatchObject({ stage: 'done', gone: 0, known: described });
    expect(second.state.counts).toMatchObject({ described: 0, unchanged: described });
    const schemas = server.requests
      .slice(requestsBefore)
      .filter(({ path }) => /v3\/api/u.test(path));
    expect(schemas).toEqual([]);
  });

  it('finds what people ask for among the ten best', async () => {
    const missing: string[] = [];
    let wanted = 0;
    for (const [intent, ...expected] of INTENTS) {
      const found = await reader.search(intent, { limit: 10 });
      const names = found.map(({ capability }) => resourceNameOf(capability.kind));
      wanted += expected.length;
      for (const name of expected) {
        if (!names.some((one) => one.startsWith(name))) missing.push(`${intent}: ${name}`);
      }
    }

    // One in twenty may be missed; which ones shows in the failure.
    expect(missing.slice(Math.floor(wanted / 20))).toEqual([]);
  });

  it('puts the one object of the platform before the pieces behind it', async () => {
    const [best, next] = await reader.search('I need a PostgreSQL database in AWS', { limit: 2 });

    expect(best?.capability).toMatchObject({ abstraction: 'golden-path', role: 'primary' });
    expect(best?.capability.providers).toContain('aws');
    expect(next?.capability.providers).toEqual(['aws']);
  });

  it('tells kinds of one name apart', async () => {
    const found = await reader.search('cluster', { limit: 60 });
    const clusters = found.filter(({ capability }) => capability.kind.kind === 'Cluster');

    expect(clusters.length).toBe(3);
    expect(new Set(clusters.map(({ capability }) => capability.useCase)).size).toBe(3);
  });

  it('has the model describe all of it for less than 1,000 tokens a kind', async () => {
    const calls: NotedCall[] = [];
    const { model } = createScanModel();

    const { state } = await scan({ model: createNotedModel(model, calls) });

    const spent = calls.reduce((sum, call) => sum + call.inputTokens + call.outputTokens, 0);
    process.stderr.write(
      `described ${state.descriptions.kinds} kinds in ${calls.length} calls: ${Math.round(spent / state.descriptions.kinds)} tokens a kind\n`,
    );
    expect(state).toMatchObject({ stage: 'done', knownByModel: state.known });
    expect(state.descriptions).toMatchObject({ kinds: state.known, failures: 0 });
    const families = calls.map(({ input }) => {
      const { kinds } = DescribeCapabilitiesInput.parse(input);
      return new Set(kinds.map(({ group }) => familyOf(group)));
    });
    expect(families.every(({ size }) => size === 1)).toBe(true);
    expect(calls.length).toBeLessThanOrEqual(state.known / 4);
    expect(spent).toBeLessThanOrEqual(1_000 * state.known);
    const again: NotedCall[] = [];
    await scan({ model: createNotedModel(model, again) });
    expect(again).toEqual([]);
  });
});
