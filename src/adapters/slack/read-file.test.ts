import { createServer } from 'node:http';
import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import {
  type ApiAnswer,
  type FakeSlackApi,
  listen,
  startFakeSlackApi,
} from '../../../test/fakes/slack-api.ts';
import { readFile } from './read-file.ts';
import { createSlackClients } from './slack-clients.ts';

const SLOW_DOWN = { httpStatus: 429, retryAfter: 42 };

let api: FakeSlackApi;
let client: WebClient;

beforeEach(async () => {
  api = await startFakeSlackApi();
  const logger = createFakeLogger();
  client = createSlackClients({ botToken: 'xoxb-secret', apiUrl: api.url, logger }).patient;
});
afterEach(() => api.close());

describe('a file', () => {
  interface Served {
    readonly status?: number;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  }

  /** What Slack says of the file, and a server of its own that gives its bytes. */
  async function offered(about: object, served: Served = {}): Promise<{ asked: () => number }> {
    const { status = 200, headers = {}, body = 'we use A' } = served;
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(status, { 'content-type': 'text/markdown', ...headers }).end(body);
    });
    const port = await listen(server);
    onTestFinished(() => void server.close());
    const url_private = `http://127.0.0.1:${port}/files/F1`;
    const file = { name: 'a.md', filetype: 'markdown', size: 8, url_private, ...about };
    api.answer('files.info', () => ({ ok: true, file }));
    return { asked: () => asked };
  }

  /** Its bytes come from where the Web API is, as the local Slack does it. */
  function servedByApi(answer: ApiAnswer): void {
    const url_private = new URL('/api/download', api.url).href;
    const file = { name: 'a.md', mimetype: 'text/plain', size: 8, url_private };
    api.answer('files.info', () => ({ ok: true, file }));
    api.answer('download', () => answer);
  }

  const read = (): Promise<unknown> => readFile(client, { id: 'F1', maxBytes: 1_000 });

  it('keeps nothing secret of its name, nor an address that ends with it', async () => {
    const name = 'run-AKIAIOSFODNN7EXAMPLE.md';
    const permalink = `https://acme.slack.example/files/U1/F1/${name}`;
    const url_private = new URL('/api/download', api.url).href;
    const file = { name, permalink, mimetype: 'text/plain', size: 8, url_private };
    api.answer('files.info', () => ({ ok: true, file }));
    api.answer('download', () => ({ ok: true }));

    expect(await read()).toMatchObject({ name: 'run-[hidden].md', url: undefined });
  });

  it.each([
    ['another host', {}],
    ['Google Drive', { is_external: true, url_private: 'https://files.slack.com/files-pri/F1' }],
    ['nowhere', { url_private: undefined }],
    ['what looks like Slack', { url_private: 'https://files.slack.com.example.test/F1' }],
    ['what is not secret', { url_private: 'http://files.slack.com/F1' }],
  ])('is not fetched from %s: the token would go there', async (_where, about) => {
    const { asked } = await offered(about);

    await expect(read()).rejects.toMatchObject({
      kind: 'invalid-input',
      message: expect.stringContaining('not kept at Slack'),
    });
    expect(asked()).toBe(0);
  });

  it.each([
    ['an image', { mimetype: 'image/png', filetype: 'png' }, 'no text'],
    ['a web page', { mimetype: 'text/html', filetype: 'html' }, 'no text'],
    ['too long by Slack’s own word', { size: 2_000 }, 'longer than 1 KB'],
  ])('is not fetched where it is %s', async (_what, about, words) => {
    const { asked } = await offered(about);

    await expect(read()).rejects.toMatchObject({
      kind: 'invalid-input',
      message: expect.stringContaining(words),
    });
    expect(asked()).toBe(0);
  });

  it('is read no further than allowed, whatever Slack says of its length', async () => {
    servedByApi({ body: 'x'.repeat(5_000) });

    await expect(read()).rejects.toMatchObject({
      kind: 'invalid-input',
      message: expect.stringContaining('longer than 1 KB'),
    });
  });

  it.each([
    [302, { kind: 'forbidden', message: expect.stringContaining('files:read') }],
    [403, { kind: 'forbidden', message: expect.stringContaining('files:read') }],
    [404, { kind: 'invalid-input', message: expect.stringContaining('gone') }],
    [500, { kind: 'unavailable' }],
  ])('says what a download that answers %i means', async (httpStatus, failure) => {
    servedByApi({ httpStatus });

    await expect(read()).rejects.toMatchObject(failure);
  });

  it('waits as long as the download asks for', async () => {
    servedByApi(SLOW_DOWN);

    await expect(read()).rejects.toMatchObject({ kind: 'unavailable', retryAfterMs: 42_000 });
  });

  it('has a name on one line', async () => {
    const url_private = new URL('/api/download', api.url).href;
    const file = { name: 'a\u0000\nb.md', mimetype: 'text/plain', url_private };
    api.answer('files.info', () => ({ ok: true, file }));
    api.answer('download', () => ({ body: 'x' }));

    expect(await read()).toMatchObject({ name: 'a b.md', text: '{"body":"x"}' });
  });
});
