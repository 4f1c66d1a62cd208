import { createPolicyBook, type PolicyBook } from '../../src/activities/policy/policy-book.ts';
import type { Policy } from '../../src/domain/policy/policy.ts';
import { createFakeKnowledgeIndex } from './knowledge-index.ts';
import { createFakeLogger } from './logger.ts';
import { createFakeTaughtRecords } from './taught-records.ts';
import { taughtVersions } from './taught-versions.ts';

export interface FakePolicyBook extends PolicyBook {
  /** While down, every call throws `Failure('unavailable')`. */
  setDown(isDown: boolean): void;
}

/** A policy book over records and an index in memory, without vectors. */
export function createFakePolicyBook(policies: readonly Policy[] = []): FakePolicyBook {
  const records = taughtVersions(policies, {
    collection: 'policies',
    madeAt: ({ changedAt }) => changedAt,
  });
  const taught = createFakeTaughtRecords(records);
  const knowledge = createFakeKnowledgeIndex();
  const logger = createFakeLogger();
  return {
    ...createPolicyBook({ taught, knowledge, embedder: undefined, logger }),
    setDown(isDown) {
      taught.setDown(isDown);
      knowledge.setDown(isDown);
    },
  };
}
