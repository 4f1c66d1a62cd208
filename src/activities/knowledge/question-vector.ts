import { Failure } from '../../domain/failure.ts';
import { capabilityMeaning } from '../../domain/knowledge/ranking.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { IndexQuery } from '../../ports/knowledge-index.ts';
import type { Logger } from '../../ports/logger.ts';

/**
 * The vector of a question about capabilities. Undefined where there is no embedder or it does not
 * answer in time: then the words alone are searched, which is no reason to stop anybody.
 */
export type QuestionVector = (question: string) => Promise<IndexQuery['vector']>;

/** Somebody waits. The built-in embedder needs 20 ms, and a second or more when it must load first. */
const TIMEOUT_MS = 3_000;

export function createQuestionVector({
  embedder,
  logger,
  timeoutMs = TIMEOUT_MS,
}: {
  readonly embedder: Embedder | undefined;
  readonly logger: Pick<Logger, 'warn'>;
  readonly timeoutMs?: number;
}): QuestionVector {
  return async (question) => {
    if (!embedder) return undefined;
    const { identity } = embedder;
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const [values] = await embedder.embed([capabilityMeaning(question)], { signal });
      return values === undefined ? undefined : { embedder: identity, values };
    } catch (error) {
      if (!(error instanceof Failure) && !signal.aborted) throw error;
      const kind = error instanceof Failure ? error.kind : 'timeout';
      logger.warn('a question is searched by its words alone', { embedder: identity.name, kind });
      return undefined;
    }
  };
}
