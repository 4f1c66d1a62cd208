import { DelayedError, type Job, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Again, EffectHandler } from '../../ports/effect-queue.ts';
import type { Logger } from '../../ports/logger.ts';
import type { EffectPool, StoredEffect } from '../../ports/record-store.ts';
import { effectOf } from './effect-job.ts';
import type { ToldErrors } from './told-errors.ts';
import { RECOVERY } from './worker-settings.ts';

/** Why a running effect was aborted; its signal's reason is an error with that message. */
type Ending = 'cancelled' | 'stopping' | 'lock lost';

interface Run {
  readonly jobId: string;
  readonly effect: StoredEffect;
  readonly abort: AbortController;
  ending: Ending | undefined;
}

export interface EffectWorkerOptions {
  readonly pool: EffectPool;
  readonly slots: number;
  readonly queueName: string;
  readonly prefix: string;
  readonly client: Redis;
  readonly handler: EffectHandler;
  readonly logger: Logger;
  readonly errors: ToldErrors;
}

/** Runs the effects of one pool in this process. */
export interface EffectWorker {
  readonly pool: EffectPool;
  abort(effectIds: readonly string[]): void;
  /** Begins nothing more; resolves when what runs has ended and Redis was told. */
  drain(): Promise<void>;
  /** After `drain`: aborts what runs. It is begun again, here or elsewhere. */
  abortAll(): void;
  /** Closes its connections, whatever runs. */
  close(): Promise<void>;
}

export function createEffectWorker(options: EffectWorkerOptions): EffectWorker {
  return new PoolWorker(options);
}

class PoolWorker implements EffectWorker {
  readonly pool: EffectPool;
  readonly #options: EffectWorkerOptions;
  readonly #worker: Worker<unknown, void>;
  readonly #runs = new Set<Run>();
  #isStopping = false;

  constructor(options: EffectWorkerOptions) {
    this.#options = options;
    this.pool = options.pool;
    const { queueName, slots, prefix, client, errors } = options;
    this.#worker = new Worker<unknown, void>(queueName, (job, token) => this.#take(job, token), {
      ...RECOVERY,
      connection: client,
      prefix,
      concurrency: slots,
    });
    this.#worker.on('error', (error) => errors.tell(error));
    this.#worker.on('lockRenewalFailed', (jobIds) => {
      this.#end('lock lost', ({ jobId }) => jobIds.includes(jobId));
    });
  }

  abort(effectIds: readonly string[]): void {
    this.#end('cancelled', ({ effect }) => effectIds.includes(effect.id));
  }

  async drain(): Promise<void> {
    this.#isStopping = true;
    await this.#worker.pause();
  }

  abortAll(): void {
    this.#end('stopping', () => true);
  }

  async close(): Promise<void> {
    await this.#worker.close(true);
  }

  #end(ending: Ending, isMeant: (run: Run) => boolean): void {
    for (const run of this.#runs) {
      if (run.ending !== undefined || !isMeant(run)) continue;
      run.ending = ending;
      run.abort.abort(new Error(ending));
    }
  }

  async #take(job: Job<unknown, void>, token: string | undefined): Promise<void> {
    const effect = effectOf(job.data);
    const jobId = job.id;
    if (!effect || jobId === undefined) {
      this.#options.logger.error('a queued effect could not be read', { jobId });
      return;
    }
    if (this.#isStopping) await handBack(job, token);
    // Its lock was lost, and nobody but this process took it up again.
    this.#end('lock lost', (run) => run.jobId === jobId);
    const run: Run = { jobId, effect, abort: new AbortController(), ending: undefined };
    await settle({ job, token, run, again: await this.#perform(run) });
  }

  async #perform(run: Run): Promise<Again | undefined> {
    this.#runs.add(run);
    const again = await attempt(this.#options, run);
    this.#runs.delete(run);
    return again;
  }
}

async function attempt(
  { handler, logger }: EffectWorkerOptions,
  { effect, abort }: Run,
): Promise<Again | undefined> {
  try {
    return await handler(effect, abort.signal);
  } catch (error) {
    logger.error('effect handler threw', { effectId: effect.id, type: effect.type, error });
    return undefined; // the record store still knows it, and adds it again
  }
}

/** Tells BullMQ what becomes of the job: what returns ends it, its own errors say that it goes on. */
async function settle(ended: {
  readonly job: Job<unknown, void>;
  readonly token: string | undefined;
  readonly run: Run;
  readonly again: Again | undefined;
}): Promise<void> {
  const { job, token, run, again } = ended;
  switch (run.ending) {
    case 'lock lost':
      throw new WaitingError(); // another has it: there is nothing to tell
    case 'stopping':
      return handBack(job, token);
    case 'cancelled':
      return undefined;
    case undefined:
      if (!again) return undefined;
      await job.updateData({ ...run.effect, attempts: run.effect.attempts + 1 });
      await job.moveToDelayed(Date.now() + again.againAfterMs, token);
      throw new DelayedError();
  }
}

/** Gives it to whoever is there, at once. */
async function handBack(job: Job<unknown, void>, token: string | undefined): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}
