import { within } from '../../domain/patience.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Again, EffectHandler, EffectQueue } from '../../ports/effect-queue.ts';
import type { Logger } from '../../ports/logger.ts';
import { EFFECT_POOLS, type EffectPool, type StoredEffect } from '../../ports/record-store.ts';

/** Longest wait in one piece: a machine that slept, or whose time was set, is noticed by then. */
const LONGEST_WAIT_MS = 3_600_000;

interface Entry {
  effect: StoredEffect;
  isRunning: boolean;
  readonly abort: AbortController;
}

interface InProcessQueueOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** How many effects of a pool run at once. */
  readonly slots: Readonly<Record<EffectPool, number>>;
}

/** Runs effects in this process. */
export function createInProcessQueue(options: InProcessQueueOptions): EffectQueue {
  return new InProcessQueue(options);
}

class InProcessQueue implements EffectQueue {
  readonly #options: InProcessQueueOptions;
  readonly #entries = new Map<string, Entry>();
  /** Those that wait for a slot, or for the start, longest first. */
  readonly #waiting = new Map(EFFECT_POOLS.map((pool) => [pool, new Set<Entry>()]));
  readonly #running = new Map<EffectPool, number>();
  readonly #tasks = new Set<Promise<void>>();
  readonly #idleWaiters: (() => void)[] = [];
  #handler: EffectHandler | undefined;
  #isStopping = false;

  constructor(options: InProcessQueueOptions) {
    this.#options = options;
  }

  async add(effects: readonly StoredEffect[]): Promise<void> {
    for (const effect of effects) this.#admit(effect);
    this.#pump();
  }

  async cancel(ids: readonly string[]): Promise<void> {
    for (const entry of ids.flatMap((id) => this.#entries.get(id) ?? [])) {
      entry.abort.abort(new Error('cancelled'));
      if (!entry.isRunning) this.#forget(entry);
    }
    this.#pump();
  }

  start(handler: EffectHandler): void {
    this.#handler = handler;
    this.#pump();
  }

  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true;
    const { clock } = this.#options;
    this.#abortAll(({ effect }) => effect.pool === 'parallel' || effect.pool === 'background');
    await within({ clock, ms: graceMs, work: Promise.all(this.#tasks) });
    this.#abortAll(() => true);
    await Promise.all(this.#tasks);
  }

  #abortAll(isMeant: (entry: Entry) => boolean): void {
    for (const entry of this.#entries.values()) {
      if (isMeant(entry)) entry.abort.abort(new Error('stopping'));
    }
  }

  async idle(): Promise<void> {
    if (this.#isIdle()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#idleWaiters.push(resolve);
    await promise;
  }

  #isIdle(): boolean {
    return this.#tasks.size === 0 && EFFECT_POOLS.every((pool) => this.#lineOf(pool).size === 0);
  }

  #admit(effect: StoredEffect): void {
    if (this.#isStopping || this.#entries.has(effect.id)) return;
    const entry = { effect, isRunning: false, abort: new AbortController() };
    this.#entries.set(effect.id, entry);
    const dueMs = effect.notBefore === undefined ? 0 : Date.parse(effect.notBefore);
    if (dueMs > this.#options.clock.now().getTime()) void this.#rest(entry, dueMs);
    else this.#lineOf(effect.pool).add(entry);
  }

  /** Starts whatever may run now. */
  #pump(): void {
    const handler = this.#handler;
    if (handler && !this.#isStopping) {
      for (let entry = this.#next(); entry; entry = this.#next()) {
        const task = this.#run(entry, handler).finally(() => {
          this.#tasks.delete(task);
          this.#pump();
        });
        this.#tasks.add(task);
      }
    }
    if (this.#isIdle()) for (const wake of this.#idleWaiters.splice(0)) wake();
  }

  #next(): Entry | undefined {
    for (const pool of EFFECT_POOLS) {
      const [first] = this.#lineOf(pool);
      if (!first || this.#runningOf(pool) >= this.#options.slots[pool]) continue;
      this.#lineOf(pool).delete(first);
      return first;
    }
    return undefined;
  }

  async #run(entry: Entry, handler: EffectHandler): Promise<void> {
    const { pool } = entry.effect;
    entry.isRunning = true;
    this.#running.set(pool, this.#runningOf(pool) + 1);
    const again = await attempt({ entry, handler, logger: this.#options.logger });
    entry.isRunning = false;
    this.#running.set(pool, this.#runningOf(pool) - 1);
    if (!again || entry.abort.signal.aborted) {
      this.#forget(entry);
      return;
    }
    entry.effect = { ...entry.effect, attempts: entry.effect.attempts + 1 };
    void this.#rest(entry, this.#options.clock.now().getTime() + again.againAfterMs);
  }

  /** Waits until its time, unless it is cancelled or the queue stops. */
  async #rest(entry: Entry, untilMs: number): Promise<void> {
    const { clock } = this.#options;
    const isDue = await sleepUntil({ clock, untilMs, signal: entry.abort.signal });
    if (!isDue) return;
    this.#lineOf(entry.effect.pool).add(entry);
    this.#pump();
  }

  #lineOf(pool: EffectPool): Set<Entry> {
    return this.#waiting.get(pool) ?? new Set();
  }

  #runningOf(pool: EffectPool): number {
    return this.#running.get(pool) ?? 0;
  }

  #forget(entry: Entry): void {
    this.#entries.delete(entry.effect.id);
    this.#lineOf(entry.effect.pool).delete(entry);
  }
}

async function attempt(run: {
  readonly logger: Logger;
  readonly entry: Entry;
  readonly handler: EffectHandler;
}): Promise<Again | undefined> {
  const { effect, abort } = run.entry;
  try {
    return await run.handler(effect, abort.signal);
  } catch (error) {
    run.logger.error('effect handler threw', { effectId: effect.id, type: effect.type, error });
    return undefined;
  }
}

/** True when the time has come, false when the signal came first. */
async function sleepUntil(wait: {
  readonly clock: Clock;
  readonly untilMs: number;
  readonly signal: AbortSignal;
}): Promise<boolean> {
  const { clock, untilMs, signal } = wait;
  while (!signal.aborted) {
    const leftMs = untilMs - clock.now().getTime();
    if (leftMs <= 0) return true;
    await clock.sleep(Math.min(leftMs, LONGEST_WAIT_MS), signal).catch(() => undefined);
  }
  return false;
}
