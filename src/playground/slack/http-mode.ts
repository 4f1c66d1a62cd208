import { createHmac } from 'node:crypto';
import { Failure } from '../../domain/failure.ts';
import type { SlackClock } from './clock.ts';
import { type Outgoing, type Transport, Undelivered } from './delivery.ts';

/** Where the app listens. */
export interface RequestUrls {
  readonly events: string;
  readonly commands: string;
  readonly interactivity: string;
}

/** Slack's signature of a raw body. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

interface HttpMode {
  readonly clock: SlackClock;
  readonly signingSecret: string;
  readonly urls: RequestUrls;
}

export function createHttpMode(mode: HttpMode): Transport {
  return {
    async deliver(outgoing) {
      const { url, type, body } = requestFor(mode.urls, outgoing);
      const retries: Record<string, string> =
        outgoing.attempt === 0
          ? {}
          : {
              'x-slack-retry-num': String(outgoing.attempt),
              'x-slack-retry-reason': retryHeader(outgoing.retryReason),
            };
      const response = await post(mode, url, { ...retries, 'content-type': type }, body);
      if (response.status !== 200) throw new Undelivered('http_error');
      return answerIn(await response.text());
    },
  };
}

/**
 * Sends the challenge with which Slack checks a request URL. Throws `Failure('invalid-input')` where
 * the app does not answer with it.
 */
export async function verifyUrl(mode: HttpMode): Promise<void> {
  const challenge = 'a-challenge-of-the-local-slack';
  const body = JSON.stringify({ type: 'url_verification', token: 'local', challenge });
  const headers = { 'content-type': 'application/json' };
  const response = await post(mode, mode.urls.events, headers, body);
  if (!(await response.text()).includes(challenge)) {
    const message = 'The request URL did not answer the challenge. Check the signing secret.';
    throw new Failure('invalid-input', message);
  }
}

async function post(
  { clock, signingSecret }: HttpMode,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Response> {
  const timestamp = String(Math.floor(clock.now().getTime() / 1_000));
  const signed = {
    ...headers,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signatureOf(signingSecret, timestamp, body),
  };
  try {
    return await fetch(url, { method: 'POST', headers: signed, body });
  } catch {
    throw new Undelivered('no_connection');
  }
}

function requestFor(urls: RequestUrls, { kind, body }: Outgoing) {
  const form = 'application/x-www-form-urlencoded';
  switch (kind) {
    case 'events_api':
      return { url: urls.events, type: 'application/json', body: JSON.stringify(body) };
    case 'slash_commands': {
      const fields = new URLSearchParams();
      Object.entries(body).forEach(([key, value]) => fields.append(key, String(value)));
      return { url: urls.commands, type: form, body: String(fields) };
    }
    case 'interactive': {
      const fields = new URLSearchParams({ payload: JSON.stringify(body) });
      return { url: urls.interactivity, type: form, body: String(fields) };
    }
  }
}

function retryHeader(reason: string): string {
  if (reason === 'timeout') return 'http_timeout';
  return reason === 'http_error' ? 'http_error' : 'connection_failed';
}

/** An acknowledgement's body: JSON, plain text for a command, or nothing. */
function answerIn(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    return { text };
  }
}
