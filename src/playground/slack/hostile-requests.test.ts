import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raw } from '../../../test/playground/page-client.ts';
import { type LocalSlack, startLocalSlack } from './local-slack.ts';

const written: string[] = [];
let slack: LocalSlack;
let port = 0;

beforeAll(async () => {
  slack = await startLocalSlack({
    manifest: 'app-manifest.yml',
    write: (line) => void written.push(line),
  });
  port = Number(new URL(slack.apiUrl).port);
});
afterAll(() => slack.close());

function post(headers: Readonly<Record<string, string>>) {
  const body = `token=${slack.identity.botToken}&channel=C00PLATFORM&text=approved`;
  const form = { 'content-type': 'application/x-www-form-urlencoded', ...headers };
  return raw(port, '/api/chat.postMessage', { method: 'POST', headers: form, body });
}

async function uploadAddress(): Promise<string> {
  const answer = await raw(port, '/api/files.getUploadURLExternal', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${slack.identity.botToken}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'filename=a.yaml&length=3',
  });
  return new URL(JSON.parse(answer.body).upload_url).pathname;
}

/** What a web page can send, even if it knows the bot's token. */
function fromPages(): (readonly [string, Readonly<Record<string, string>>])[] {
  return [
    ['of another site', { origin: 'https://evil.example' }],
    ['of an opaque origin', { origin: 'null' }],
    ['of another port', { origin: 'http://127.0.0.1:4100' }],
    ['marked as of another site', { 'sec-fetch-site': 'cross-site' }],
    ['marked as of another port', { 'sec-fetch-site': 'same-site' }],
    ['by a name that points here', { host: `evil.example:${port}` }],
    ['under the port of another server', { host: '127.0.0.1:1' }],
  ];
}

describe('a web page', () => {
  it('cannot post as the bot', async () => {
    for (const [how, headers] of fromPages()) {
      expect([how, (await post(headers)).status]).toEqual([how, 403]);
    }
    expect(slack.messages('#platform')).toEqual([]);
  });

  it('cannot take the place of the bot', async () => {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    const opened = await raw(port, '/api/apps.connections.open', {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.identity.appToken}` },
    });
    const { pathname, search } = new URL(JSON.parse(opened.body).url);
    for (const [how, headers] of fromPages()) {
      const answer = await raw(port, `${pathname}${search}`, {
        headers: { ...upgrade, ...headers },
      });

      expect([how, answer.status]).toEqual([how, 403]);
    }
    expect(slack.sockets.connectionCount).toBe(0);
    expect((await raw(port, `${pathname}${search}`, { headers: upgrade })).status).toBe(101);
  });

  it('is told apart from a program, by either name of this machine', async () => {
    for (const name of ['127.0.0.1', 'localhost']) {
      const answer = await post({ host: `${name}:${port}` });

      expect(JSON.parse(answer.body)).toMatchObject({ ok: true });
    }
  });
});

it('takes a file’s content only from whoever was told where to', async () => {
  const address = await uploadAddress();
  const [, , id] = address.split('/');
  const send = (path: string) => raw(port, path, { method: 'POST', body: 'abc' });

  for (const guessed of [`/upload/${id}`, `/upload/${id}/`, `/upload/${id}/0`]) {
    expect((await send(guessed)).status).toBe(404);
  }
  expect((await send(address)).body).toBe('OK - 3');
});

describe('a request that cannot be read', () => {
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket' };

  it.each([
    ['an address of two slashes', '//', {}, 400],
    ['an address that is none', '//[', {}, 400],
    ['an upgrade at an address that is none', '//[', upgrade, 401],
  ])('is refused and ends nothing: %s', async (_what, path, headers, status) => {
    const method = status === 401 ? 'GET' : 'POST';

    expect((await raw(port, path, { method, headers })).status).toBe(status);
  });

  it('is refused and ends nothing: a form without a boundary', async () => {
    const headers = { 'content-type': 'multipart/form-data' };
    const answer = await raw(port, await uploadAddress(), { method: 'POST', headers, body: 'x' });

    expect(answer.status).toBe(400);
  });

  it('ends nothing where it breaks off in the middle', async () => {
    const socket = connect(port, '127.0.0.1');
    const head = `POST /api/auth.test HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-length: 100\r\n\r\n`;
    await new Promise((resolve) => socket.write(head, resolve));
    socket.resetAndDestroy();

    expect(JSON.parse((await post({})).body)).toMatchObject({ ok: true });
    expect(written).toEqual([]);
  });
});

it('answers with 500 where it fails itself, and writes down why', async () => {
  const text = slack.messages('#platform').length;
  const stop = slack.onChange(({ type }) => {
    if (type === 'message-posted') throw new TypeError(`broken after ${text}`);
  });
  const answer = await post({});
  stop();

  expect(answer.status).toBe(500);
  expect(written.join('\n')).toMatch(/TypeError: broken after \d+\n\s+at /u);
});
