import type { Json } from '../domain/json.ts';

/** Small things that any process may need for some minutes, and nobody misses who lost them. */
export interface ShortMemory {
  /**
   * Replaces what was kept under that key. It is gone after `lifeMs`, or when it was taken `uses` times.
   * Best effort: never throws. What the caller stores after this call finds it kept, also unawaited.
   */
  keep(
    key: string,
    value: Json,
    limits: { readonly lifeMs: number; readonly uses: number },
  ): Promise<void>;
  /** Takes one use of it. Undefined when it is gone; never throws. */
  take(key: string): Promise<Json | undefined>;
}
