import { createQuestionVector } from '../../../src/activities/knowledge/question-vector.ts';
import { createCapabilityReader } from '../../../src/activities/knowledge/capability-reader.ts';
import { CAPABILITIES } from '../../../src/domain/knowledge/document.ts';
import { capabilityQuery } from '../../../src/domain/knowledge/ranking.ts';
import type { Embedder } from '../../../src/ports/embedder.ts';
import { createFakeLogger } from '../../fakes/logger.ts';
import type { Stage } from '../stage.ts';

/** In the order of the table. The second and the last are what the product does. */
export const SYSTEMS = {
  words: 'words alone (index)',
  'reader-words': 'words alone (reader)',
  meaning: 'meaning alone',
  hybrid: 'words and meaning (index)',
  reader: 'words and meaning (reader)',
} as const;

export type SystemName = keyof typeof SYSTEMS;

/** Ids, best first, as many as the figures look at. */
export type System = (intent: string) => Promise<readonly string[]>;

/** The figures look no further. */
const PLACES = 25;
/** What a recommendation asks for: the reader reorders more than it shows. */
const READ = 50;

/**
 * Ways to search what the stage knows; those that compare vectors only where it has an embedder. The
 * reader's is the whole: what a recommendation sees, roles and providers weighed.
 */
export function systemsOf(
  stage: Stage,
  vectors: ReadonlyMap<string, Float32Array>,
): Partial<Readonly<Record<SystemName, System>>> {
  const { embedder } = stage;
  const byWords: Partial<Record<SystemName, System>> = {
    words: (intent) => searched(stage, intent),
    'reader-words': readBy(stage, undefined),
  };
  if (!embedder) return byWords;
  const questionVector = createQuestionVector({ embedder, logger: createFakeLogger() });
  return {
    ...byWords,
    async meaning(intent) {
      const question = await questionVector(intent);
      return question === undefined ? [] : nearest(question.values, vectors);
    },
    async hybrid(intent) {
      const vector = await questionVector(intent);
      return searched(stage, intent, vector === undefined ? {} : { vector });
    },
    reader: readBy(stage, embedder),
  };
}

type Vector = Awaited<ReturnType<ReturnType<typeof createQuestionVector>>>;

async function searched(
  { knowledge, cluster }: Stage,
  intent: string,
  meaning: { readonly vector?: NonNullable<Vector> } = {},
): Promise<readonly string[]> {
  const { id: clusterId } = await cluster.identity();
  const query = { ...capabilityQuery(intent, READ), clusterId, ...meaning };
  const matches = await knowledge.search(CAPABILITIES, query);
  return matches.slice(0, PLACES).map(({ id }) => id);
}

function readBy({ knowledge, cluster }: Stage, embedder: Embedder | undefined): System {
  const reader = createCapabilityReader({
    knowledge,
    cluster,
    embedder,
    logger: createFakeLogger(),
  });
  return async (intent) => {
    const matches = await reader.search(intent, { limit: READ });
    return matches.slice(0, PLACES).map(({ capability }) => capability.id);
  };
}

/** By cosine: vectors have length 1. */
function nearest(
  question: Float32Array,
  vectors: ReadonlyMap<string, Float32Array>,
): readonly string[] {
  return [...vectors]
    .map(([id, values]) => ({ id, cosine: dot(question, values) }))
    .sort((one, other) => other.cosine - one.cosine || (one.id < other.id ? -1 : 1))
    .slice(0, PLACES)
    .map(({ id }) => id);
}

function dot(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
