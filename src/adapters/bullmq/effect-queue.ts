import { Queue } from 'bullmq';
import { within } from '../../domain/patience.ts';
import type { EffectHandler, EffectQueue } from '../../ports/effect-queue.ts';
import type { Logger } from '../../ports/logger.ts';
import { EFFECT_POOLS, type EffectPool, type StoredEffect } from '../../ports/record-store.ts';
import { type Cancellations, hearCancelled, tellCancelled } from './cancellations.ts';
import { MACHINE_TIME, openProducer, openWorkerClient, type Producer } from './connections.ts';
import { type EffectJob, jobIdOf, jobOf } from './effect-job.ts';
import { createEffectWorker, type EffectWorker } from './effect-worker.ts';
import { asFailure } from './outage.ts';
import { createToldErrors, type ToldErrors } from './told-errors.ts';

export interface BullQueueOptions {
  /** `redis://` or `rediss://`. */
  readonly url: string;
  readonly logger: Logger;
  /** How many effects of a pool run at once in this process. */
  readonly slots: Readonly<Record<EffectPool, number>>;
  /** First part of every key. BullMQ's own default, so that its tools find the queues. */
  readonly prefix?: string;
}

/**
 * How long aborted effects may take to end, and to tell Redis so. What is not over by then, or cannot
 * be told because Redis is away, counts as stalled and is begun elsewhere.
 */
const LAST_WORDS_MS = 3_000;

/** How often `idle` looks. */
const LOOK_EVERY_MS = 20;

/**
 * Runs effects in whichever processes call `start`, one BullMQ queue a pool. `add` and `cancel` throw
 * `Failure('unavailable')` at once while Redis is away; workers wait for it. A process that never
 * calls `start` opens one connection and no blocking one.
 */
export function createBullQueue(options: BullQueueOptions): EffectQueue {
  return new BullQueue({ prefix: 'bull', ...options });
}

/** What `start` began in this process. */
interface Working {
  readonly workers: readonly EffectWorker[];
  readonly cancellations: Cancellations;
  readonly disconnect: () => void;
}

class BullQueue implements EffectQueue {
  readonly #options: Required<BullQueueOptions>;
  readonly #errors: ToldErrors;
  readonly #producer: Producer;
  readonly #queues: ReadonlyMap<EffectPool, Queue<EffectJob['data']>>;
  readonly #channel: string;
  #working: Working | undefined;

  constructor(options: Required<BullQueueOptions>) {
    this.#options = options;
    this.#errors = createToldErrors(options.logger, 'the effect queue is not well');
    this.#producer = openProducer(options.url, this.#errors);
    this.#channel = `${options.prefix}:dotai-cancelled`;
    this.#queues = new Map(EFFECT_POOLS.map((pool) => [pool, this.#queueOf(pool)]));
  }

  async add(effects: readonly StoredEffect[]): Promise<void> {
    await this.#producer.opened;
    for (const [pool, queue] of this.#queues) {
      const jobs = effects.filter((effect) => effect.pool === pool).map(jobOf);
      if (jobs.length > 0) await asFailure(queue.addBulk(jobs));
    }
  }

  async cancel(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const worker of this.#working?.workers ?? []) worker.abort(ids);
    await this.#producer.opened;
    // One that runs stays where it is; its process hears of it. In this order, so that what was begun
    // in between hears, too.
    await asFailure(
      Promise.all(
        [...this.#queues.values()].flatMap((queue) => ids.map((id) => queue.remove(jobIdOf(id)))),
      ),
    );
    await asFailure(tellCancelled(this.#producer.client, { channel: this.#channel, ids }));
  }

  start(handler: EffectHandler): void {
    const { url, slots, prefix, logger } = this.#options;
    const client = openWorkerClient(url, this.#errors);
    const workers = EFFECT_POOLS.map((pool) => {
      const shared = { prefix, client, handler, logger, errors: this.#errors };
      return createEffectWorker({ ...shared, pool, slots: slots[pool], queueName: nameOf(pool) });
    });
    const cancellations = hearCancelled({
      url,
      channel: this.#channel,
      onCancelled: (ids) => workers.forEach((worker) => worker.abort(ids)),
    });
    this.#working = { workers, cancellations, disconnect: () => client.disconnect() };
  }

  async stop(graceMs: number): Promise<void> {
    if (this.#working) await stopWorking(this.#working, graceMs);
    for (const queue of this.#queues.values()) await queue.close();
    this.#producer.client.disconnect();
  }

  async idle(): Promise<void> {
    while (!(await asFailure(this.#isIdle()))) await MACHINE_TIME.sleep(LOOK_EVERY_MS);
  }

  async #isIdle(): Promise<boolean> {
    await this.#producer.opened;
    const counts = await Promise.all(
      [...this.#queues.values()].map((queue) => queue.getJobCountByTypes('waiting', 'active')),
    );
    return counts.every((count) => count === 0);
  }

  #queueOf(pool: EffectPool): Queue<EffectJob['data']> {
    const queue = new Queue<EffectJob['data']>(nameOf(pool), {
      connection: this.#producer.client,
      prefix: this.#options.prefix,
      // Nobody reads the events; each kept one is memory.
      streams: { events: { maxLen: 100 } },
      // Or an outage while this process starts would make the queue useless for good.
      skipVersionCheck: true,
      skipWaitingForReady: true,
    });
    queue.on('error', (error) => this.#errors.tell(error));
    return queue;
  }
}

function nameOf(pool: EffectPool): string {
  return `dotai-${pool}`;
}

async function stopWorking(working: Working, graceMs: number): Promise<void> {
  const { workers, cancellations, disconnect } = working;
  const drained = Promise.allSettled(workers.map((worker) => worker.drain()));
  for (const worker of workers) {
    if (worker.pool === 'parallel' || worker.pool === 'background') worker.abortAll();
  }
  await within({ clock: MACHINE_TIME, ms: graceMs, work: drained });
  for (const worker of workers) worker.abortAll();
  await within({ clock: MACHINE_TIME, ms: LAST_WORDS_MS, work: drained });
  cancellations.close();
  await Promise.all(workers.map((worker) => worker.close()));
  disconnect();
}
