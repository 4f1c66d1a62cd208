import { Capability } from '../../../src/domain/capability.ts';
import { CAPABILITIES, indexEntryOf } from '../../../src/domain/knowledge/document.ts';
import type { Stage } from '../stage.ts';
import { type Scores, scoresOf } from './metrics.ts';
import { type Question, questionsOver } from './questions.ts';
import { type System, type SystemName, SYSTEMS, systemsOf } from './systems.ts';

/** How one sentence was answered by each system. */
export interface RanQuestion {
  readonly intent: string;
  readonly isHeldOut: boolean;
  readonly scores: Partial<Readonly<Record<SystemName, Scores>>>;
}

export interface SearchedCluster {
  readonly kinds: number;
  readonly questions: readonly RanQuestion[];
  /** Median of one search, the question's vector known. Not compared. */
  readonly tookMs: Partial<Readonly<Record<SystemName, number>>>;
}

/** No cluster of an evaluation has more. */
const KINDS_MAX = 10_000;

interface AskedSystem {
  readonly name: SystemName;
  /** Of each question, in their order. */
  readonly scores: readonly Scores[];
  readonly tookMs: number;
}

/** Asks every question of every system. */
export async function searchCluster(stage: Stage): Promise<SearchedCluster> {
  const page = { offset: 0, limit: KINDS_MAX };
  const { payloads } = await stage.knowledge.list(CAPABILITIES, page);
  const capabilities = payloads.map((payload) => Capability.parse(payload));
  const questions = questionsOver(capabilities);
  const systems = systemsOf(stage, await vectorsOf(stage, capabilities));
  const named = SYSTEM_NAMES.flatMap((name) => {
    const system = systems[name];
    return system ? [{ name, system }] : [];
  });
  const results: AskedSystem[] = [];
  for (const { name, system } of named) {
    results.push({ name, ...(await askAll(system, questions)) });
  }
  return {
    kinds: capabilities.length,
    questions: questions.map(({ intent, isHeldOut }, at) => ({
      intent,
      isHeldOut,
      scores: Object.fromEntries(results.map(({ name, scores }) => [name, scores[at]])),
    })),
    tookMs: Object.fromEntries(results.map(({ name, tookMs }) => [name, tookMs])),
  };
}

export const SYSTEM_NAMES: readonly SystemName[] = Object.keys(SYSTEMS).filter(isSystemName);

function isSystemName(text: string): text is SystemName {
  return Object.hasOwn(SYSTEMS, text);
}

async function askAll(
  system: System,
  questions: readonly Question[],
): Promise<Omit<AskedSystem, 'name'>> {
  const scores: Scores[] = [];
  const times: number[] = [];
  for (const { intent, grades } of questions) {
    // Once for the code to be warm and the question's vector to be known, once for the time.
    await system(intent);
    const startMs = performance.now();
    const found = await system(intent);
    times.push(performance.now() - startMs);
    scores.push(scoresOf({ found, grades }));
  }
  return { scores, tookMs: times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0 };
}

/** Of every passage, by the capability's id. */
async function vectorsOf(
  { embedder }: Stage,
  capabilities: readonly Capability[],
): Promise<ReadonlyMap<string, Float32Array>> {
  if (!embedder) return new Map();
  const entries = capabilities.map((capability) => indexEntryOf(capability));
  const texts = entries.map(({ passage = '' }) => passage);
  const vectors = await embedder.embed(texts, { isBackground: true });
  return new Map(
    entries.flatMap(({ id }, at) => {
      const values = vectors[at];
      return values ? [[id, values] as const] : [];
    }),
  );
}
