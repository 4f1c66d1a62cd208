import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Schedule, ScheduledWork } from '../../ports/schedule.ts';

interface TimerScheduleOptions {
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Plan {
  work: ScheduledWork;
  /** Ends the recurrence; undefined where there is none. */
  every: AbortController | undefined;
  /** When it recurs next. */
  nextAt: Date | undefined;
  /** Ends the wait of the last `soon`. */
  soon: AbortController | undefined;
  running: Promise<void>;
  /** One is to begin when what runs has ended. */
  hasNext: boolean;
}

/** Starts work in this process, one run of a name at a time. What is planned ends with the process. */
export function createTimerSchedule(options: TimerScheduleOptions): Schedule {
  return new TimerSchedule(options);
}

class TimerSchedule implements Schedule {
  readonly #options: TimerScheduleOptions;
  readonly #plans = new Map<string, Plan>();
  #isStopping = false;

  constructor(options: TimerScheduleOptions) {
    this.#options = options;
  }

  async define(work: ScheduledWork): Promise<void> {
    if (this.#isStopping) return;
    const known = this.#plans.get(work.name);
    const isSameRhythm = known?.work.everyMs === work.everyMs;
    const plan = known ?? {
      work,
      every: undefined,
      nextAt: undefined,
      soon: undefined,
      running: Promise.resolve(),
      hasNext: false,
    };
    plan.work = work;
    this.#plans.set(work.name, plan);
    if (known && isSameRhythm) return;
    plan.every?.abort();
    plan.every = undefined;
    plan.nextAt = undefined;
    if (work.everyMs !== undefined) this.#recur(plan, work.everyMs);
  }

  async soon(name: string): Promise<void> {
    const plan = this.#plans.get(name);
    if (!plan) throw new Error(`no work is defined by the name ${name}`);
    if (this.#isStopping) return;
    plan.soon?.abort();
    const soon = new AbortController();
    plan.soon = soon;
    void this.#sleep(plan.work.settleMs, soon.signal).then((isDue) =>
      isDue ? this.#begin(plan) : undefined,
    );
  }

  async nextAt(name: string): Promise<Date | undefined> {
    return this.#plans.get(name)?.nextAt;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    const plans = [...this.#plans.values()];
    for (const { every, soon } of plans) {
      every?.abort();
      soon?.abort();
    }
    await Promise.all(plans.map(({ running }) => running));
  }

  #recur(plan: Plan, everyMs: number): void {
    const every = new AbortController();
    plan.every = every;
    const keep = async (): Promise<void> => {
      for (;;) {
        plan.nextAt = new Date(this.#options.clock.now().getTime() + everyMs);
        if (!(await this.#sleep(everyMs, every.signal))) return;
        await this.#begin(plan);
      }
    };
    void keep();
  }

  /** True when the time is over, false when the signal came first. */
  async #sleep(ms: number, signal: AbortSignal): Promise<boolean> {
    await this.#options.clock.sleep(ms, signal).catch(() => undefined);
    return !signal.aborted;
  }

  async #begin(plan: Plan): Promise<void> {
    if (!plan.hasNext) {
      plan.hasNext = true;
      plan.running = this.#after(plan.running, plan);
    }
    await plan.running;
  }

  async #after(before: Promise<void>, plan: Plan): Promise<void> {
    await before;
    plan.hasNext = false;
    if (this.#isStopping) return;
    const { name, run } = plan.work;
    try {
      await run();
    } catch (error) {
      this.#options.logger.error('scheduled work failed', { name, error });
    }
  }
}
