import { Failure } from '../../domain/failure.ts';

/** What came of reading something from a chat platform. */
export type SlowReading<Value> =
  | { readonly type: 'read'; readonly value: Value }
  /** The platform asked to slow down: milliseconds before another call. */
  | { readonly type: 'slowed'; readonly retryAfterMs: number };

/** A pause that the platform asks for is no outage; everything else is thrown as it came. */
export async function slowly<Value>(read: () => Promise<Value>): Promise<SlowReading<Value>> {
  try {
    return { type: 'read', value: await read() };
  } catch (error) {
    const retryAfterMs =
      error instanceof Failure && error.kind === 'unavailable' ? error.retryAfterMs : undefined;
    if (retryAfterMs === undefined) throw error;
    return { type: 'slowed', retryAfterMs };
  }
}
