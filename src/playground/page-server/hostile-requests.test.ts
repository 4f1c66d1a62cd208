import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Raw, listen, raw } from '../../../test/playground/page-client.ts';
import { type PageWorld, startPageWorld } from '../../../test/playground/page-world.ts';

const pressed: string[] = [];
let world: PageWorld;
let body: string;

beforeAll(async () => {
  world = await startPageWorld({
    prepare: (app) =>
      app.action('approve', async ({ ack, body: { user } }) => {
        pressed.push(user.id);
        await ack();
      }),
  });
  const { ts = '' } = await world.bolt.app.client.chat.postMessage({
    channel: 'C00PLATFORM',
    text: 'Approve?',
    blocks: [
      {
        type: 'actions',
        block_id: 'decide',
        elements: [
          { type: 'button', action_id: 'approve', text: { type: 'plain_text', text: 'Approve' } },
        ],
      },
    ],
  });
  const shown = { channel: 'C00PLATFORM', ts };
  const act = { type: 'use', shown, blockId: 'decide', actionId: 'approve' };
  body = JSON.stringify({ as: 'cleo', act });
});
afterAll(() => world.close());
beforeEach(() => void (pressed.length = 0));

function press(headers: Readonly<Record<string, string>>, sent = body): Promise<Raw> {
  const own = { 'content-type': 'application/json', ...headers };
  return raw(world.server.port, '/playground/act', { method: 'POST', headers: own, body: sent });
}

describe('the page itself', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]'])('may press Approve as %s', async (name) => {
    const host = `${name}:${world.server.port}`;
    const answer = await press({
      host,
      origin: `http://${host}`,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json; charset=utf-8',
    });

    expect(JSON.parse(answer.body)).toEqual({ ok: true });
    expect(pressed).toEqual(['U000000CLEO']);
  });
});

describe('a page of another site', () => {
  it.each([
    ['by its own origin', { origin: 'https://evil.example' }, 403],
    ['from an opaque origin', { origin: 'null' }, 403],
    ['from another port of this machine', { origin: 'http://127.0.0.1:9' }, 403],
    ['over TLS', { origin: 'https://127.0.0.1' }, 403],
    ['as the browser marks it', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from another port, as the browser marks it', { 'sec-fetch-site': 'same-site' }, 403],
    ['by a name that points here', { host: 'evil.example' }, 403],
    ['by a name that points here, with a port', { host: 'evil.example:4100' }, 403],
    ['by a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['by a form of plain text', { 'content-type': 'text/plain' }, 415],
    ['without saying what it sends', { 'content-type': '' }, 415],
  ])('cannot press Approve %s', async (_how, headers, status) => {
    const answer = await press(headers);

    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: expect.any(String) });
    expect(pressed).toEqual([]);
  });

  it('cannot press Approve under the port of another server', async () => {
    const answer = await press({ host: '127.0.0.1:1', origin: 'http://127.0.0.1:1' });

    expect(answer.status).toBe(403);
    expect(pressed).toEqual([]);
  });

  it.each(['/', '/playground/stream?as=ana', '/playground/developer', '/playground/files/F1'])(
    'cannot read %s by a name that points here',
    async (path) => {
      const answer = await raw(world.server.port, path, { headers: { host: 'evil.example' } });

      expect(answer.status).toBe(403);
    },
  );

  it('is given no permission to read across origins', async () => {
    const answer = await raw(world.server.port, '/playground/act', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });

    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-'))).toEqual([]);
  });

  it('may link to the page, and load nothing from it', async () => {
    const from = { 'sec-fetch-site': 'cross-site' };
    const link = { ...from, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    const frame = { ...from, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };
    const script = { ...from, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' };
    const asked = [link, frame, script].map((headers) => raw(world.server.port, '/', { headers }));

    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 403, 403]);
  });
});

describe('a stream', () => {
  const key = { 'sec-websocket-version': '13', 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' };
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket', ...key };
  const paths = ['/playground/stream?as=ana', '/playground/developer', '/playground/cluster'];

  function ask(path: string, headers: Readonly<Record<string, string>>): Promise<Raw> {
    return raw(world.server.port, path, { headers: { ...upgrade, ...headers } });
  }

  it('is opened for the page, by each name of this machine', async () => {
    for (const name of ['127.0.0.1', 'localhost', '[::1]']) {
      const host = `${name}:${world.server.port}`;
      const origin = `http://${host}`;

      expect((await ask('/playground/developer', { host, origin })).status).toBe(101);
    }
  });

  it.each([
    ['by its own origin', { origin: 'https://evil.example' }],
    ['from an opaque origin', { origin: 'null' }],
    ['from another port of this machine', { origin: 'http://127.0.0.1:9' }],
    ['without naming one', {}],
    ['by a name that points here', { host: 'evil.example', origin: 'http://evil.example' }],
    ['under the port of another server', { host: '127.0.0.1:1', origin: 'http://127.0.0.1:1' }],
  ])('is refused to a page of another site %s', async (_how, headers) => {
    for (const path of paths) {
      const answer = await ask(path, headers);

      expect(answer.status).toBe(403);
      expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: expect.any(String) });
    }
  });

  it('is refused to a page that the browser marks as of another site', async () => {
    const origin = world.server.url;
    for (const site of ['cross-site', 'same-site']) {
      expect((await ask('/playground/developer', { origin, 'sec-fetch-site': site })).status).toBe(
        403,
      );
    }
  });

  it('is nowhere but at its address', async () => {
    for (const path of ['/', '/playground/act', '/playground/developer/more', '//developer']) {
      await expect(listen(world.server.url, path)).rejects.toThrow('There is no such stream.');
    }
  });

  it('is refused in a sentence that a browser can pass on, however long its address', async () => {
    const read = listen(world.server.url, `/playground/stream?as=${'ö'.repeat(200)}`);

    await expect(read).rejects.toThrow(/^1008: Nobody here is called "ö+$/u);
  });

  it('is no page: asked for like one, it says what it is', async () => {
    for (const path of paths) {
      const answer = await raw(world.server.port, path);

      expect(answer).toMatchObject({ status: 426, headers: { upgrade: 'websocket' } });
    }
  });

  it('is the only thing that a connection can become', async () => {
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c' };

    expect((await raw(world.server.port, '/', { headers })).status).toBe(200);
  });
});

describe('what is no act', () => {
  it.each([
    ['no JSON', '{"as":', 400],
    ['JSON of another shape', '{"as":"cleo","act":{"type":"reign"}}', 400],
    ['an act with more than belongs there', '{"as":"ana","act":{"type":"open-home","x":1}}', 400],
    ['a text that is too long', JSON.stringify({ as: 'ana', text: 'x'.repeat(65_536) }), 413],
  ])('is refused: %s', async (_what, sent, status) => {
    expect((await press({}, sent)).status).toBe(status);
  });

  it('is refused where the length is not told beforehand', async () => {
    const answer = await press({ 'transfer-encoding': 'chunked' }, 'x'.repeat(200_000));

    expect(answer.status).toBe(413);
  });

  it.each([
    ['buildbot', 403],
    ['greta', 403],
    ['nobody', 404],
    ['', 404],
  ])('is refused for %j, reading included', async (as, status) => {
    const sent = JSON.stringify({ as, act: { type: 'open-home' } });
    const read = listen(world.server.url, `/playground/stream?as=${as}`);

    await expect(read).rejects.toThrow(/^1008: .+\.$/u);
    expect((await press({}, sent)).status).toBe(status);
  });

  it('is refused by another method', async () => {
    const methods = [
      ['GET', '/playground/act'],
      ['PUT', '/playground/act'],
      ['GET', '/playground/bot/restart'],
      ['POST', '/playground/stream?as=ana'],
      ['DELETE', '/'],
    ] as const;
    for (const [method, path] of methods) {
      expect((await raw(world.server.port, path, { method })).status).toBe(405);
    }
  });
});

describe('the folder of the page', () => {
  it.each([
    '/../page-server.ts',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%5c..%5cindex.html',
    '//etc/passwd',
    '/index.html%00.js',
    '/%E0%A4%A',
    '/assets',
    '/nowhere.js',
  ])('is not left by %s', async (path) => {
    expect((await raw(world.server.port, path)).status).toBe(404);
  });

  it('is served with what keeps it safe', async () => {
    const page = await raw(world.server.port, '/');
    const script = await raw(world.server.port, '/assets/index-Ab12_-xyz9.js');

    expect(page).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      },
    });
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    expect(script).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      },
    });
    const head = await raw(world.server.port, '/', { method: 'HEAD' });
    expect([head.status, head.body]).toEqual([200, '']);
  });
});
