import { Card } from '../src/chat/card.ts';
import type { FieldRow } from '../src/domain/field-table.ts';
import { CAPABILITIES, indexEntryOf } from '../src/domain/knowledge/document.ts';
import { profile } from '../src/domain/knowledge/profile.ts';
import type { ServedKind } from '../src/ports/cluster.ts';
import {
  type CapabilityDependencies,
  createCapabilityQueries,
} from '../src/queries/capabilities.ts';
import { createLastSeenCluster } from '../src/queries/last-seen-cluster.ts';
import { aFieldTable, aServedKind, createFakeCluster } from './fakes/cluster.ts';
import { createFakeKnowledgeIndex } from './fakes/knowledge-index.ts';
import { createFakePatternBook } from './fakes/pattern-book.ts';
import { createFakePolicyBook } from './fakes/policy-book.ts';

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

export const KINDS = [
  aServedKind({ group: 'sql.example.org', kind: 'Database' }),
  aServedKind({ group: 's3.aws.example.org', kind: 'Bucket' }),
  aServedKind({ group: 'rds.aws.example.org', kind: 'Instance' }),
  aServedKind({ group: 'apps', kind: 'Deployment' }),
  aServedKind({ group: '', kind: 'Service' }),
  aServedKind({ group: 'serving.example.org', kind: 'Service' }),
];

export const NO_SCAN = {
  ensure: async () => undefined,
  progress: async () => undefined,
  problem: async () => undefined,
};

export function aCapabilityStage(
  kinds: readonly ServedKind[] = KINDS,
  scan: CapabilityDependencies['scan'] = NO_SCAN,
  over: Partial<CapabilityDependencies> = {},
) {
  const knowledge = createFakeKnowledgeIndex();
  const tables = { 'databases.sql.example.org': aFieldTable({ rows: [...ROWS] }) };
  const cluster = createFakeCluster({ kinds, tables });
  const entries = kinds.map((served) => aKnownKind(served));
  const clusterId = createLastSeenCluster(cluster);
  const queries = createCapabilityQueries({
    knowledge,
    cluster,
    scan,
    clusterId,
    vectorOf: async () => undefined,
    source: { kind: 'none' },
    policies: createFakePolicyBook(),
    patterns: createFakePatternBook(),
    ...over,
  });
  return { knowledge, cluster, queries, ready: knowledge.upsert(CAPABILITIES, entries) };
}

export function aKnownKind({ kind, ...served }: ServedKind, clusterId = 'fake-cluster') {
  const source = { kind, schemaHash: 'hash', description: '', fields: ROWS };
  const scannedAt = '2026-11-02T09:00:00.000Z';
  const entry = indexEntryOf(profile(source, served, { clusterId, scannedAt }));
  return { ...entry, facets: { ...entry.facets, clusterId } };
}

/** Labels of a card's choices. */
export function labels(card: Card): string[] {
  return card.elements.flatMap((element) =>
    element.type === 'choices' ? element.choices.map(({ label }) => label) : [],
  );
}

/** Commands that a card's buttons run. */
export function commands(card: Card): (string | undefined)[] {
  return card.elements.flatMap((element) => {
    if (element.type === 'buttons') return element.buttons.map(({ action }) => action.argument);
    if (element.type !== 'choices') return [];
    return element.choices.map(({ button }) => button?.action.argument);
  });
}

export function textOf(card: Card): string {
  return JSON.stringify(Card.parse(card));
}
