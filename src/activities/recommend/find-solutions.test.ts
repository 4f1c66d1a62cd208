import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { aRecommendation, understood } from '../../../test/recommend-builders.ts';
import { createFakeArtifactStore } from '../../../test/fakes/artifact-store.ts';
import { aServedKind, createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createFakeKnowledgeIndex } from '../../../test/fakes/knowledge-index.ts';
import { createFakePatternBook, type FakePatternBook } from '../../../test/fakes/pattern-book.ts';
import { aDatabasePattern } from '../../../test/pattern-builders.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { createOfflineModel } from '../../adapters/offline/language-model.ts';
import { CAPABILITIES, indexEntryOf } from '../../domain/knowledge/document.ts';
import { profile } from '../../domain/knowledge/profile.ts';
import { Organisation } from '../../domain/organisation.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { LanguageModel } from '../../ports/language-model.ts';
import { createCapabilityReader } from '../knowledge/capability-reader.ts';
import { nothingTaught } from '../../../test/fakes/nothing-taught.ts';
import type { RecommendDependencies, ScanProgress } from './dependencies.ts';
import type { RecommendState } from '../../workflows/recommend/state.ts';
import { createFindSolutions } from './find-solutions.ts';

const DATABASE = aServedKind({ group: 'sql.example.org', kind: 'PostgresDatabase' });
const READING: ScanProgress = { text: 'asking what it serves…', isReading: false };

type ServedKind = ReturnType<typeof aServedKind>;

function entryOf(served: ServedKind) {
  const source = { kind: served.kind, schemaHash: 'h', description: '', fields: [] };
  const at = { clusterId: 'c', scannedAt: '2026-11-02T09:00:00.000Z' };
  return indexEntryOf(profile(source, served, at));
}

/** Finds that nothing fits, unless it is shown the database; counts how often it is asked. */
function createPicky() {
  const rules = createOfflineModel();
  let asked = 0;
  const model: LanguageModel = {
    name: 'picky',
    async ask(task, input, asking) {
      asked += 1;
      const answer = await rules.ask(task, input, asking);
      if (JSON.stringify(input).includes(DATABASE.kind.kind)) return answer;
      return { ...answer, output: task.output.parse({ solutions: [] }) };
    },
  };
  return { model, asked: () => asked };
}

interface Scan {
  readonly news: boolean;
  /** It finds that a kind is gone. */
  readonly isOneGone?: boolean;
  readonly answers: boolean;
}

interface Parts {
  readonly known?: readonly ServedKind[];
  readonly patterns?: FakePatternBook;
  readonly model?: LanguageModel;
  readonly embedder?: Embedder;
  readonly clarifications?: RecommendState['clarifications'];
}

function setUp(scan: Scan, parts: Parts = {}) {
  const knowledge = createFakeKnowledgeIndex();
  const identity = async () => ({ id: 'c', name: 'c', version: 'v1' });
  const known = (parts.known ?? []).map(entryOf);
  let waits = 0;
  const dependencies: RecommendDependencies = {
    capabilities: createCapabilityReader({
      knowledge,
      cluster: { identity },
      embedder: parts.embedder,
      logger: createFakeLogger(),
    }),
    model: parts.model ?? createOfflineModel(),
    artifacts: createFakeArtifactStore(),
    cluster: createFakeCluster({ kinds: [DATABASE] }),
    organisation: Organisation.parse({}),
    ...nothingTaught(),
    ...(parts.patterns === undefined ? {} : { patterns: parts.patterns }),
    clock: { now: () => new Date(), sleep: async () => void (waits += 1) },
    scan: {
      async ensure() {
        if (scan.isOneGone === true) {
          await knowledge.remove(
            CAPABILITIES,
            known.slice(1).map(({ id }) => id),
          );
        }
        if (scan.news) await knowledge.upsert(CAPABILITIES, [entryOf(DATABASE)]);
      },
      progress: async () => (scan.answers ? undefined : READING),
      problem: async () => undefined,
    },
  };
  const context = {
    session: aSession({
      workflow: 'recommend',
      state: { ...aRecommendation(understood), clarifications: [...(parts.clarifications ?? [])] },
    }),
    effectId: 'e',
    attempt: 0,
    signal: new AbortController().signal,
    progress: () => undefined,
    checkTurn: async () => undefined,
    now: () => '2026-11-02T09:00:00.000Z',
  };
  async function find() {
    await knowledge.upsert(CAPABILITIES, known);
    return createFindSolutions(dependencies)({ type: 'find-solutions' }, context);
  }
  return { find, waits: () => waits };
}

it('looks whether the cluster serves something new before it says that there is nothing', async () => {
  expect(await setUp({ news: true, answers: true }).find()).toMatchObject({
    solutions: [{ resources: [{ kind: DATABASE.kind }] }],
  });
  expect(await setUp({ news: false, answers: true }).find()).toMatchObject({ solutions: [] });
});

it('says whether meanings were prepared, where it found nothing', async () => {
  const embedder: Embedder = {
    identity: { name: 'e', dimensions: 1 },
    embed: async (texts) => texts.map(() => Float32Array.of(1)),
    close: async () => undefined,
  };
  const quiet = { news: false, answers: true };

  expect(await setUp(quiet, { embedder }).find()).toMatchObject({ isPreparing: true });
  expect(await setUp(quiet).find()).toMatchObject({ isPreparing: false });
});

it('does not wait for ever for a cluster that does not answer', async () => {
  const { find, waits } = setUp({ news: false, answers: false });

  expect(await find()).toMatchObject({ solutions: [] });
  expect(waits()).toBeLessThan(50);
});

describe('where the model finds that nothing fits', () => {
  const known = ['MysqlDatabase', 'MariaDatabase'].map((kind) =>
    aServedKind({ group: 'sql.example.org', kind }),
  );

  it.each([
    ['nothing is new', { news: false, answers: true }],
    ['a kind is gone', { news: false, isOneGone: true, answers: true }],
  ])('is not asked again when %s', async (_what, scan) => {
    const { model, asked } = createPicky();

    expect(await setUp(scan, { known, model }).find()).toMatchObject({ solutions: [] });
    expect(asked()).toBe(1);
  });

  it('is asked once more, and no oftener, when a kind is new', async () => {
    const { model, asked } = createPicky();
    const { find } = setUp({ news: true, answers: true }, { known, model });

    const found = await find();
    expect(found?.type === 'solutions-found' && found.solutions.length).toBeGreaterThan(0);
    expect(asked()).toBe(2);
  });
});

describe('where the organisation has a pattern', () => {
  const known = [DATABASE, aServedKind({ group: 'backup.example.org', kind: 'Vault' })];
  const pattern = aDatabasePattern({ resources: known.map(({ kind }) => kind), clusterId: 'c' });
  const quiet = { news: false, answers: true };

  it('offers its resources, asks the model once, and keeps how the pattern stands', async () => {
    const { model, asked } = createPicky();
    const { find } = setUp(quiet, { known, model, patterns: createFakePatternBook([pattern]) });
    const found = await find();

    expect(found).toMatchObject({
      solutions: [
        {
          resources: [{ kind: DATABASE.kind }, { kind: { kind: 'Vault' } }],
          patterns: [{ id: pattern.id }],
          score: { pattern: 100 },
        },
      ],
      patterns: [{ id: pattern.id, standings: [{ applies: true }] }],
    });
    expect(asked()).toBe(1);
  });

  it.each([
    ['yes', true],
    ['no', false],
    ['later', false],
  ])('reads a bare “%s” with its question', async (answer, applies) => {
    const conditions = { providers: [], groups: [], purposes: [], exposure: 'public' as const };
    const { find } = setUp(quiet, {
      known,
      patterns: createFakePatternBook([{ ...pattern, conditions }]),
      clarifications: [{ question: 'Publicly accessible?', answer }],
    });

    expect(await find()).toMatchObject({ patterns: [{ standings: [{ applies }] }] });
  });

  it('goes without it where a kind of it is gone, and says so', async () => {
    const { find } = setUp(quiet, {
      known: [DATABASE],
      patterns: createFakePatternBook([pattern]),
    });

    expect(await find()).toMatchObject({
      solutions: [{ resources: [{ kind: DATABASE.kind }], patterns: [] }],
      patterns: [
        { id: pattern.id, unusable: expect.stringContaining('vaults.backup.example.org') },
      ],
    });
  });

  it('stops while the patterns cannot be read', async () => {
    const patterns = createFakePatternBook([pattern]);
    patterns.setDown(true);

    await expect(setUp(quiet, { known, patterns }).find()).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });
});
