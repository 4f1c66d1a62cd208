import { Failure } from '../../domain/failure.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { ScanEffect, ScanEventOf } from '../../workflows/scan/state.ts';
import type { Activity } from '../activity.ts';
import type { ScanDependencies } from './dependencies.ts';

/** What an activity knows that uses the index. */
export interface WatchedDependencies extends ScanDependencies {
  /** The index did not answer the latest question. */
  readonly isIndexAway: () => boolean;
}

/**
 * An activity that ends with `index-unavailable` where it fails because the knowledge index does not
 * answer: a scan waits for that far longer than the runtime tries.
 */
export function waitingForIndex<Effect extends ScanEffect, Event>(
  dependencies: ScanDependencies,
  create: (watched: WatchedDependencies) => Activity<Effect, Event>,
): Activity<Effect, Event | ScanEventOf<'index-unavailable'>> {
  return async (effect, context) => {
    const { knowledge, isAway } = watchIndex(dependencies.knowledge);
    try {
      return await create({ ...dependencies, knowledge, isIndexAway: isAway })(effect, context);
    } catch (failure) {
      const isWaiting = failure instanceof Failure && isAway() && !context.signal.aborted;
      if (!isWaiting) throw failure;
      return { type: 'index-unavailable', at: context.now(), effect };
    }
  };
}

function watchIndex(index: KnowledgeIndex) {
  let isAway = false;

  async function noted<Answer>(call: Promise<Answer>): Promise<Answer> {
    try {
      const answer = await call;
      isAway = false;
      return answer;
    } catch (failure) {
      isAway = failure instanceof Failure && failure.kind === 'unavailable';
      throw failure;
    }
  }

  const knowledge: KnowledgeIndex = {
    upsert: (collection, entries) => noted(index.upsert(collection, entries)),
    search: (collection, query) => noted(index.search(collection, query)),
    get: (collection, id) => noted(index.get(collection, id)),
    list: (collection, page) => noted(index.list(collection, page)),
    remove: (collection, ids) => noted(index.remove(collection, ids)),
    withoutVector: (collection, embedder, limit) =>
      noted(index.withoutVector(collection, embedder, limit)),
    putVectors: (collection, embedder, vectors) =>
      noted(index.putVectors(collection, embedder, vectors)),
    useEmbedder: (collection, embedder) => noted(index.useEmbedder(collection, embedder)),
    embedderInUse: (collection) => noted(index.embedderInUse(collection)),
  };
  return { knowledge, isAway: () => isAway };
}
