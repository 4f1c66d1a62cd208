import type { Card } from '../chat/card.ts';
import { Failure } from '../domain/failure.ts';
import type { IndexQuery, KnowledgeIndex } from '../ports/knowledge-index.ts';
import type { SearchSource } from './home/language-words.ts';
import { searchedMeaning, taughtSearchedLine } from './search-standing.ts';
import {
  deletedCard,
  type Deletion,
  type FoundItem,
  type Listing,
  taughtChoiceCard,
  taughtFoundCard,
  taughtListCard,
  type TaughtVerb,
} from './taught-list-cards.ts';
import { matching, namedBy, type Naming, nearIds } from './taught-names.ts';

const FOUND_MAX = 10;
const NEAREST_MAX = 5;

/** Answers about one sort of what people taught. They throw what the records, and for a search the index, throw. */
export interface TaughtQueries<Item> {
  /** `filter`: words that narrow the list. */
  list(request: { readonly page: number; readonly filter: string }): Promise<Card>;
  search(text: string): Promise<Card>;
  /** Those that are meant by that name: one where it is clear. */
  named(name: string): Promise<readonly Item[]>;
  /** What is offered for a name that is not clear, or is nobody's. */
  toChoose(name: string, verb: TaughtVerb): Promise<Card>;
}

interface Shelf<Item extends { readonly id: string }> {
  readonly listing: Listing<Item>;
  readonly naming: Naming<Item>;
  readonly all: () => Promise<readonly Item[]>;
  readonly search: (
    text: string,
    limit: number,
    asked: AskedVector,
  ) => Promise<readonly FoundItem<Item>[]>;
  /** Where their vectors are. */
  readonly collection: string;
  readonly meaning: MeaningDependencies;
  /** Where nobody taught anything yet. */
  readonly noneCard: () => Card;
  readonly findDeletion: FindDeletion;
}

/** By what meanings are compared. */
export interface MeaningDependencies {
  readonly source: SearchSource;
  readonly knowledge: Pick<KnowledgeIndex, 'embedderInUse'>;
  /** The vector of a question; undefined where no embedder answers in time. */
  readonly vectorOf: (text: string) => Promise<IndexQuery['vector']>;
}

interface AskedVector {
  readonly vector: IndexQuery['vector'];
}

/** What is still known of something that was deleted, by its id. */
export type FindDeletion = (id: string) => Promise<Deletion | undefined>;

export function createTaughtQueries<Item extends { readonly id: string }>(
  shelf: Shelf<Item>,
): TaughtQueries<Item> {
  const { listing, naming, all: readAll, noneCard, collection } = shelf;
  const { source, knowledge, vectorOf } = shelf.meaning;
  const { many } = listing;

  async function search(text: string, limit: number) {
    const vector = await vectorOf(text);
    const matches = await shelf.search(text, limit, { vector });
    return { vector, matches };
  }

  async function deletion(name: string): Promise<Deletion | undefined> {
    const id = name.trim().toLowerCase();
    return id.startsWith(naming.prefix) ? shelf.findDeletion(id) : undefined;
  }

  /** Ids written nearly so first, then what the words find; an index that is away finds nothing. */
  async function nearest(all: readonly Item[], name: string): Promise<readonly Item[]> {
    const found = await search(name, NEAREST_MAX).catch((error: unknown) => {
      if (error instanceof Failure) return { matches: [] };
      throw error;
    });
    const near = [...nearIds(all, name), ...found.matches.map(({ item }) => item)];
    return [...new Map(near.map((one) => [one.id, one])).values()].slice(0, NEAREST_MAX);
  }

  return {
    async list({ page, filter }) {
      const all = await readAll();
      if (all.length === 0) return noneCard();
      const items = filter === '' ? all : matching(naming.words, all, filter);
      return taughtListCard(listing, { filter, asked: page, items });
    },
    async search(text) {
      if ((await readAll()).length === 0) return noneCard();
      const found = await search(text, FOUND_MAX);
      const searched = await searchedMeaning({ knowledge, source, collection }, found);
      const how = taughtSearchedLine(searched, { source, many });
      return taughtFoundCard(listing, { said: text, matches: found.matches, how });
    },
    named: async (name) => namedBy(naming, await readAll(), name),
    async toChoose(name, verb) {
      const all = await readAll();
      const named = namedBy(naming, all, name);
      const gone = named.length > 0 ? undefined : await deletion(name);
      if (gone) return deletedCard(listing, gone);
      if (all.length === 0) return noneCard();
      const near = named.length > 0 ? [] : await nearest(all, name);
      return taughtChoiceCard(listing, { name, verb, named, near });
    },
  };
}
