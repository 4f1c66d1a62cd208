import type { SlackClock } from './clock.ts';

/** Calls that may come at once, and how many a minute after that. */
interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

type Rates = Readonly<Record<string, Rate>>;

/**
 * One message a second in a channel, with short bursts; the others by their tier.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
const RATES: Rates = {
  'chat.postMessage': { burst: 4, perMinute: 60 },
  'chat.update': { burst: 50, perMinute: 50 },
  'conversations.history': { burst: 50, perMinute: 50 },
  'conversations.info': { burst: 50, perMinute: 50 },
  'conversations.replies': { burst: 50, perMinute: 50 },
  'files.info': { burst: 100, perMinute: 100 },
  'users.conversations': { burst: 50, perMinute: 50 },
  'users.info': { burst: 100, perMinute: 100 },
};

/**
 * What remains for apps that are distributed commercially outside Slack's Marketplace, with pages of
 * `SLOW_PAGE`. https://docs.slack.dev/reference/methods/conversations.history
 */
const SLOW_RATES: Rates = {
  'conversations.history': { burst: 1, perMinute: 1 },
  'conversations.replies': { burst: 1, perMinute: 1 },
};

interface RateRules {
  /** Every method by its tier. */
  readonly limitsRates?: boolean | undefined;
  /** Past messages at the slow tier. */
  readonly hasSlowHistory?: boolean | undefined;
}

/** Seconds to wait before this call may come again; 0 where it may go on. */
export type RateLimiter = (call: { readonly method: string; readonly channel: string }) => number;

/** A bucket for each method, and for each channel where people would notice. */
export function createRateLimiter(clock: SlackClock, rules: RateRules): RateLimiter {
  const { limitsRates = false, hasSlowHistory = false } = rules;
  const rates = { ...(limitsRates ? RATES : {}), ...(hasSlowHistory ? SLOW_RATES : {}) };
  const buckets = new Map<string, { readonly left: number; readonly atMs: number }>();
  return ({ method, channel }) => {
    const rate = Object.hasOwn(rates, method) ? rates[method] : undefined;
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
