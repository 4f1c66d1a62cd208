import type { Candidate } from '../src/domain/mining/candidate.ts';
import type { Evidence } from '../src/domain/mining/evidence.ts';
import type { Pattern } from '../src/domain/pattern/pattern.ts';
import { createCandidateQueries } from '../src/queries/candidates.ts';
import { createPatternQueries, type PatternQueryDependencies } from '../src/queries/patterns.ts';

/** What is read of patterns and candidates, over these. Nobody is a curator unless `over` says so. */
export function aTaughtStage(
  given: {
    readonly patterns?: readonly Pattern[];
    readonly candidates?: readonly Candidate[];
    readonly evidence?: readonly Evidence[];
  } = {},
  over: Partial<PatternQueryDependencies> = {},
) {
  const { patterns = [], candidates = [], evidence = [] } = given;
  const rights = over.rights ?? (async () => ({ mayScan: false }));
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
        evidence: async (id) => evidence.filter(({ candidateId }) => candidateId === id),
      },
      capabilities: { get: async () => undefined },
      source: { kind: 'none' },
      ...over,
      rights,
    }),
    candidates: createCandidateQueries({
      candidates: {
        all: async () => candidates,
        get: async (id) => candidates.find((one) => one.id === id),
      },
      rights,
    }),
  };
}
