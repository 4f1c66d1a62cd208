import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { Unembedded } from '../../ports/knowledge-index.ts';
import type { ScanEffectOf, ScanEventOf } from '../../workflows/scan/state.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import type { WatchedDependencies } from './index-watch.ts';

/** Texts of one call: short enough that a cancel or a stop is soon heard. */
const BATCH = 16;
/** More kinds than any cluster serves: what is missing is counted in one go. */
const MISSING_MAX = 100_000;
/** Entries that change while they are embedded are looked at again, but not for ever. */
const ROUNDS_MAX = 5;

/**
 * Gives every kind that is searched a vector, then has searches compare them. Each batch is stored at
 * once, so what a restart or a cancel cuts off is not embedded again. Throws what the embedder throws.
 */
export function createEmbedKinds(
  dependencies: WatchedDependencies,
): Activity<ScanEffectOf<'embed-kinds'>, ScanEventOf<'kinds-embedded'>> {
  return async (_effect, context) => {
    const { knowledge, embedder, logger } = dependencies;
    if (!embedder) return embedded(context, { done: 0, total: 0 });
    const { identity } = embedder;
    const report = (vectors: ScanEventOf<'vectors-progressed'>['vectors']): void =>
      context.progress({
        type: 'vectors-progressed',
        at: context.now(),
        vectors,
      } satisfies ScanEventOf<'vectors-progressed'>);
    let done = 0;
    let missing = await knowledge.withoutVector(CAPABILITIES, identity, MISSING_MAX);
    const total = missing.length;
    // Before the first answer, which may be long in coming: people wait for no vectors.
    if (total > 0) report({ done, total });
    for (let round = 0; round < ROUNDS_MAX && missing.length > 0; round += 1) {
      for (let from = 0; from < missing.length; from += BATCH) {
        const batch = missing.slice(from, from + BATCH);
        await embedBatch({ dependencies, context, embedder }, batch);
        done = Math.min(total, done + batch.length);
        report({ done, total });
      }
      missing = await knowledge.withoutVector(CAPABILITIES, identity, MISSING_MAX);
    }
    await context.checkTurn();
    const earlier = await knowledge.useEmbedder(CAPABILITIES, identity);
    if (earlier !== undefined) {
      logger.info('searches compare other vectors now', { embedder: identity.name, earlier });
    }
    return embedded(context, { done: Math.max(0, total - missing.length), total });
  };
}

async function embedBatch(
  parts: {
    readonly dependencies: WatchedDependencies;
    readonly context: ActivityContext;
    readonly embedder: Embedder;
  },
  batch: readonly Unembedded[],
): Promise<void> {
  const { dependencies, context, embedder } = parts;
  const { signal } = context;
  signal.throwIfAborted();
  const passages = batch.map(({ passage }) => passage);
  const vectors = await embedder.embed(passages, { isBackground: true, signal });
  await context.checkTurn();
  await dependencies.knowledge.putVectors(
    CAPABILITIES,
    embedder.identity,
    batch.flatMap((entry, index) => {
      const values = vectors[index];
      return values ? [{ ...entry, values }] : [];
    }),
  );
}

function embedded(
  { now }: ActivityContext,
  vectors: ScanEventOf<'kinds-embedded'>['vectors'],
): ScanEventOf<'kinds-embedded'> {
  return { type: 'kinds-embedded', at: now(), vectors };
}
