import { isUtf8 } from 'node:buffer';
import type { ServerResponse } from 'node:http';
import type { LocalSlack } from '../slack/local-slack.ts';
import { Refused } from './answers.ts';

/** Sends a file that was shared: its text to be read, or whole to be kept. Throws `Refused`. */
export function sendSharedFile(
  slack: LocalSlack,
  { id, isDownload }: { readonly id: string; readonly isDownload: boolean },
  response: ServerResponse,
): void {
  const file = slack.state().files.find((other) => other.id === id && other.channels.length > 0);
  if (!file) throw new Refused(404, 'There is no such file.');
  const bytes = Buffer.from(file.content, 'base64');
  const isText = isUtf8(bytes) && !bytes.includes(0);
  const type = isText ? 'text/plain; charset=utf-8' : 'application/octet-stream';
  // Whatever the file holds, it is never run as a page of ours.
  response.setHeader('content-security-policy', "default-src 'none'; sandbox");
  response.writeHead(200, {
    'content-type': type,
    'content-length': bytes.length,
    ...(isDownload || !isText ? { 'content-disposition': attachment(file.name) } : {}),
  });
  response.end(bytes);
}

/** RFC 6266: a plain name for the old, the whole one in UTF-8. */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w.-]/gu, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
