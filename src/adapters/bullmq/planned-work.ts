import { type Job, Queue, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from '../../ports/logger.ts';
import type { ScheduledWork } from '../../ports/schedule.ts';
import { FORGOTTEN_AT_ITS_END } from './effect-job.ts';
import type { ToldErrors } from './told-errors.ts';
import { RECOVERY } from './worker-settings.ts';

/** Work of one name: its queue, and this process' worker of it. */
export interface PlannedWork {
  replace(work: ScheduledWork): void;
  /** Writes its times to Redis; those that are there already stay. */
  keep(): Promise<void>;
  soon(): Promise<void>;
  /** Begins nothing more; resolves when what runs has ended and Redis was told. */
  drain(): Promise<void>;
  /** Resolves when nothing runs. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

interface PlannedWorkParts {
  readonly work: ScheduledWork;
  readonly clients: { readonly producer: Redis; readonly worker: Redis };
  readonly prefix: string;
  readonly logger: Logger;
  readonly errors: ToldErrors;
}

const EVERY = 'every';
const SOON = 'soon';

/** When work recurs next, whichever process planned it. Undefined where it does not recur. */
export async function nextTimeOf(
  name: string,
  parts: Pick<PlannedWorkParts, 'prefix' | 'errors'> & { readonly producer: Redis },
): Promise<Date | undefined> {
  const queue = openQueue(name, parts);
  try {
    const next = (await queue.getJobScheduler(EVERY))?.next;
    return next === undefined ? undefined : new Date(next);
  } finally {
    await queue.close();
  }
}

function openQueue(
  name: string,
  {
    producer,
    prefix,
    errors,
  }: Pick<PlannedWorkParts, 'prefix' | 'errors'> & { readonly producer: Redis },
): Queue<unknown> {
  const queue = new Queue<unknown>(queueNameOf(name), {
    connection: producer,
    prefix,
    streams: { events: { maxLen: 100 } },
    skipVersionCheck: true,
    skipWaitingForReady: true,
  });
  queue.on('error', (error) => errors.tell(error));
  return queue;
}

function queueNameOf(name: string): string {
  return `dotai-schedule-${name}`;
}

/** A queue of its own, so that only processes that know the work take it. */
export function createPlannedWork(parts: PlannedWorkParts): PlannedWork {
  return new QueuedWork(parts);
}

class QueuedWork implements PlannedWork {
  readonly #parts: PlannedWorkParts;
  readonly #queue: Queue<unknown>;
  readonly #worker: Worker<unknown, void>;
  #work: ScheduledWork;
  #running: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(parts: PlannedWorkParts) {
    this.#parts = parts;
    this.#work = parts.work;
    const { clients, prefix, errors } = parts;
    const { name } = parts.work;
    this.#queue = openQueue(name, { producer: clients.producer, prefix, errors });
    this.#worker = new Worker<unknown, void>(
      queueNameOf(name),
      (job, token) => this.#take(job, token),
      {
        ...RECOVERY,
        connection: clients.worker,
        prefix,
        concurrency: 1,
      },
    );
    this.#worker.on('error', (error) => errors.tell(error));
  }

  replace(work: ScheduledWork): void {
    this.#work = work;
  }

  async keep(): Promise<void> {
    const { everyMs } = this.#work;
    // Of all processes together, not of each.
    await this.#queue.setGlobalConcurrency(1);
    if (everyMs === undefined) {
      await this.#queue.removeJobScheduler(EVERY);
      return;
    }
    // Counts for times that are new; without it the first run would be at once.
    const startDate = Date.now() + everyMs;
    const template = { name: EVERY, opts: FORGOTTEN_AT_ITS_END };
    await this.#queue.upsertJobScheduler(EVERY, { every: everyMs, startDate }, template);
  }

  async soon(): Promise<void> {
    await this.#queue.add(SOON, undefined, {
      ...FORGOTTEN_AT_ITS_END,
      delay: this.#work.settleMs,
      // One that waits begins later; while one runs, another one comes after it.
      deduplication: { id: SOON, replace: true, keepLastIfActive: true },
    });
  }

  async drain(): Promise<void> {
    this.#isStopping = true;
    await this.#worker.pause();
  }

  async quiet(): Promise<void> {
    await this.#running;
  }

  async close(): Promise<void> {
    await this.#worker.close(true);
    await this.#queue.close();
  }

  async #take(job: Job<unknown, void>, token: string | undefined): Promise<void> {
    if (this.#isStopping) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    this.#running = this.#run();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { name, run } = this.#work;
    try {
      await run();
    } catch (error) {
      this.#parts.logger.error('scheduled work failed', { name, error });
    }
  }
}
