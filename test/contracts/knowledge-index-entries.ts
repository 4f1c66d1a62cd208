import type { IndexEntry, IndexText } from '../../src/ports/knowledge-index.ts';

/** The collection that the contract writes to. */
export const THINGS = 'things';

/** An entry whose payload is its own id. */
export function anEntry(
  id: string,
  text: Partial<IndexText>,
  { passage, ...facets }: Partial<IndexEntry['facets']> & { readonly passage?: string } = {},
): IndexEntry {
  return {
    id,
    text: { name: '', tags: '', description: '', fields: '', ...text },
    ...(passage === undefined ? {} : { passage }),
    facets: { providers: [], group: '', ...facets },
    payload: { id },
  };
}

export function aQuery(text: string) {
  return { text, expansions: [], limit: 10 };
}
