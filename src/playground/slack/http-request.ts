import type { IncomingMessage } from 'node:http';
import type { Wire } from './wire.ts';

/** Where a request goes; undefined where its target is no path of this server. */
export function addressOf({ url = '' }: IncomingMessage): URL | undefined {
  // A path of two slashes would be read as another host.
  if (!url.startsWith('/') || url.startsWith('//')) return undefined;
  return URL.parse(url, 'http://localhost') ?? undefined;
}

/** An HTTP body, whole. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Arguments from the query, a form or JSON. */
export function argumentsIn(request: IncomingMessage, body: Buffer): Wire {
  const query = Object.fromEntries(addressOf(request)?.searchParams ?? []);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return { ...query, ...jsonObject(body.toString()) };
  return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString())) };
}

/** The object that a text holds; nothing where it holds none. */
export function jsonObject(text: string): Wire {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

/**
 * An uploaded file: raw, or the first part of a multipart form. Undefined where the form cannot be
 * read.
 */
export async function uploadIn(
  request: IncomingMessage,
  body: Buffer,
): Promise<Buffer | undefined> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return body;
  const form = await formIn(type, body);
  if (!form) return undefined;
  for (const [, part] of form) {
    if (typeof part !== 'string') return Buffer.from(await part.arrayBuffer());
  }
  return Buffer.alloc(0);
}

async function formIn(type: string, body: Buffer): Promise<FormData | undefined> {
  try {
    return await new Response(new Uint8Array(body), {
      headers: { 'content-type': type },
    }).formData();
  } catch (cause) {
    if (cause instanceof TypeError) return undefined; // no boundary, or not what it announces
    throw cause;
  }
}
