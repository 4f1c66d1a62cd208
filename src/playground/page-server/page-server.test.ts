import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { listen, post, raw } from '../../../test/playground/page-client.ts';
import { type PageWorld, startPageWorld } from '../../../test/playground/page-world.ts';
import { Failure } from '../../domain/failure.ts';
import { listenNear } from './listen.ts';

/** An address of this machine that others can reach. */
const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal);

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close();
});

async function world(options: Parameters<typeof startPageWorld>[0] = {}): Promise<PageWorld> {
  const started = await startPageWorld(options);
  open.push(started);
  return started;
}

async function listening(port: number): Promise<Server> {
  const server = createServer((_, response) => response.end('other'));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('the port', () => {
  it('is the next free one where it is in use, and the server says so', async () => {
    const taken = portOf(await listening(0));
    const { server } = await world({ server: { port: taken } });

    expect(server.isMoved).toBe(true);
    expect(server.port).toBeGreaterThan(taken);
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect((await fetch(server.url)).status).toBe(200);
  });

  it('is refused with a sentence where none is free', async () => {
    const last = 65_535;
    // Whoever has it: it is in use.
    await listening(last).catch(() => undefined);

    await expect(listenNear(createServer(), last)).rejects.toThrow(
      'The ports 65535 to 65535 are all in use. Name another one.',
    );
    await expect(listenNear(createServer(), last)).rejects.toBeInstanceOf(Failure);
  });

  it.skipIf(!outside)('is reachable from this machine only', async () => {
    const { server } = await world();

    await expect(fetch(`http://${outside?.address}:${server.port}`)).rejects.toThrow(
      'fetch failed',
    );
  });
});

describe('a shared file', () => {
  async function shared(page: PageWorld, name: string, content: string): Promise<string> {
    await page.bolt.app.client.files.uploadV2({
      channel_id: 'C00PLATFORM',
      filename: name,
      content,
    });
    return page.slack.files().at(-1)?.id ?? '';
  }

  it('is read as text, whatever it holds, and kept under its name', async () => {
    const page = await world();
    const stream = await page.stream('ana');
    const content = '<script>alert(1)</script>\nname: köln\n';
    const id = await shared(page, 'a "käse".yaml', content);
    const told = await stream.until((events) => events.find(({ type }) => type === 'file'));
    const read = await raw(page.server.port, `/playground/files/${id}`);
    const kept = await raw(page.server.port, `/playground/files/${id}?download`);

    expect(told).toMatchObject({ file: { id, name: 'a "käse".yaml' } });
    expect(told).not.toHaveProperty('file.content');
    expect(read).toMatchObject({
      status: 200,
      body: content,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    });
    expect(read.headers['content-disposition']).toBeUndefined();
    expect(kept.headers['content-disposition']).toBe(
      `attachment; filename="a__k_se_.yaml"; filename*=UTF-8''a%20%22k%C3%A4se%22.yaml`,
    );
  });

  it('is not there before it is shared, nor under another id', async () => {
    const page = await world();
    const upload = await page.bolt.app.client.files.getUploadURLExternal({
      filename: 'a.txt',
      length: 3,
    });
    for (const id of [upload.file_id ?? '', 'F404', '..%2findex.html', '']) {
      expect((await raw(page.server.port, `/playground/files/${id}`)).status).toBe(404);
    }
  });
});

describe('what the bot is doing', () => {
  it('is passed on as its endpoint says it', async () => {
    const runtime = await listening(0);
    runtime.removeAllListeners('request');
    runtime.on('request', (_, response) => response.end('{"sessions":[],"pendingEffects":[]}'));
    const sessionsUrl = () => `http://127.0.0.1:${portOf(runtime)}/sessions`;
    const { server } = await world({ server: { sessionsUrl } });
    const answer = await fetch(`${server.url}/playground/sessions`);

    expect(await answer.json()).toEqual({ sessions: [], pendingEffects: [] });
  });

  it.each([
    ['is not running', () => undefined],
    ['does not answer', () => 'http://127.0.0.1:1/sessions'],
  ])('is a sentence where the bot %s', async (_what, sessionsUrl) => {
    const { server } = await world({ server: { sessionsUrl } });
    const answer = await fetch(`${server.url}/playground/sessions`);

    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ ok: false, error: expect.any(String) });
  });

  it('is a sentence where the endpoint does not speak JSON', async () => {
    const other = await listening(0);
    const { server } = await world({
      server: { sessionsUrl: () => `http://127.0.0.1:${portOf(other)}/` },
    });

    expect((await fetch(`${server.url}/playground/sessions`)).status).toBe(503);
  });
});

describe('a restart of the bot', () => {
  it('says why it failed, and can be asked for again', async () => {
    const outcomes = [
      new Failure('unavailable', 'The data folder is in use.'),
      new Error('secret'),
    ];
    const restartBot = async () => {
      const failure = outcomes.shift();
      if (failure) throw failure;
    };
    const written: string[] = [];
    const { server } = await world({
      server: { restartBot, write: (line) => void written.push(line) },
    });
    const answers = [];
    for (let index = 0; index < 3; index += 1) {
      answers.push(await (await post(server.url, '/playground/bot/restart', {})).text());
    }

    expect(answers[0]).toContain('The data folder is in use.');
    expect(answers[1]).toContain('See what it wrote to its log.');
    expect(answers[1]).not.toContain('secret');
    expect(written[1]).toMatch(/^log: .*Error: secret\n\s+at /u);
    expect(answers[2]).toBe('{"ok":true}');
  });
});

describe('a mistake of ours', () => {
  it('is no more than that to the page, and is written down with its stack', async () => {
    const written: string[] = [];
    const { server, slack } = await world({ server: { write: (line) => void written.push(line) } });
    const stop = slack.onChange(({ type }) => {
      if (type === 'message-posted') throw new TypeError('not of the page’s concern');
    });
    const act = { type: 'say', channel: 'C00PLATFORM', text: 'hello' };
    const answer = await post(server.url, '/playground/act', { as: 'ana', act });
    stop();

    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({ ok: false, error: 'The playground has failed.' });
    expect(written).toEqual([
      expect.stringMatching(/^log: .*TypeError: not of the page’s concern\n\s+at /u),
    ]);
  });

  it('in a stream is written down, too', async () => {
    const written: string[] = [];
    const about = () => {
      throw new TypeError('no idea');
    };
    const { server } = await world({
      server: { about, write: (line) => void written.push(line) },
    });

    await expect(listen(server.url, '/playground/stream?as=ana')).rejects.toThrow(
      '1008: The playground has failed.',
    );
    expect(written).toEqual([expect.stringContaining('TypeError: no idea')]);
  });

  it('of whoever asks is not', async () => {
    const written: string[] = [];
    const { server } = await world({ server: { write: (line) => void written.push(line) } });
    const broken = connect(server.port, '127.0.0.1');
    const head = `POST /playground/act HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n`;
    await new Promise((resolve) => broken.write(head, resolve));
    broken.resetAndDestroy();
    await fetch(`${server.url}/playground/nowhere`);
    await fetch(`${server.url}/playground/sessions`);

    expect(written).toEqual([]);
  });
});

describe('the end of the server', () => {
  it('ends every stream', async () => {
    const { server } = await startPageWorld();
    const paths = ['/playground/stream?as=ana', '/playground/developer'];
    const heard = await Promise.all(paths.map((path) => listen<object>(server.url, path)));
    await server.close();

    await Promise.all(heard.map(({ ended }) => ended));
    expect(heard.map(({ events }) => events.length)).toEqual([1, 1]);
  });
});

it('says what to do where the page is not built', async () => {
  const { server } = await world({ server: { pageFolder: '/nowhere' } });
  const answer = await fetch(server.url);

  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('npm run build:page');
});
