import type { IncomingMessage } from 'node:http';
import type { Wire } from './wire.ts';

/** An HTTP body, whole. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Arguments from the query, a form or JSON. */
export function argumentsIn(request: IncomingMessage, body: Buffer): Wire {
  const { searchParams } = new URL(request.url ?? '', 'http://localhost');
  const query = Object.fromEntries(searchParams);
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

/** An uploaded file: raw, or the first part of a multipart form. */
export async function uploadIn(request: IncomingMessage, body: Buffer): Promise<Buffer> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': type },
  }).formData();
  for (const [, part] of form) {
    if (typeof part !== 'string') return Buffer.from(await part.arrayBuffer());
  }
  return Buffer.alloc(0);
}
