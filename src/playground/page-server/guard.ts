import type { IncomingMessage } from 'node:http';
import { Refused } from './answers.ts';

/** Largest body of a request, in bytes. The longest text that the page sends fits four times over. */
const BODY_MAX = 64 * 1_024;

/** Names by which a browser on this machine reaches a server on it. */
const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Lets in only what a page of this server sends, or a person's own programs. A page of another site
 * must never be able to press a button here: not by a name that was made to point to this machine
 * (`Host`), not by a request across sites (`Origin`, `Sec-Fetch-Site`), not by a form (`Content-Type`).
 * Throws `Refused`.
 */
export function admit({ headers, method, socket }: IncomingMessage): void {
  const { host = '', origin } = headers;
  const hosts = LOOPBACK_NAMES.map((name) => `${name}:${socket.localPort}`);
  if (!hosts.includes(host)) {
    throw new Refused(403, 'This server answers to its own address only.');
  }
  if (origin !== undefined && origin !== `http://${host}`) throw fromElsewhere();
  if (isCrossSite(headers, method)) throw fromElsewhere();
}

/**
 * Lets in whoever may follow a stream. No browser asks before a page of another site opens one, and
 * some mark it with `Origin` only: without it, nobody is let in. Throws `Refused`.
 */
export function admitStream(request: IncomingMessage): void {
  admit(request);
  if (request.headers.origin === undefined) throw fromElsewhere();
}

function fromElsewhere(): Refused {
  return new Refused(403, 'Requests from other sites are not served.');
}

/** Links from elsewhere may open the page; nothing else may come from another site. */
function isCrossSite(headers: IncomingMessage['headers'], method: string | undefined): boolean {
  const from = headers['sec-fetch-site'];
  if (from === undefined || from === 'same-origin' || from === 'none') return false;
  const isVisit =
    headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return !(isVisit && method === 'GET');
}

/** The body of a POST, as JSON. Throws `Refused`. */
export async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') {
    throw new Refused(415, 'The body must be application/json.');
  }
  const text = await bodyText(request);
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    throw new Refused(400, 'The body is no JSON.');
  }
}

async function bodyText(request: IncomingMessage): Promise<string> {
  const tooLong = new Refused(413, `The body may have ${BODY_MAX} bytes at most.`);
  if (Number(request.headers['content-length'] ?? 0) > BODY_MAX) throw tooLong;
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const piece = Buffer.from(chunk);
    sizeBytes += piece.length;
    if (sizeBytes > BODY_MAX) throw tooLong;
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString();
}
