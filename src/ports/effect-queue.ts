import type { StoredEffect } from './record-store.ts';

/** The effect could not be settled yet. It keeps its place in its stream and nobody else's. */
export interface Again {
  readonly againAfterMs: number;
}

/**
 * Runs effects: those of one stream one after the other, streams side by side; one with `notBefore`
 * at its time and out of order; a parallel one at once. The outbox is the truth: what the queue
 * loses is added again at start-up, and a repeat is harmless.
 */
export interface EffectQueue {
  /** Adding an id that waits or runs already does nothing. */
  add(effects: readonly StoredEffect[]): Promise<void>;
  /** A waiting effect is dropped, a running one is aborted through its signal. */
  cancel(ids: readonly string[]): Promise<void>;
  /**
   * Begins to run. The handler must not throw: what fails is settled inside it, or asked for again,
   * which hands the effect over once more with `attempts` raised by one.
   */
  start(handler: EffectHandler): void;
  /**
   * Takes nothing new, aborts what runs in parallel (watches run for half an hour) and waits for the
   * rest, at most `graceMs`; then aborts that, too.
   */
  stop(graceMs: number): Promise<void>;
  /** Resolves when nothing waits but effects of the future. For tests and the shutdown. */
  idle(): Promise<void>;
}

export type EffectHandler = (
  effect: StoredEffect,
  signal: AbortSignal,
) => Promise<Again | undefined>;
