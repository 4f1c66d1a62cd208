import { OpenAI, type ClientOptions } from 'openai';

/** Its own header of the SDK, which no service takes notice of. */
const RETRY_COUNT = 'x-stainless-retry-count';

export interface HostedClientOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  /** A longer `retry-after` is not slept through. */
  readonly longestWaitMs: number;
}

/**
 * The SDK without its habits: it logs nothing, and takes no key, address or header from the environment.
 * What `OPENAI_CUSTOM_HEADERS` has cannot be switched off in the SDK: those headers are dropped from the
 * finished request, and with them what tells of this machine.
 */
export function createHostedClient(options: HostedClientOptions): OpenAI {
  const { apiKey, baseUrl, timeoutMs, maxRetries, longestWaitMs } = options;
  const settings = {
    apiKey,
    // Null and not absent: else they are looked for in the environment.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl,
    timeout: timeoutMs,
    maxRetries,
    logLevel: 'off',
    fetch: async (url, init) => {
      const headers = headersOf(apiKey, new Headers(init?.headers).get(RETRY_COUNT));
      // The key goes to the address that was set and to no other: what sends elsewhere is the answer.
      const response = await fetch(url, { ...init, headers, redirect: 'manual' });
      return withinPatience(response, longestWaitMs);
    },
  } satisfies ClientOptions;
  return new OpenAI(settings);
}

/** All headers of a request but those that Node itself writes. */
function headersOf(apiKey: string, retryCount: string | null): Record<string, string> {
  return {
    accept: 'application/json',
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    'user-agent': 'dotai',
    ...(retryCount === null ? {} : { [RETRY_COUNT]: retryCount }),
  };
}

/** The SDK sleeps up to a minute where the service says so: whoever waits is better told. */
function withinPatience(response: Response, longestWaitMs: number): Response {
  if ((retryAfterMs(response.headers) ?? 0) <= longestWaitMs) return response;
  const headers = new Headers(response.headers);
  headers.set('x-should-retry', 'false');
  return new Response(response.body, { status: response.status, headers });
}

/** Milliseconds that `retry-after-ms` or `retry-after` ask for, the latter in seconds or as a date. */
export function retryAfterMs(headers: Headers | undefined): number | undefined {
  const exact = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (exact > 0) return exact;
  const given = headers?.get('retry-after') ?? '';
  const seconds = Number.parseFloat(given);
  if (seconds > 0) return Math.ceil(seconds * 1_000);
  const untilMs = Date.parse(given) - Date.now();
  return untilMs > 0 ? untilMs : undefined;
}
