import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import type { ActAnswer } from '../page-protocol.ts';

/** A request that is not served: the status, and a sentence for whoever sent it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/**
 * What is told of a mistake; one of ours says no more than that it is ours. Why it happened is for
 * whoever started the playground: `write` is given it, with its stack.
 */
export function asRefused(cause: unknown, write: (line: string) => void): Refused {
  const isKnown = cause instanceof Refused;
  const why = isKnown ? cause.cause : cause;
  if (why !== undefined) write(`log: The playground has failed. ${inspect(why)}`);
  return isKnown ? cause : new Refused(500, 'The playground has failed.');
}

/** What the page may load and do: only what this server gives it. Its streams are `'self'` too. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** On every answer, refusals included. */
export function protect(response: ServerResponse): void {
  response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cache-control', 'no-store');
}

export function answerJson(response: ServerResponse, body: ActAnswer, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** Once an answer has begun there is nothing left to say: the connection ends. */
export function answerRefusal(response: ServerResponse, { status, message }: Refused): void {
  if (response.headersSent) response.destroy();
  else answerJson(response, { ok: false, error: message }, status);
}
