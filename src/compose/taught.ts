import {
  createEnforcementLook,
  type EnforcementLook,
} from '../activities/policy/enforcement-look.ts';
import { createFieldCatalog, type FieldCatalog } from '../activities/policy/field-catalog.ts';
import { type CandidateBook, createCandidateBook } from '../activities/mining/candidate-book.ts';
import { createMinedChannels, type MinedChannels } from '../activities/mining/mined-channels.ts';
import { createPatternBook, type PatternBook } from '../activities/pattern/pattern-book.ts';
import { createPolicyBook, type PolicyBook } from '../activities/policy/policy-book.ts';
import { createCelExpressions } from '../adapters/cel/expressions.ts';
import { Failure } from '../domain/failure.ts';
import type { Cluster } from '../ports/cluster.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { Expressions } from '../ports/expressions.ts';
import type { Logger } from '../ports/logger.ts';
import type { Records } from './records.ts';

/** What everything that people teach works with: one of each in a process. */
export interface TaughtParts {
  readonly policies: PolicyBook;
  readonly patterns: PatternBook;
  readonly candidates: CandidateBook;
  readonly channels: MinedChannels;
  readonly catalog: FieldCatalog;
  readonly look: EnforcementLook;
  readonly expressions: Expressions;
}

export function taughtParts(given: {
  readonly records: Records;
  readonly cluster: Cluster;
  readonly embedder: Embedder | undefined;
  readonly logger: Logger;
}): TaughtParts {
  const { records, cluster, embedder, logger } = given;
  const { taught, evidence, knowledge, scans, artifacts } = records;
  const policies = createPolicyBook({ taught, knowledge, embedder, logger });
  return {
    policies,
    patterns: createPatternBook({ taught, knowledge, embedder, logger }),
    candidates: createCandidateBook({ taught, evidence }),
    channels: createMinedChannels({ taught }),
    catalog: createFieldCatalog({ cluster, scans, artifacts, knowledge }),
    look: createEnforcementLook({ cluster, policies }),
    expressions: createCelExpressions(),
  };
}

/** The indices as the records say; one that does not answer is made up for by the next search. */
export async function repairTaughtIndices(
  { policies, patterns }: Pick<TaughtParts, 'policies' | 'patterns'>,
  logger: Logger,
): Promise<void> {
  for (const [collection, book] of Object.entries({ policies, patterns })) {
    try {
      await book.repairIndex();
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      logger.warn('an index could not be compared with its records', { collection, failure });
    }
  }
}
