import type { Redis } from 'ioredis';
import { openProducer, openWorkerClient, type Producer } from './connections.ts';
import type { ToldErrors } from './told-errors.ts';

/** Each connection is opened when it is first asked for: a process that only hears needs none. */
export interface ScheduleClients {
  producer(): Producer;
  /** For the commands of all workers of the schedule. */
  worker(): Redis;
  close(): void;
}

export function createScheduleClients(options: {
  readonly url: string;
  readonly errors: ToldErrors;
  /** Called whenever the producer has reached Redis, again after each loss. */
  readonly onReady: () => void;
}): ScheduleClients {
  const { url, errors, onReady } = options;
  let producer: Producer | undefined;
  let worker: Redis | undefined;

  function opened(): Producer {
    const made = openProducer(url, errors);
    made.client.on('ready', onReady);
    return made;
  }

  return {
    producer() {
      producer ??= opened();
      return producer;
    },
    worker() {
      worker ??= openWorkerClient(url, errors);
      return worker;
    },
    close() {
      worker?.disconnect();
      producer?.client.disconnect();
    },
  };
}
