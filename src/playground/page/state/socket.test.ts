import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket as Connection, WebSocketServer } from 'ws';
import { followSocket } from './socket.ts';

/** What the listener heard, in its order. */
let heard: string[];
/** The delays after which the page would connect again. */
let delays: number[];
/** Connects again as if the last delay were over. */
let connectAgain: (() => void) | undefined;
let server: WebSocketServer;
let stop: (() => void) | undefined;
const page = Object.assign(new EventTarget(), {
  location: { host: '' },
  setTimeout(work: () => void, delayMs: number) {
    delays.push(delayMs);
    connectAgain = work;
    return delays.length;
  },
  clearTimeout: () => void (connectAgain = undefined),
});
const shown = Object.assign(new EventTarget(), { visibilityState: 'visible' });

beforeEach(async () => {
  [heard, delays, connectAgain] = [[], [], undefined];
  shown.visibilityState = 'visible';
  vi.stubGlobal('window', page);
  vi.stubGlobal('document', shown);
  server = await serve(0);
});
afterEach(async () => {
  stop?.();
  await close();
  vi.unstubAllGlobals();
});

async function serve(port: number): Promise<WebSocketServer> {
  const started = new WebSocketServer({ host: '127.0.0.1', port });
  await once(started, 'listening');
  const address = started.address();
  if (typeof address === 'string' || address === null) throw new Error('no port');
  page.location.host = `127.0.0.1:${address.port}`;
  return started;
}

async function close(): Promise<void> {
  server.clients.forEach((client) => client.terminate());
  server.close();
  await once(server, 'close');
}

async function accepted(): Promise<Connection> {
  const [connection]: Connection[] = await once(server, 'connection');
  if (!connection) throw new Error('nobody came');
  return connection;
}

function follow(): void {
  stop = followSocket('/stream?as=ana', {
    opened: () => void heard.push('opened'),
    told: (data) => void heard.push(data),
    lost: () => void heard.push('lost'),
    refused: (why) => void heard.push(`refused: ${why}`),
  });
}

function hears(last: string): Promise<void> {
  return vi.waitFor(() => expect(heard.at(-1)).toBe(last));
}

async function followed(): Promise<Connection> {
  const coming = accepted();
  follow();
  const connection = await coming;
  connection.send('snapshot');
  await hears('snapshot');
  return connection;
}

/** The next attempt has failed, too. */
async function failAgain(): Promise<void> {
  const before = heard.length;
  connectAgain?.();
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(before));
}

describe('a stream', () => {
  it('is asked for at its path, and tells what it is told', async () => {
    const asked = once(server, 'connection');
    const connection = await followed();
    connection.send('more');
    await hears('more');
    const [, request] = await asked;

    expect(request.url).toBe('/stream?as=ana');
    expect(heard).toEqual(['opened', 'snapshot', 'more']);
  });

  it('begins anew after every connection that broke', async () => {
    const connection = await followed();
    connection.terminate();
    await hears('lost');
    const coming = accepted();
    connectAgain?.();
    (await coming).send('another snapshot');
    await hears('another snapshot');

    expect(heard).toEqual(['opened', 'snapshot', 'lost', 'opened', 'another snapshot']);
  });

  it('says nothing more once it is not followed', async () => {
    const connection = await followed();
    const closed = once(connection, 'close');
    connection.send('too late');
    stop?.();
    await closed;
    page.dispatchEvent(new Event('online'));

    expect(heard).toEqual(['opened', 'snapshot']);
    expect(delays).toEqual([]);
  });
});

describe('the delay', () => {
  it('grows while nobody is there, and is short again after an event', async () => {
    await followed();
    const { port } = new URL(`ws://${page.location.host}`);
    await close();
    await hears('lost');
    for (let attempt = 0; attempt < 5; attempt += 1) await failAgain();
    expect(delays).toEqual([250, 500, 1_000, 2_000, 2_000, 2_000]);

    server = await serve(Number(port));
    const coming = accepted();
    connectAgain?.();
    const connection = await coming;
    connection.send('back');
    await hears('back');
    connection.terminate();
    await hears('lost');
    expect(delays.at(-1)).toBe(250);
  });

  it('grows while the server refuses, whose sentence is passed on', async () => {
    server.on('connection', (connection) => connection.close(1_008, 'Ana has left.'));
    follow();
    await hears('refused: Ana has left.');
    await failAgain();

    expect(heard).toEqual(['refused: Ana has left.', 'refused: Ana has left.']);
    expect(delays).toEqual([250, 500]);
  });

  it.each([
    ['the page is seen again', () => shown.dispatchEvent(new Event('visibilitychange'))],
    ['the network is back', () => page.dispatchEvent(new Event('online'))],
  ])('is over where %s', async (_what, returns) => {
    (await followed()).terminate();
    await hears('lost');
    const coming = accepted();
    returns();
    (await coming).send('back');
    await hears('back');

    expect(connectAgain).toBeUndefined();
  });

  it('goes on where the page is hidden', async () => {
    (await followed()).terminate();
    await hears('lost');
    shown.visibilityState = 'hidden';
    shown.dispatchEvent(new Event('visibilitychange'));

    expect(connectAgain).toBeDefined();
  });

  it('is none of a connection that stands', async () => {
    const asked: (string | undefined)[] = [];
    server.on('connection', (_, { url }) => void asked.push(url));
    await followed();
    page.dispatchEvent(new Event('online'));
    shown.dispatchEvent(new Event('visibilitychange'));
    const other = new WebSocket(`ws://${page.location.host}/other`);
    await once(other, 'open');
    other.close();

    expect(asked).toEqual(['/stream?as=ana', '/other']);
    expect(heard).toEqual(['opened', 'snapshot']);
  });
});
