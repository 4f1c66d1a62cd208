import type { StoredEffect } from './record-store.ts';

/** The effect could not be settled yet: it is handed over once more. */
export interface Again {
  readonly againAfterMs: number;
}

/**
 * Runs effects that may run, each pool as many at a time as it has slots; one with `notBefore` at its
 * time. In which order is the record store's to say: it names an effect when its lane is free. What the
 * queue loses is added again from there, and a repeat is harmless.
 */
export interface EffectQueue {
  /** Adding an id that waits or runs already does nothing. Throws `Failure('unavailable')`. */
  add(effects: readonly StoredEffect[]): Promise<void>;
  /**
   * A waiting effect is dropped, a running one is aborted through its signal; unknown ids are harmless.
   * Throws `Failure('unavailable')`.
   */
  cancel(ids: readonly string[]): Promise<void>;
  /**
   * Begins to run. The handler must not throw: what fails is settled inside it, or asked for again,
   * which hands the effect over once more with `attempts` raised by one.
   */
  start(handler: EffectHandler): void;
  /**
   * Takes nothing new, aborts the pools `parallel` and `background` (watches run for half an hour) and
   * waits for the rest, at most `graceMs`; then aborts that, too.
   */
  stop(graceMs: number): Promise<void>;
  /** Resolves when nothing waits here but effects of the future. For tests and the shutdown. */
  idle(): Promise<void>;
}

export type EffectHandler = (
  effect: StoredEffect,
  signal: AbortSignal,
) => Promise<Again | undefined>;
