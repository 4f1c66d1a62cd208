import { PATTERNS, patternEntryOf, patternQuery } from '../../domain/pattern/index-entry.ts';
import { Pattern } from '../../domain/pattern/pattern.ts';
import {
  type BookStores,
  createTaughtBook,
  type TaughtBook,
  type TaughtMatch,
} from '../taught/taught-book.ts';
import type { AskedVector } from '../taught/taught-book-index.ts';
import type { IndexedShelf } from '../taught/taught-shelf.ts';

export interface PatternMatch extends Omit<TaughtMatch<Pattern>, 'item'> {
  readonly pattern: Pattern;
}

/** The patterns that people taught, as `TaughtBook` says. */
export interface PatternBook extends Omit<TaughtBook<Pattern>, 'search'> {
  /** Best first, drafts too. Throws `Failure('unavailable')` while the records or the index do not answer. */
  search(text: string, limit: number, asked?: AskedVector): Promise<readonly PatternMatch[]>;
}

const SHELF: IndexedShelf<Pattern> = {
  collection: 'patterns',
  schema: Pattern,
  noun: 'pattern',
  madeAt: ({ changedAt }) => changedAt,
  index: {
    collection: PATTERNS,
    entryOf: patternEntryOf,
    queryOf: patternQuery,
    lags: 'the knowledge index lags behind the patterns',
    waits: 'patterns wait for their vectors',
  },
};

export function createPatternBook(stores: BookStores): PatternBook {
  const book = createTaughtBook(SHELF, stores);
  return {
    ...book,
    async search(text, limit, asked) {
      const matches = await book.search(text, limit, asked);
      return matches.map(({ item, ...match }) => ({ pattern: item, ...match }));
    },
  };
}
