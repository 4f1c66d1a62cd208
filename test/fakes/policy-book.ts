import { createPolicyBook, type PolicyBook } from '../../src/activities/policy/policy-book.ts';
import { toJson } from '../../src/domain/json.ts';
import type { Policy } from '../../src/domain/policy/policy.ts';
import type { TaughtRecord } from '../../src/ports/taught-records.ts';
import { createFakeKnowledgeIndex } from './knowledge-index.ts';
import { createFakeLogger } from './logger.ts';
import { createFakeTaughtRecords } from './taught-records.ts';

export interface FakePolicyBook extends PolicyBook {
  /** While down, every call throws `Failure('unavailable')`. */
  setDown(isDown: boolean): void;
}

/** A policy book over records and an index in memory, without vectors. */
export function createFakePolicyBook(policies: readonly Policy[] = []): FakePolicyBook {
  const taught = createFakeTaughtRecords(policies.flatMap(recordsOf));
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

/** Its earlier versions were alike but for their number. */
function recordsOf(policy: Policy): TaughtRecord[] {
  return Array.from({ length: policy.version }, (_, index) => ({
    collection: 'policies' as const,
    id: policy.id,
    version: index + 1,
    at: policy.changedAt,
    body: toJson({ ...policy, version: index + 1 }),
  }));
}
