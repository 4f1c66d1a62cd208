import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refused } from './answers.ts';

/** What whoever has no key, or that of an earlier start, can do. */
const CLOSED = 'Open the address that is printed in the terminal where the playground was started.';

/**
 * Keeps a page to the person who started it: every account of a machine can reach its loopback
 * addresses, and only that person sees the terminal.
 */
export interface PageLock {
  /** Added to the page's address: `?key=…`. */
  readonly query: string;
  /** Whether the request brings the key, to exchange it for a cookie. */
  isKeyShown(request: IncomingMessage): boolean;
  /** Gives the cookie and sends the browser on to the page, with the key gone from its address. */
  letIn(request: IncomingMessage, response: ServerResponse): void;
  /** Throws `Refused` for a request without the cookie. */
  admit(request: IncomingMessage): void;
}

export function createPageLock(): PageLock {
  const key = randomBytes(24).toString('base64url');
  const ticket = randomBytes(24).toString('base64url');
  return {
    query: `?key=${key}`,
    isKeyShown({ url = '', method }) {
      const shown = /^\/\?key=(?<shown>[\w-]+)$/u.exec(url)?.groups?.['shown'];
      return method === 'GET' && shown !== undefined && isSame(shown, key);
    },
    letIn(request, response) {
      const cookie = `${cookieName(request)}=${ticket}; Path=/; HttpOnly; SameSite=Strict`;
      // No redirect: where the address was followed from another site, as in a terminal within a
      // browser, the browser would keep a strict cookie back from what it is redirected to.
      response.writeHead(200, {
        'set-cookie': cookie,
        refresh: '0; url=/',
        'content-type': 'text/html; charset=utf-8',
      });
      response.end(document('<a href="/">Open the playground</a>'));
    },
    admit(request) {
      const found = cookiesOf(request).get(cookieName(request));
      if (found === undefined || !isSame(found, ticket)) throw new Refused(401, CLOSED);
    },
  };
}

/** What a person sees in the place of the page. */
export function answerClosed(response: ServerResponse): void {
  response.writeHead(401, { 'content-type': 'text/html; charset=utf-8' });
  response.end(document(`<h1>This playground is somebody’s own</h1><p>${CLOSED}</p>`));
}

/** Cookies know no ports: another playground on this machine keeps its own beside this one. */
function cookieName({ socket }: IncomingMessage): string {
  return `dotai-page-${socket.localPort}`;
}

function cookiesOf({ headers }: IncomingMessage): ReadonlyMap<string, string> {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs.map(([name = '', value = '']) => [name, value]));
}

/** In a time that does not tell how much of it was right. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function document(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Playground</title><style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}</style><main>${body}</main></html>`;
}
