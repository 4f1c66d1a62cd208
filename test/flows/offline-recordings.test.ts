import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfflineModel } from '../../src/adapters/offline/language-model.ts';
import {
  parseSchemaDocument,
  profileSourcesOf,
} from '../../src/adapters/kubernetes/schema/schema-document.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteKnowledgeIndex } from '../../src/adapters/sqlite/knowledge-index.ts';
import type { Capability } from '../../src/domain/capability.ts';
import { CAPABILITIES, indexEntryOf } from '../../src/domain/knowledge/document.ts';
import { profile } from '../../src/domain/knowledge/profile.ts';
import { capabilityQuery, rankCapabilities } from '../../src/domain/knowledge/ranking.ts';
import type { KnowledgeIndex } from '../../src/ports/knowledge-index.ts';
import { assembleSolutions } from '../../src/prompts/assemble-solutions.ts';
import { toSummaries, type CapabilitySummary } from '../../src/prompts/capability-summary.ts';
import { clarifyIntent } from '../../src/prompts/clarify-intent.ts';
import {
  findRecordings,
  missingRecordings,
  unpackRecordings,
  type Recordings,
} from '../recordings-server.ts';

const Discovery = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string().default('') }).default({ name: '' }),
      versions: z.array(
        z.object({
          version: z.string(),
          resources: z.array(
            z.object({
              resource: z.string(),
              responseKind: z.object({ kind: z.string().default('') }),
              scope: z.string(),
              verbs: z.array(z.string()),
              categories: z.array(z.string()).default([]),
              shortNames: z.array(z.string()).default([]),
            }),
          ),
        }),
      ),
    }),
  ),
});

const LIMIT = 30;
const model = createOfflineModel();

describe.skipIf(missingRecordings())('the offline model on a recorded cluster', () => {
  let recordings: Recordings;
  let index: KnowledgeIndex;
  let database: ReturnType<typeof openDatabase>;

  beforeAll(async () => {
    recordings = unpackRecordings(findRecordings() ?? '');
    database = openDatabase(':memory:');
    index = createSqliteKnowledgeIndex(database);
    await index.upsert(CAPABILITIES, capabilitiesOf(recordings).map(indexEntryOf));
  });

  afterAll(() => {
    database.close();
    recordings.remove();
  });

  async function find(intent: string): Promise<CapabilitySummary[]> {
    const matches = await index.search(CAPABILITIES, capabilityQuery(intent, LIMIT));
    return toSummaries(rankCapabilities(intent, matches, LIMIT));
  }

  async function clarify(intent: string) {
    const { output } = await model.ask(clarifyIntent, {
      intent,
      capabilities: await find(intent),
    });
    return output.questions;
  }

  async function assemble(intent: string) {
    const capabilities = await find(intent);
    const { output } = await model.ask(assembleSolutions, {
      intent,
      clarifications: [],
      capabilities,
      patterns: [],
    });
    const named = new Map(capabilities.map((capability) => [capability.id, capability]));
    return output.solutions.map((solution) => ({
      ...solution,
      parts: solution.capabilityIds.flatMap((id) => named.get(id) ?? []),
    }));
  }

  it('leads from a vague wish for PostgreSQL by questions to a clear one', async () => {
    const vague = 'Create a PostgreSQL database in AWS.';
    const asked = await clarify(vague);
    const answers = asked.map(({ options }) => options[0]?.label ?? '');

    expect(asked.map(({ id }) => id)).toEqual(['hosting', 'access', 'schema-management']);
    expect(await clarify([vague, ...answers].join(' '))).toEqual([]);
  });

  it('ranks the portable claim first and the provider’s own services next', async () => {
    const solutions = await assemble(
      'Create a PostgreSQL database in AWS. It should be managed PostgreSQL DB in AWS (RDS), ' +
        'there should be DB schema management, and it should be publicly accessible.',
    );
    const [first, ...others] = solutions;

    expect(first?.parts).toHaveLength(1);
    expect(first?.parts[0]).toMatchObject({ abstraction: 'golden-path' });
    expect(first).toMatchObject({ provider: 'aws', lacks: [] });
    expect(others.length).toBeGreaterThan(0);
    for (const { parts } of others) {
      expect(parts[0]).toMatchObject({ providers: ['aws'] });
      expect(parts[0]?.group).toMatch(/^rds\./u);
    }
  });

  it.each([
    ['a web application exposed to users', 'Deployment', 'Service', 'Ingress'],
    ['a web app that scales automatically', 'Deployment', 'Service', 'HorizontalPodAutoscaler'],
    ['an S3 bucket in AWS', 'Bucket'],
    ['a TLS certificate for my domain', 'Certificate'],
    ['run a job every night', 'CronJob'],
    ['collect metrics from my service', 'ServiceMonitor'],
    ['alert me when my service is down', 'PrometheusRule'],
    ['sync a password from Vault into a secret', 'ExternalSecret'],
    ['a virtual machine in AWS', 'Instance'],
    ['block traffic between pods', 'NetworkPolicy'],
    ['configuration file for my app', 'ConfigMap'],
    ['PostgreSQL in this cluster with backups', 'Cluster'],
  ])('%s', async (intent, ...kinds) => {
    const [first] = await assemble(intent);

    expect(first?.parts.map(({ kind }) => kind)).toEqual(kinds);
    expect(first?.lacks).toEqual([]);
  });

  it('offers a Git repository’s application where one is asked for', async () => {
    const kinds = (await assemble('deploy an application from a Git repository')).map(
      ({ parts }) => parts[0]?.kind,
    );

    expect(kinds.slice(0, 2)).toContain('Application');
  });

  it.each([
    'order a pizza',
    'quantum computer',
    'MongoDB database',
    'a Redis cache',
    'Kafka topic',
  ])('says that this cluster has nothing for "%s"', async (intent) => {
    expect(await assemble(intent)).toEqual([]);
  });
});

function capabilitiesOf(recordings: Recordings): Capability[] {
  const context = { clusterId: 'recorded', scannedAt: '2026-01-01T00:00:00Z' };
  return discoveredIn(recordings).flatMap(({ document, kinds }) => {
    const sources = profileSourcesOf(
      document,
      kinds.map(({ kind }) => kind),
    );
    return sources.flatMap((source) => {
      const served = kinds.find(({ kind }) => kind.kind === source.kind.kind);
      return served ? [profile(source, served.facts, context)] : [];
    });
  });
}

function discoveredIn(recordings: Recordings) {
  const lists = recordings.all.filter(({ file }) => /^apis?\.aggregated\.json$/u.test(file));
  const groups = lists.flatMap(
    (list) => Discovery.parse(JSON.parse(recordings.body(list).toString('utf8'))).items,
  );
  return groups.flatMap(({ metadata: { name: group }, versions }) => {
    const seen = new Set<string>();
    return versions.flatMap(({ version, resources }) => {
      const path = group === '' ? `api/${version}` : `apis/${group}/${version}`;
      const recording = recordings.all.find(
        ({ url, status }) => status === 200 && url.split('?')[0] === `/openapi/v3/${path}`,
      );
      const fresh = resources.filter(({ responseKind: { kind } }) => !seen.has(kind));
      fresh.forEach(({ responseKind: { kind } }) => seen.add(kind));
      if (!recording) return [];
      const kinds = fresh.map(({ resource, scope, responseKind: { kind }, ...facts }) => ({
        kind: { group, version, kind, plural: resource, namespaced: scope === 'Namespaced' },
        facts: { ...facts, servedVersions: [version] },
      }));
      return [{ document: parseSchemaDocument(recordings.body(recording)), kinds }];
    });
  });
}
