import type { Candidate } from '../src/domain/mining/candidate.ts';
import type { Evidence } from '../src/domain/mining/evidence.ts';
import type { Pattern } from '../src/domain/pattern/pattern.ts';
import type { Actor } from '../src/chat/actor.ts';
import type { CandidateRights } from '../src/queries/candidate-rights.ts';
import { createCandidateQueries } from '../src/queries/candidates.ts';
import { createPatternQueries, type PatternQueryDependencies } from '../src/queries/patterns.ts';
import { createFakeKnowledgeIndex } from './fakes/knowledge-index.ts';
import { aCandidate } from './pattern-builders.ts';

/** What is read of patterns and candidates, over these. Nobody is a curator unless `over` says so. */
export function aTaughtStage(
  given: {
    readonly patterns?: readonly Pattern[];
    readonly candidates?: readonly Candidate[];
    readonly evidence?: readonly Evidence[];
  } = {},
  over: Omit<Partial<PatternQueryDependencies>, 'rights'> & {
    readonly rights?: (viewer: Actor) => Promise<Partial<CandidateRights>>;
  } = {},
) {
  const { patterns = [], candidates = [], evidence = [] } = given;
  const rights = async (viewer: Actor): Promise<CandidateRights> => ({
    mayScan: false,
    isIn: async (_channel, wasPrivate) => !wasPrivate,
    isOpen: async () => true,
    whomToAsk: async () => 'Ask Cleo.',
    ...(await over.rights?.(viewer)),
  });
  const get = async (id: string) => candidates.find((one) => one.id === id);
  return {
    patterns: createPatternQueries({
      patterns: {
        all: async () => patterns,
        versions: async (id) => patterns.filter((one) => one.id === id),
        search: async (text) =>
          patterns
            .filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
            .map((pattern) => ({ pattern, score: 1, matched: [text], parts: { words: 1 } })),
      },
      policies: { active: async () => [] },
      candidates: {
        get: async (id) => (await get(id)) ?? aCandidate({ id }),
        evidence: async (id) => evidence.filter(({ candidateId }) => candidateId === id),
      },
      capabilities: { get: async () => undefined },
      source: { kind: 'none' },
      vectorOf: async () => undefined,
      knowledge: createFakeKnowledgeIndex(),
      findDeletion: async () => undefined,
      ...over,
      rights,
    }),
    candidates: createCandidateQueries({
      candidates: {
        all: async () => candidates,
        get,
      },
      rights,
    }),
  };
}
