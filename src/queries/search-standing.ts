import { line, type Line } from '../chat/text.ts';
import { CAPABILITIES } from '../domain/knowledge/document.ts';
import { isSameEmbedder } from '../ports/embedder.ts';
import type { IndexMatch, IndexQuery, KnowledgeIndex } from '../ports/knowledge-index.ts';
import type { SearchSource } from './home/language-words.ts';

/** What meaning did in a search, and where it did nothing, why. */
export type SearchedMeaning =
  | 'compared'
  | 'turned-off'
  /** No vectors are in use yet: a scan makes them. */
  | 'not-prepared'
  /** The vectors in use are of the same embedder, and of another size than the question's. */
  | 'wrong-size'
  | 'unanswered'
  | 'nothing-near';

export async function searchedMeaning(
  {
    knowledge,
    source,
    collection = CAPABILITIES,
  }: {
    readonly knowledge: Pick<KnowledgeIndex, 'embedderInUse'>;
    readonly source: SearchSource;
    /** What is searched: capabilities where it is not said. */
    readonly collection?: string;
  },
  {
    vector,
    matches,
  }: {
    readonly vector: IndexQuery['vector'];
    readonly matches: readonly Pick<IndexMatch, 'parts'>[];
  },
): Promise<SearchedMeaning> {
  if (matches.some(({ parts }) => parts.meaning !== undefined)) return 'compared';
  if (source.kind === 'none') return 'turned-off';
  if (vector === undefined) return 'unanswered';
  const inUse = await knowledge.embedderInUse(collection);
  if (inUse?.name !== vector.embedder.name) return 'not-prepared';
  return isSameEmbedder(inUse, vector.embedder) ? 'nothing-near' : 'wrong-size';
}

/** The same below what people taught: `many` names it. No scan makes its vectors, but the next start. */
export function taughtSearchedLine(
  searched: SearchedMeaning,
  { source, many }: { readonly source: SearchSource; readonly many: string },
): Line {
  if (searched === 'not-prepared') {
    return [`Searched by words alone: what ${many} mean is still being prepared.`];
  }
  if (searched === 'wrong-size') {
    return [
      'Searched by words alone: what compares meanings makes vectors of another size than those that are kept. The next start makes them anew; an operator can set DOTAI_EMBEDDER_DIMENSIONS back.',
    ];
  }
  return searchedLine(searched, source);
}

/** A sentence or two below what was found, or was not. */
export function searchedLine(searched: SearchedMeaning, source: SearchSource): Line {
  switch (searched) {
    case 'compared':
      return ['Each score puts words and meaning together, both beside the best of this search.'];
    case 'turned-off':
      return ['Searched by words alone: comparing meanings is turned off.'];
    case 'not-prepared':
      return [
        'Searched by words alone: what kinds mean is still being prepared, by the scan that runs or the next one.',
      ];
    case 'wrong-size':
      return [
        'Searched by words alone: what compares meanings makes vectors of another size than those that are kept. The next scan makes them anew, or says why it cannot; an operator can set DOTAI_EMBEDDER_DIMENSIONS back.',
      ];
    case 'unanswered':
      return source.kind === 'openai'
        ? line`Searched by words alone: ${source.model}, which compares meanings, does not answer right now.`
        : ['Searched by words alone: what compares meanings does not answer right now.'];
    case 'nothing-near':
      return source.kind === 'builtin'
        ? [
            'By its meaning nothing comes near. The small model that compares meanings knows English only.',
          ]
        : ['By its meaning nothing comes near.'];
  }
}
