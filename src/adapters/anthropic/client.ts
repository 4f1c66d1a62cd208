import { Anthropic, type ClientOptions } from '@anthropic-ai/sdk';
import { retryAfterMs } from './retry-after.ts';

const SERVICE_URL = 'https://api.anthropic.com';

/** The version of the API that the SDK speaks; it sends the same unless the environment says otherwise. */
const API_VERSION = '2026-10-21';

/** A longer `retry-after` is not slept through: the person hears of it and decides. */
const LONGEST_WAIT_MS = 10_000;

/** Its own header of the SDK, which the service takes no notice of. */
const RETRY_COUNT = 'x-stainless-retry-count';

/**
 * The SDK without its habits: it logs nothing, traces nothing, and takes no key, address or header from
 * the environment. What `ANTHROPIC_CUSTOM_HEADERS` has cannot be switched off in the SDK: those
 * headers are dropped from the finished request, and with them what tells of this machine.
 */
export function createClient(options: {
  readonly apiKey: string;
  readonly baseUrl: string | undefined;
  readonly maxRetries: number;
}): Anthropic {
  const { apiKey, baseUrl, maxRetries } = options;
  const settings = {
    apiKey,
    // Null and not absent: else they are looked for in the environment.
    authToken: null,
    webhookKey: null,
    baseURL: baseUrl ?? SERVICE_URL,
    maxRetries,
    logLevel: 'off',
    openTelemetry: false,
    fetch: async (url, init) => {
      const headers = headersOf(apiKey, new Headers(init?.headers).get(RETRY_COUNT));
      // The key goes to the address that was set and to no other: what sends elsewhere is the answer.
      return withinPatience(await fetch(url, { ...init, headers, redirect: 'manual' }));
    },
  } satisfies ClientOptions;
  return new Anthropic(settings);
}

/** All headers of a request but those that Node itself writes. */
function headersOf(apiKey: string, retryCount: string | null): Record<string, string> {
  return {
    accept: 'application/json',
    'anthropic-version': API_VERSION,
    'content-type': 'application/json',
    'user-agent': 'dotai',
    'x-api-key': apiKey,
    ...(retryCount === null ? {} : { [RETRY_COUNT]: retryCount }),
  };
}

/** The SDK sleeps as long as the service says; a long wait is for the person to know instead. */
function withinPatience(response: Response): Response {
  if ((retryAfterMs(response.headers) ?? 0) <= LONGEST_WAIT_MS) return response;
  const headers = new Headers(response.headers);
  headers.set('x-should-retry', 'false');
  return new Response(response.body, { status: response.status, headers });
}
