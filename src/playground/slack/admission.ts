import type { IncomingMessage } from 'node:http';

/** Names by which a program on this machine reaches a server on it. */
const LOOPBACK_NAMES = ['127.0.0.1', 'localhost'];

/** What a browser says of a request that a page of another site, or of another port, has sent. */
const OTHER_SITES = ['cross-site', 'same-site'];

/**
 * Whether a request may come from the app. No page is served here, so that whatever a browser sends
 * for a page comes from a page of somebody else: it is known by `Origin`, by `Sec-Fetch-Site`, or by
 * a name that was made to point to this machine (`Host`).
 */
export function isFromProgram({ headers, socket }: IncomingMessage): boolean {
  const { host = '', origin, 'sec-fetch-site': site } = headers;
  const names = LOOPBACK_NAMES.map((name) => `${name}:${socket.localPort}`);
  if (!names.includes(host) || origin !== undefined) return false;
  return typeof site !== 'string' || !OTHER_SITES.includes(site);
}
