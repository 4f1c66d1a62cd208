import type { ChildProcess } from 'node:child_process';
import { Failure } from '../../domain/failure.ts';
import { untilAborted } from '../../domain/until-aborted.ts';
import type { Clock } from '../../ports/clock.ts';
import { EmbeddingAnswer, type EmbeddingRequest } from './embedding-messages.ts';

/** How long a process keeps its model (about 250 MB) while nobody asks. */
export const IDLE_MS = 180_000;

/**
 * When a process that does not answer is given up. One text takes some 100 ms, the first one half a
 * second more; a machine that is this much slower is of no use for it.
 */
export const ANSWER_MS = 60_000;

const RETRY_AFTER_MS = 1_000;

/** One process with a model of its own: started by the first text, ended when idle, replaced after a crash. */
export interface EmbeddingProcess {
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

interface ProcessParts {
  readonly clock: Clock;
  /** As the clock's, but a program that has nothing else to wait for does not wait for it. */
  readonly sleepIdle: Clock['sleep'];
  /** With a channel that carries typed arrays: `serialization: 'advanced'`. */
  readonly startProcess: () => ChildProcess;
}

export function createEmbeddingProcess(parts: ProcessParts): EmbeddingProcess {
  const queue: Waiting[] = [];
  let current: Waiting | undefined;
  let running: Running | undefined;
  let isClosed = false;

  function settle(answer: EmbeddingAnswer): void {
    // A copy: as it came it is a view of all that was read from the channel at once.
    if ('values' in answer) current?.resolve(answer.values.slice());
    else current?.reject(unavailable(new Error(answer.error)));
    next();
  }

  /** Whoever waits hears of it; the next text starts another process. */
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
      if (running) void running.end(cause);
      else fail(cause); // the machine has no room for a process
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

/** A process that runs, one text after the other. */
interface Running {
  send(text: string): void;
  /** Nothing more for now: it ends by itself after a while, and keeps no other process alive until then. */
  rest(): void;
  /** Resolves when it has ended. */
  end(cause: unknown): Promise<void>;
}

function run(
  { clock, sleepIdle, startProcess }: ProcessParts,
  told: {
    readonly onAnswer: (answer: EmbeddingAnswer) => void;
    readonly onEnd: (cause: unknown) => void;
  },
): Running {
  const child = startProcess();
  const gone = untilGone(child);
  let hasEnded = false;
  let lastId = 0;
  const alarm = createAlarm((why) => void end(new Error(why)));

  async function end(cause: unknown): Promise<void> {
    if (!hasEnded) {
      hasEnded = true;
      alarm.off();
      told.onEnd(cause);
    }
    child.ref();
    child.kill('SIGKILL'); // it has nothing to lose, and may be in the middle of a text
    await gone;
  }

  child.on('message', (message) => {
    const { data: answer, error } = EmbeddingAnswer.safeParse(message);
    if (!answer) void end(error);
    else if (!hasEnded && answer.id === lastId) told.onAnswer(answer);
  });
  child.on('error', (cause) => void end(cause));
  child.on('exit', (code, signal) => void end(new Error(`the process ended: ${signal ?? code}`)));
  return {
    send(text) {
      lastId += 1;
      child.ref();
      child.channel?.ref();
      const request: EmbeddingRequest = { id: lastId, text };
      child.send(request, (error) => {
        if (error) void end(error);
      });
      const why = `no answer within ${ANSWER_MS} ms`;
      alarm.set(why, (stopped) => clock.sleep(ANSWER_MS, stopped));
    },
    rest() {
      child.unref();
      child.channel?.unref();
      alarm.set('idle', (stopped) => sleepIdle(IDLE_MS, stopped));
    },
    end,
  };
}

/** One at a time: the one set last, unless it is switched off before. */
function createAlarm(ring: (why: string) => void) {
  let timer = new AbortController();
  return {
    set(why: string, sleep: (stopped: AbortSignal) => Promise<void>): void {
      timer.abort();
      timer = new AbortController();
      sleep(timer.signal).then(
        () => ring(why),
        () => undefined, // it was told otherwise in time
      );
    },
    off: () => timer.abort(),
  };
}

/** Resolves when the process is no more, also where it never began. */
async function untilGone(child: ChildProcess): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  child.once('exit', () => resolve());
  child.on('error', () => {
    if (child.pid === undefined) resolve();
  });
  return promise;
}

function unavailable(cause: unknown): Failure {
  const message = 'Texts cannot be compared by their meaning just now.';
  return new Failure('unavailable', message, { cause, retryAfterMs: RETRY_AFTER_MS });
}
