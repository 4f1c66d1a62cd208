import { join } from 'node:path';
import {
  type CandidateBook,
  createCandidateBook,
} from '../../src/activities/mining/candidate-book.ts';
import { createPatternBook, type PatternBook } from '../../src/activities/pattern/pattern-book.ts';
import { createKubernetesCluster } from '../../src/adapters/kubernetes/cluster.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteEvidenceStore } from '../../src/adapters/sqlite/evidence-store.ts';
import { createSqliteTaughtRecords } from '../../src/adapters/sqlite/taught-records.ts';
import type { Candidate } from '../../src/domain/mining/candidate.ts';
import { createFakeKnowledgeIndex } from '../fakes/knowledge-index.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { aCandidate, anEvidence } from '../pattern-builders.ts';
import type { World } from '../world.ts';
import { GATEWAY } from './pattern-stage.ts';

/** What was found for the bot of a world, in its own records. */
export interface FoundThings {
  readonly candidates: CandidateBook;
  readonly patterns: Pick<PatternBook, 'all' | 'active'>;
  /** Stores a candidate for the world's cluster, with two quotes. */
  put(over?: Partial<Candidate>): Promise<Candidate>;
  close(): void;
}

export function foundThings({ config }: World): FoundThings {
  const database = openDatabase(join(config.dataDirectory, 'dotai.db'));
  // Beside the bot, which owns the file: a test writes as the bot's own jobs do.
  const parts = { database, lease: { check: () => undefined } };
  const taught = createSqliteTaughtRecords(parts);
  const evidence = createSqliteEvidenceStore(parts);
  const candidates = createCandidateBook({ taught, evidence });
  const cluster = createKubernetesCluster({
    ...config.kubernetes,
    requestTimeoutMs: 15_000,
    logger: createFakeLogger(),
  });
  const knowledge = createFakeKnowledgeIndex();
  const logger = createFakeLogger();
  return {
    candidates,
    patterns: createPatternBook({ taught, knowledge, embedder: undefined, logger }),
    async put(over = {}) {
      const { id: clusterId } = await cluster.identity();
      const candidate = aCandidate({ clusterId, resources: [GATEWAY], ...over });
      await candidates.save(candidate);
      await candidates.addEvidence([
        quoteOf(candidate, 'resource', QUOTES[0]),
        quoteOf(candidate, 'reason', QUOTES[1]),
      ]);
      return candidate;
    },
    close: () => database.close(),
  };
}

/** What was said of everything that is put here. */
export const QUOTES = [
  'whatever is public in AWS needs an internet gateway',
  'without it nobody gets in from outside',
] as const;

function quoteOf({ id: candidateId }: Candidate, claim: 'resource' | 'reason', quote: string) {
  const id = `evi-${candidateId}-${claim}`;
  return anEvidence({ id, message: `${claim}-${candidateId}`, candidateId, claim, quote });
}
