import { within } from '../../domain/patience.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Schedule, ScheduledWork } from '../../ports/schedule.ts';
import { MACHINE_TIME } from './connections.ts';
import { asFailure } from './outage.ts';
import { createPlannedWork, nextTimeOf, type PlannedWork } from './planned-work.ts';
import { createScheduleClients } from './schedule-clients.ts';
import { createToldErrors } from './told-errors.ts';

export interface BullScheduleOptions {
  /** `redis://` or `rediss://`. */
  readonly url: string;
  readonly logger: Logger;
  /** First part of every key. BullMQ's own default, so that its tools find the queues. */
  readonly prefix?: string;
}

/** How long the end of the last runs may take to reach Redis while the process stops. */
const LAST_WORDS_MS = 3_000;

/**
 * Work runs in one of the processes that define it, one run of a name at a time; where that process
 * dies, in another within a quarter of a minute. `define` while Redis is away takes effect when it is
 * back; `soon` and `nextAt` throw `Failure('unavailable')` at once. Nothing is connected to before work
 * is defined or its time is asked for.
 */
export function createBullSchedule(options: BullScheduleOptions): Schedule {
  const { url, logger, prefix = 'bull' } = options;
  const errors = createToldErrors(logger, 'the schedule is not well');
  const planned = new Map<string, PlannedWork>();
  const clients = createScheduleClients({ url, errors, onReady: keepAll });

  /** A Redis that forgot its data while it was away has the times again. */
  function keepAll(): void {
    for (const plan of planned.values()) plan.keep().catch((error: unknown) => errors.tell(error));
  }

  function plan(work: ScheduledWork): PlannedWork {
    const known = planned.get(work.name);
    if (known) {
      known.replace(work);
      return known;
    }
    const made = createPlannedWork({
      work,
      clients: { producer: clients.producer().client, worker: clients.worker() },
      prefix,
      logger,
      errors,
    });
    planned.set(work.name, made);
    return made;
  }

  return {
    async define(work) {
      const made = plan(work);
      const producer = clients.producer();
      await producer.opened;
      if (producer.client.status === 'ready')
        await made.keep().catch((error: unknown) => errors.tell(error));
    },
    async soon(name) {
      const made = planned.get(name);
      if (!made) throw new Error(`no work is defined by the name ${name}`);
      await clients.producer().opened;
      await asFailure(made.soon());
    },
    async nextAt(name) {
      const producer = clients.producer();
      await producer.opened;
      return asFailure(nextTimeOf(name, { producer: producer.client, prefix, errors }));
    },
    async stop() {
      await closeAll([...planned.values()]);
      clients.close();
    },
  };
}

async function closeAll(plans: readonly PlannedWork[]): Promise<void> {
  const drained = Promise.allSettled(plans.map((one) => one.drain()));
  await Promise.all(plans.map((one) => one.quiet()));
  // Without Redis they have nobody to tell it to: what ran counts as stalled, and runs again.
  await within({ clock: MACHINE_TIME, ms: LAST_WORDS_MS, work: drained });
  await Promise.all(plans.map((one) => one.close()));
}
