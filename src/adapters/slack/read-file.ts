import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { shownText } from '../../domain/shown-text.ts';
import type { SharedFile } from '../../ports/conversations.ts';
import { asReading, missingScope, slowDown } from './reading-failure.ts';

/** https://docs.slack.dev/reference/objects/file-object */
const SlackFile = z.object({
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  filetype: z.string().nullish(),
  size: z.number().nullish(),
  is_external: z.boolean().nullish(),
  url_private: z.string().nullish(),
  permalink: z.url().nullish().catch(undefined),
});
type SlackFile = z.infer<typeof SlackFile>;

/** Where Slack keeps files. Slack gives no other address for those that it keeps itself. */
const FILES_ORIGIN = 'https://files.slack.com';

const TEXT_MIME =
  /^(?:text\/(?:plain|markdown|x-markdown|yaml|x-yaml)|application\/(?:yaml|x-yaml))(?:;|$)/iu;
const TEXT_TYPES = ['markdown', 'text', 'yaml'];

const NAME_MAX = 200;
const DOWNLOAD_TIMEOUT_MS = 8_000;
/** Where Slack says 429 without a time. */
const RETRY_AFTER_MS = 30_000;

/**
 * A shared text file: Markdown, YAML or plain text in UTF-8. Throws `Failure('invalid-input')` for whatever
 * is none or is longer than `maxBytes`.
 */
export async function readFile(
  client: WebClient,
  given: { readonly id: string; readonly maxBytes: number },
): Promise<SharedFile> {
  const { id, maxBytes } = given;
  const answer = await asReading(client.files.info({ file: id }));
  const file = SlackFile.parse(answer.file);
  const name = nameOf(file, id);
  refuseOther(file, { name, maxBytes });
  const bytes = await downloaded(client, addressOf(client, file, name), { name, maxBytes });
  const text = asText(bytes, name);
  return {
    name,
    mimeType: file.mimetype ?? 'text/plain',
    text,
    url: addressFor(file),
  };
}

function nameOf({ name }: SlackFile, id: string): string {
  const shown = shownText((name ?? '').replaceAll(/\p{Cc}+/gu, ' ').trim());
  return shown === '' ? id : shown.slice(0, NAME_MAX);
}

/** It ends with the file's name, so none where something secret is in that. */
function addressFor({ permalink }: SlackFile): string | undefined {
  if (!permalink) return undefined;
  return shownText(permalink) === permalink ? permalink : undefined;
}

interface Limits {
  readonly name: string;
  readonly maxBytes: number;
}

function refuseOther(file: SlackFile, limits: Limits): void {
  const { mimetype, filetype, size } = file;
  const isText = TEXT_MIME.test(mimetype ?? '') || TEXT_TYPES.includes(filetype ?? '');
  if (!isText) throw noText(limits.name);
  if ((size ?? 0) > limits.maxBytes) throw tooLarge(limits);
}

/** The token goes nowhere else than to Slack, or to what `SLACK_API_URL` names. */
function addressOf(client: WebClient, file: SlackFile, name: string): URL {
  const address = URL.parse(file.url_private ?? '');
  const allowed = [FILES_ORIGIN, new URL(client.slackApiUrl).origin];
  if (address && file.is_external !== true && allowed.includes(address.origin)) return address;
  const message = `“${name}” is not kept at Slack. Share the file itself, or its text.`;
  throw new Failure('invalid-input', message);
}

async function downloaded(client: WebClient, address: URL, limits: Limits): Promise<Uint8Array> {
  try {
    const response = await fetch(address, {
      headers: { authorization: `Bearer ${client.token ?? ''}` },
      // Slack leads whoever may not read to its sign-in page, on another host.
      redirect: 'manual',
      signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
    });
    refuseStatus(response, limits.name);
    return await bytesOf(response, limits);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const message = `Slack did not give me “${limits.name}”. Try again shortly.`;
    throw new Failure('unavailable', message, { cause });
  }
}

function refuseStatus({ status, headers }: Response, name: string): void {
  if (status === 429) {
    const seconds = Number(headers.get('retry-after') ?? '');
    throw slowDown(seconds > 0 ? seconds * 1_000 : RETRY_AFTER_MS);
  }
  if (status === 404 || status === 410) {
    throw new Failure('invalid-input', `“${name}” is gone. Share it again.`);
  }
  const isPage = headers.get('content-type')?.startsWith('text/html') === true;
  if ((status >= 300 && status < 500) || isPage) throw missingScope(['files:read']);
  if (status >= 500) throw new Error(`The download answered ${status}`);
}

async function bytesOf({ body }: Response, limits: Limits): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body ?? []) {
    sizeBytes += chunk.length;
    // Leaving the loop ends the download.
    if (sizeBytes > limits.maxBytes) throw tooLarge(limits);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What a file is called says little: its bytes decide. */
function asText(bytes: Uint8Array, name: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (cause) {
    throw noText(name, cause);
  }
  throw noText(name);
}

function noText(name: string, cause?: unknown): Failure {
  const message = `“${name}” is no text that I can read. I learn from Markdown, YAML and plain text, in UTF-8.`;
  return new Failure('invalid-input', message, { cause });
}

function tooLarge({ name, maxBytes }: Limits): Failure {
  const most =
    maxBytes >= 1_000_000
      ? `${Math.floor(maxBytes / 1_000_000)} MB`
      : `${Math.floor(maxBytes / 1_000)} KB`;
  const message = `“${name}” is longer than ${most}. Share the part that matters.`;
  return new Failure('invalid-input', message);
}
