import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Raw, raw } from '../../../test/playground/page-client.ts';
import { type PageWorld, startPageWorld } from '../../../test/playground/page-world.ts';

let world: PageWorld;
let key = '';
beforeAll(async () => {
  world = await startPageWorld({ server: { isLocked: true } });
  key = new URL(world.server.url).search;
});
afterAll(() => world.close());

async function cookieFor(search: string): Promise<string> {
  const { headers } = await raw(world.server.port, `/${search}`);
  return String(headers['set-cookie'] ?? '');
}

function sayAs(cookie: string): Promise<Raw> {
  const act = { type: 'say', channel: 'C00PLATFORM', text: 'hello' };
  return raw(world.server.port, '/playground/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ as: 'cleo', act }),
  });
}

/** How a stream opened with this cookie begins, or why it ended. */
async function streamWith(cookie: string): Promise<string> {
  const origin = `http://127.0.0.1:${world.server.port}`;
  const address = `${origin.replace('http', 'ws')}/playground/stream?as=ana`;
  const socket = new WebSocket(address, { origin, headers: { cookie } });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  socket.on('message', (data: Buffer) => resolve(data.toString()));
  socket.on('close', (code, reason) => resolve(`${code}: ${String(reason)}`));
  socket.on('error', reject);
  try {
    return await promise;
  } finally {
    socket.terminate();
  }
}

describe('a locked page', () => {
  it('is opened by the address that was printed, which the browser then forgets', async () => {
    const answer = await raw(world.server.port, `/${key}`);
    const cookie = await cookieFor(key);

    expect(answer).toMatchObject({ status: 200, headers: { refresh: '0; url=/' } });
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/u);
    expect(cookie).not.toContain(key.replace('?key=', ''));
    expect(await raw(world.server.port, '/', { headers: { cookie } })).toMatchObject({
      status: 200,
      body: expect.stringContaining('<title>page</title>'),
    });
  });

  it('does what its owner does', async () => {
    const cookie = await cookieFor(key);

    expect(JSON.parse((await sayAs(`other=1; ${cookie}`)).body)).toMatchObject({ ok: true });
    expect(await streamWith(cookie)).toContain('"type":"snapshot"');
  });

  it.each(['', '?key=', '?key=x', '?KEY=x'])('gives no cookie for %j', async (search) => {
    const answer = await raw(world.server.port, `/${search}`);

    expect(answer.status).toBe(401);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.body).toContain('Open the address that is printed in the terminal');
  });

  it.each([
    '/',
    '/assets/index-Ab12_-xyz9.js',
    '/playground/sessions',
    '/playground/files/F1',
    '/playground/developer',
    '/playground/nowhere',
    '//playground/sessions',
  ])('shows %s to nobody else', async (path) => {
    for (const cookie of ['', `dotai-page-${world.server.port}=`, 'dotai-page-1=x']) {
      expect((await raw(world.server.port, path, { headers: { cookie } })).status).toBe(401);
    }
  });

  it('lets nobody else act, restart the bot or follow a stream', async () => {
    const before = world.slack.messages('#platform').length;
    const forged = `dotai-page-${world.server.port}=${key.replace('?key=', '')}`;

    expect((await sayAs(forged)).status).toBe(401);
    expect(
      (await raw(world.server.port, '/playground/bot/restart', { method: 'POST' })).status,
    ).toBe(401);
    expect(await streamWith(forged)).toMatch(/^1008: Open the address .+ started\.$/u);
    expect(world.slack.messages('#platform')).toHaveLength(before);
  });

  it('asks for another key at each start', async () => {
    const other = await startPageWorld({ server: { isLocked: true } });
    const search = new URL(other.server.url).search;
    await other.close();

    expect(search).not.toBe(key);
  });
});
