import { createPatternBook, type PatternBook } from '../../src/activities/pattern/pattern-book.ts';
import type { Pattern } from '../../src/domain/pattern/pattern.ts';
import { createFakeKnowledgeIndex } from './knowledge-index.ts';
import { createFakeLogger } from './logger.ts';
import { createFakeTaughtRecords } from './taught-records.ts';
import { taughtVersions } from './taught-versions.ts';

export interface FakePatternBook extends PatternBook {
  /** While down, every call throws `Failure('unavailable')`. */
  setDown(isDown: boolean): void;
}

/** A pattern book over records and an index in memory, without vectors. */
export function createFakePatternBook(patterns: readonly Pattern[] = []): FakePatternBook {
  const records = taughtVersions(patterns, {
    collection: 'patterns',
    madeAt: ({ changedAt }) => changedAt,
  });
  const taught = createFakeTaughtRecords(records);
  const knowledge = createFakeKnowledgeIndex();
  const logger = createFakeLogger();
  return {
    ...createPatternBook({ taught, knowledge, embedder: undefined, logger }),
    setDown(isDown) {
      taught.setDown(isDown);
      knowledge.setDown(isDown);
    },
  };
}
