/** Work that recurs, or follows soon on something that may happen many times in a row. */
export interface ScheduledWork {
  /** `[a-z-]+`. */
  readonly name: string;
  /** Milliseconds between two runs. Undefined: only when asked for by `soon`. */
  readonly everyMs?: number;
  /** Milliseconds after the last `soon` that the work begins. */
  readonly settleMs: number;
  /** What it throws is logged; the next run comes all the same. */
  readonly run: () => Promise<void>;
}

/** Starts work at its times, in one of the processes that share the records. */
export interface Schedule {
  /** Replaces the work of that name. */
  define(work: ScheduledWork): Promise<void>;
  /**
   * Has the work of that name run once it was not asked for any more during its `settleMs`; afterwards
   * where it runs just now. One run of a name at a time. Throws `Failure('unavailable')`; any other
   * error where no work of that name was defined here.
   */
  soon(name: string): Promise<void>;
  /**
   * When the work of that name recurs next, whichever process defined it; past where it is due and did
   * not begin yet. Undefined where it does not recur. Throws `Failure('unavailable')`.
   */
  nextAt(name: string): Promise<Date | undefined>;
  /** Begins nothing more and waits for what runs. */
  stop(): Promise<void>;
}
