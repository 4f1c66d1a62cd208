import { readFile, realpath } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, resolve, sep } from 'node:path';
import { Refused } from './answers.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** A name with a digest of its content in it, as vite writes them: what it holds never changes. */
const HASHED = /^\/assets\/.+-[\w-]{8,}\.\w+$/u;

/** Sends a file of the built page. Throws `Refused` for whatever is not in its folder. */
export async function sendStatic(
  folder: string,
  pathname: string,
  response: ServerResponse,
): Promise<void> {
  const content = await contentAt(folder, pathname === '/' ? '/index.html' : pathname);
  if (!content) {
    throw pathname === '/'
      ? new Refused(503, 'The page is not built yet: npm run build:page')
      : new Refused(404, 'There is no such page.');
  }
  if (HASHED.test(pathname)) {
    response.setHeader('cache-control', 'public, max-age=31536000, immutable');
  }
  response.writeHead(200, { 'content-type': content.type, 'content-length': content.bytes.length });
  response.end(content.bytes);
}

async function contentAt(folder: string, pathname: string) {
  const path = decoded(pathname);
  if (path === undefined) return undefined;
  try {
    const root = await realpath(folder);
    const file = await realpath(resolve(root, `.${path}`));
    if (!file.startsWith(`${root}${sep}`)) return undefined;
    const type = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream';
    return { bytes: await readFile(file), type };
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return undefined;
    throw cause;
  }
}

/** Undefined for what no link of the page says: steps upwards, zero bytes, broken escapes. */
function decoded(pathname: string): string | undefined {
  try {
    const path = decodeURIComponent(pathname);
    const isPlain = path.startsWith('/') && !/[\0\\]/u.test(path);
    return isPlain && !path.split('/').includes('..') ? path : undefined;
  } catch {
    return undefined;
  }
}
