import { setTimeout as wait } from 'node:timers/promises';

/** The local Slack's only source of time, so that tests can move it by hand. */
export interface SlackClock {
  now(): Date;
  /** Resolves after `ms` milliseconds, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: SlackClock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    await wait(ms, undefined, signal ? { signal, ref: false } : { ref: false });
  },
};
