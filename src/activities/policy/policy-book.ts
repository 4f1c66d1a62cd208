import { taughtQuery } from '../../domain/knowledge/taught-entry.ts';
import { POLICIES, policyEntryOf } from '../../domain/policy/index-entry.ts';
import { Policy } from '../../domain/policy/policy.ts';
import {
  type BookStores,
  createTaughtBook,
  type TaughtBook,
  type TaughtMatch,
} from '../taught/taught-book.ts';
import type { AskedVector } from '../taught/taught-book-index.ts';
import type { IndexedShelf } from '../taught/taught-shelf.ts';

export interface PolicyMatch extends Omit<TaughtMatch<Policy>, 'item'> {
  readonly policy: Policy;
}

/** The policies that people taught, as `TaughtBook` says. */
export interface PolicyBook extends Omit<TaughtBook<Policy>, 'search'> {
  /** Best first, drafts too. Throws `Failure('unavailable')` while the records or the index do not answer. */
  search(text: string, limit: number, asked?: AskedVector): Promise<readonly PolicyMatch[]>;
}

const SHELF: IndexedShelf<Policy> = {
  collection: 'policies',
  schema: Policy,
  noun: 'policy',
  madeAt: ({ changedAt }) => changedAt,
  index: {
    collection: POLICIES,
    entryOf: policyEntryOf,
    queryOf: taughtQuery,
    lags: 'the knowledge index lags behind the policies',
    waits: 'policies wait for their vectors',
  },
};

export function createPolicyBook(stores: BookStores): PolicyBook {
  const book = createTaughtBook(SHELF, stores);
  return {
    ...book,
    async search(text, limit, asked) {
      const matches = await book.search(text, limit, asked);
      return matches.map(({ item, ...match }) => ({ policy: item, ...match }));
    },
  };
}
