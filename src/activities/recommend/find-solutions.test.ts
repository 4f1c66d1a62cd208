import { expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { aRecommendation, understood } from '../../../test/recommend-builders.ts';
import { createFakeArtifactStore } from '../../../test/fakes/artifact-store.ts';
import { aServedKind, createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createFakeKnowledgeIndex } from '../../../test/fakes/knowledge-index.ts';
import { createOfflineModel } from '../../adapters/offline/language-model.ts';
import { CAPABILITIES, indexEntryOf } from '../../domain/knowledge/document.ts';
import { profile } from '../../domain/knowledge/profile.ts';
import { Organisation } from '../../domain/organisation.ts';
import { createCapabilityReader } from '../knowledge/capability-reader.ts';
import type { RecommendDependencies, ScanProgress } from './dependencies.ts';
import { createFindSolutions } from './find-solutions.ts';

const DATABASE = aServedKind({ group: 'sql.example.org', kind: 'PostgresDatabase' });
const READING: ScanProgress = { text: 'asking what it serves…', isReading: false };

function setUp(scan: { news: boolean; answers: boolean }) {
  const knowledge = createFakeKnowledgeIndex();
  const identity = async () => ({ id: 'c', name: 'c', version: 'v1' });
  let waits = 0;
  const dependencies: RecommendDependencies = {
    capabilities: createCapabilityReader(knowledge, { identity }),
    model: createOfflineModel(),
    artifacts: createFakeArtifactStore(),
    cluster: createFakeCluster({ kinds: [DATABASE] }),
    organisation: Organisation.parse({}),
    clock: { now: () => new Date(), sleep: async () => void (waits += 1) },
    scan: {
      async ensure() {
        if (!scan.news) return;
        const source = { kind: DATABASE.kind, schemaHash: 'h', description: '', fields: [] };
        const at = { clusterId: 'c', scannedAt: '2026-11-02T09:00:00.000Z' };
        await knowledge.upsert(CAPABILITIES, [indexEntryOf(profile(source, DATABASE, at))]);
      },
      progress: async () => (scan.answers ? undefined : READING),
      problem: async () => undefined,
    },
  };
  const context = {
    session: aSession({ workflow: 'recommend', state: aRecommendation(understood) }),
    effectId: 'e',
    attempt: 0,
    signal: new AbortController().signal,
    progress: () => undefined,
    checkOwner: () => undefined,
    now: () => '2026-11-02T09:00:00.000Z',
  };
  const find = () => createFindSolutions(dependencies)({ type: 'find-solutions' }, context);
  return { find, waits: () => waits };
}

it('looks whether the cluster serves something new before it says that there is nothing', async () => {
  expect(await setUp({ news: true, answers: true }).find()).toMatchObject({
    solutions: [{ resources: [{ kind: DATABASE.kind }] }],
  });
  expect(await setUp({ news: false, answers: true }).find()).toMatchObject({ solutions: [] });
});

it('does not wait for ever for a cluster that does not answer', async () => {
  const { find, waits } = setUp({ news: false, answers: false });

  expect(await find()).toMatchObject({ solutions: [] });
  expect(waits()).toBeLessThan(50);
});
