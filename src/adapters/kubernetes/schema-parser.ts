import { Worker } from 'node:worker_threads';
import { Failure } from '../../domain/failure.ts';
import type { SchemaAnswer, SchemaRequest, SchemaResult, SchemaTask } from './schema-messages.ts';

/** How long the worker waits for more before it ends and gives its memory back. */
const IDLE_MS = 10_000;

/**
 * Enough for a document of 20 MB, where a group of a hundred kinds has less than 10; and small, so
 * that the thread collects its garbage instead of growing.
 */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

/** Reads OpenAPI documents in a thread of its own. */
export interface SchemaParser {
  /** Throws `Failure('unavailable')` when the document cannot be read or the worker dies of it. */
  solve(task: SchemaTask): Promise<SchemaResult>;
}

interface Waiting {
  readonly resolve: (result: SchemaResult) => void;
  readonly reject: (failure: Failure) => void;
}

/** One worker: started by the first task, ended when idle, replaced after a crash. */
export function createSchemaParser(startWorker: () => Worker = startSchemaWorker): SchemaParser {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let lastId = 0;

  function start(): Worker {
    const started = startWorker();
    started.on('message', ({ id, result }: SchemaAnswer) => {
      waiting.get(id)?.resolve(result);
      waiting.delete(id);
      if (waiting.size === 0) rest(started);
    });
    started.on('error', (cause) => drop(started, cause));
    started.on('exit', (code) => drop(started, new Error(`the schema worker ended with ${code}`)));
    return started;
  }

  function rest(resting: Worker): void {
    resting.unref();
    idleTimer = setTimeout(() => {
      if (worker === resting) worker = undefined;
      void resting.terminate();
    }, IDLE_MS).unref();
  }

  function drop(dropped: Worker, cause: unknown): void {
    if (worker !== dropped) return;
    worker = undefined;
    const message = "The cluster's schemas could not be read. Try again shortly.";
    for (const { reject } of waiting.values())
      reject(new Failure('unavailable', message, { cause }));
    waiting.clear();
  }

  return {
    solve(task) {
      clearTimeout(idleTimer);
      worker ??= start();
      worker.ref();
      lastId += 1;
      const request: SchemaRequest = { id: lastId, task };
      worker.postMessage(request, [task.bytes.buffer]);
      return new Promise((resolve, reject) => {
        waiting.set(request.id, { resolve, reject });
      });
    },
  };
}

function startSchemaWorker(): Worker {
  // Run from source or from the build: the worker stands beside this file, with the same ending.
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new Worker(new URL(`./schema-worker.${ending}`, import.meta.url), {
    execArgv: [],
    resourceLimits: MEMORY,
  });
}
