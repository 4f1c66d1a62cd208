import type { Capability } from '../domain/capability.ts';
import { CAPABILITIES } from '../domain/knowledge/document.ts';
import { providersNamedIn } from '../domain/knowledge/providers.ts';
import { stem, wordsOf } from '../domain/knowledge/words.ts';
import { checkedCapabilities, type Known } from './capability-names.ts';

/** What a list by words may load at once. */
const ALL = 20_000;

interface Facets {
  readonly group?: string;
  readonly provider?: string;
}

/**
 * The first provider and the first group that the filter names; the other words are searched for. A group
 * whose name holds a provider's is that group.
 */
export async function facetsOf(
  known: Known,
  filter: string,
): Promise<Facets & { readonly words: readonly string[] }> {
  const words: string[] = [];
  let facets: Facets = {};
  for (const part of filter.split(/\s+/u).filter(Boolean)) {
    const [provider] = providersNamedIn(part);
    if (facets.group === undefined && (await isGroup(known, part))) {
      facets = { ...facets, group: part };
    } else if (facets.provider === undefined && provider !== undefined) {
      facets = { ...facets, provider };
    } else {
      words.push(...wordsOf(part));
    }
  }
  return { ...facets, words };
}

async function isGroup({ knowledge, of }: Known, group: string): Promise<boolean> {
  const { total } = await knowledge.list(CAPABILITIES, { ...of, group, offset: 0, limit: 0 });
  return total > 0;
}

/** Every word must be found, in whatever text of the capability. */
export async function capabilitiesMatching(
  { knowledge, of }: Known,
  { words, facets }: { readonly words: readonly string[]; readonly facets: Facets },
): Promise<readonly Capability[]> {
  const query = { ...of, ...facets, text: words.join(' '), expansions: [], limit: ALL };
  const matches = await knowledge.search(CAPABILITIES, query);
  const wanted = new Set(words.map((word) => stem(word)));
  const full = matches.filter(({ matched }) => {
    const stems = new Set(matched.map((word) => stem(word)));
    return [...wanted].every((word) => stems.has(word));
  });
  return checkedCapabilities(full.map(({ payload }) => payload));
}
