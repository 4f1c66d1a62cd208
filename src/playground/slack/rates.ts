import type { SlackClock } from './clock.ts';

/** Calls that may come at once, and how many a minute after that. */
interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

/**
 * One message a second in a channel, with short bursts; the others by their tier.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
const RATES: Readonly<Record<string, Rate>> = {
  'chat.postMessage': { burst: 4, perMinute: 60 },
  'chat.update': { burst: 50, perMinute: 50 },
  'conversations.history': { burst: 50, perMinute: 50 },
  'conversations.replies': { burst: 50, perMinute: 50 },
  'users.info': { burst: 100, perMinute: 100 },
};

/** Seconds to wait before this call may come again; 0 where it may go on. */
export type RateLimiter = (call: { readonly method: string; readonly channel: string }) => number;

/** A bucket for each method, and for each channel where people would notice. */
export function createRateLimiter(clock: SlackClock): RateLimiter {
  const buckets = new Map<string, { readonly left: number; readonly atMs: number }>();
  return ({ method, channel }) => {
    const rate = RATES[method];
    if (!rate) return 0;
    const key = method === 'chat.postMessage' ? `${method} ${channel}` : method;
    const nowMs = clock.now().getTime();
    const bucket = buckets.get(key) ?? { left: rate.burst, atMs: nowMs };
    const refilled = ((nowMs - bucket.atMs) / 60_000) * rate.perMinute;
    const left = Math.min(rate.burst, bucket.left + refilled);
    if (left < 1) return Math.ceil(((1 - left) * 60) / rate.perMinute);
    buckets.set(key, { left: left - 1, atMs: nowMs });
    return 0;
  };
}
