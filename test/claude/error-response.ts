import type { ServerResponse } from 'node:http';
import type { ClaudeAnswer } from './claude-server.ts';

/** The API's own names of errors. Source: its errors page. */
const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

/** Answers as the service does when it will not. */
export function sendError(
  response: ServerResponse,
  given: Extract<ClaudeAnswer, { type: 'error' }>,
): void {
  const { status, error = ERROR_TYPES[status] ?? 'api_error', message = 'Scripted' } = given;
  const { code, retryAfterSeconds: wait } = given;
  const details = code === undefined ? {} : { details: { error_code: code } };
  response
    .writeHead(status, {
      ...jsonHead(),
      ...(wait === undefined ? {} : { 'retry-after': String(wait) }),
    })
    .end(
      JSON.stringify({
        type: 'error',
        error: { type: error, message, ...details },
        request_id: 'req_01test',
      }),
    );
}

export function sendPage(
  response: ServerResponse,
  { status, location }: Extract<ClaudeAnswer, { type: 'page' }>,
): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      ...(location === undefined ? {} : { location }),
    })
    .end('<!doctype html><title>Not Claude</title>');
}

export function jsonHead(): Record<string, string> {
  return { 'content-type': 'application/json', 'request-id': 'req_01test' };
}
