import type { Worker } from 'node:worker_threads';
import { Failure } from '../../domain/failure.ts';
import { untilAborted } from '../../domain/until-aborted.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EmbeddingAnswer, EmbeddingRequest } from './embedding-messages.ts';

/** How long a thread keeps its model (about 200 MB) while nobody asks. */
export const IDLE_MS = 180_000;

/**
 * When a thread that does not answer is given up. One text takes some 100 ms, the first one half a
 * second more; a machine that is this much slower is of no use for it.
 */
export const ANSWER_MS = 60_000;

const RETRY_AFTER_MS = 1_000;

/** One thread with a model of its own: started by the first text, ended when idle, replaced after a crash. */
export interface EmbeddingThread {
  /** Texts of several callers take turns. Throws `Failure('unavailable')`, and the signal's reason. */
  embed(text: string, signal: AbortSignal | undefined): Promise<Float32Array>;
  close(): Promise<void>;
}

interface Waiting {
  readonly text: string;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (values: Float32Array) => void;
  readonly reject: (reason: unknown) => void;
}

interface ThreadParts {
  readonly clock: Clock;
  readonly startWorker: () => Worker;
}

export function createEmbeddingThread(parts: ThreadParts): EmbeddingThread {
  const queue: Waiting[] = [];
  let current: Waiting | undefined;
  let running: Running | undefined;
  let isClosed = false;

  function settle(answer: EmbeddingAnswer): void {
    if ('values' in answer) current?.resolve(answer.values);
    else current?.reject(unavailable(new Error(answer.error)));
    next();
  }

  /** Whoever waits hears of it; the next text starts another thread. */
  function fail(cause: unknown): void {
    running = undefined;
    const left = [...(current ? [current] : []), ...queue.splice(0)];
    current = undefined;
    for (const { reject } of left) reject(unavailable(cause));
  }

  function next(): void {
    do current = queue.shift();
    while (current?.signal?.aborted === true);
    if (!current) {
      running?.rest();
      return;
    }
    try {
      running ??= run(parts, { onAnswer: settle, onEnd: fail });
      running.send(current.text);
    } catch (cause) {
      fail(cause); // the machine has no room for a thread
    }
  }

  return {
    async embed(text, signal) {
      signal?.throwIfAborted();
      if (isClosed) throw unavailable(new Error('closed'));
      const { promise, resolve, reject } = Promise.withResolvers<Float32Array>();
      queue.push({ text, signal, resolve, reject });
      if (current === undefined) next();
      return untilAborted(promise, signal);
    },
    async close() {
      isClosed = true;
      await running?.end(new Error('closed'));
    },
  };
}

/** A thread that runs, one text after the other. */
interface Running {
  send(text: string): void;
  /** Nothing more for now: it ends by itself after a while, and keeps no process alive until then. */
  rest(): void;
  end(cause: unknown): Promise<void>;
}

function run(
  { clock, startWorker }: ThreadParts,
  told: {
    readonly onAnswer: (answer: EmbeddingAnswer) => void;
    readonly onEnd: (cause: unknown) => void;
  },
): Running {
  const worker = startWorker();
  let hasEnded = false;
  let lastId = 0;
  let timer = new AbortController();

  async function end(cause: unknown): Promise<void> {
    if (!hasEnded) {
      hasEnded = true;
      timer.abort();
      told.onEnd(cause);
    }
    await worker.terminate();
  }

  function endAfter(ms: number, why: string): void {
    timer.abort();
    timer = new AbortController();
    clock.sleep(ms, timer.signal).then(
      () => void end(new Error(why)),
      () => undefined, // it was told otherwise in time
    );
  }

  worker.on('message', (answer: EmbeddingAnswer) => {
    if (!hasEnded && answer.id === lastId) told.onAnswer(answer);
  });
  worker.on('error', (cause) => void end(cause));
  worker.on('exit', (code) => void end(new Error(`the thread ended with ${code}`)));
  return {
    send(text) {
      lastId += 1;
      const request: EmbeddingRequest = { id: lastId, text };
      worker.ref();
      worker.postMessage(request, []);
      endAfter(ANSWER_MS, `no answer within ${ANSWER_MS} ms`);
    },
    rest() {
      worker.unref();
      endAfter(IDLE_MS, 'idle');
    },
    end,
  };
}

function unavailable(cause: unknown): Failure {
  const message = 'Texts cannot be compared by their meaning just now.';
  return new Failure('unavailable', message, { cause, retryAfterMs: RETRY_AFTER_MS });
}
