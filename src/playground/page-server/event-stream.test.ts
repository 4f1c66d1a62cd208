import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import { type Socket, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type EventStream, type EventStreams, createEventStreams } from './event-stream.ts';

const KEY = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13';
const UPGRADE = `GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${KEY}\r\n\r\n`;
const PING_EVERY_MS = 15_000;

let server: Server;
let streams: EventStreams;
let port: number;
const opened: EventStream[] = [];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  streams = createEventStreams();
  server = createServer();
  server.on('upgrade', (request, _socket, head) =>
    streams.open(request, head, (stream) => void opened.push(stream)),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterEach(async () => {
  vi.useRealTimers();
  opened.length = 0;
  streams.close();
  server.close();
  await once(server, 'close');
});

/** A browser that answers as browsers do. */
async function listener(): Promise<{ client: WebSocket; stream: EventStream; heard: unknown[] }> {
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const heard: unknown[] = [];
  client.on('message', (data: Buffer) => void heard.push(JSON.parse(data.toString())));
  await once(client, 'open');
  return { client, stream: last(), heard };
}

/** Somebody who opens a stream, and reads and answers nothing. */
async function mute(): Promise<{ client: Socket; stream: EventStream }> {
  const client = connect(port, '127.0.0.1');
  client.write(UPGRADE);
  await once(client, 'readable');
  return { client, stream: last() };
}

function last(): EventStream {
  const stream = opened.at(-1);
  if (!stream) throw new Error('no stream was opened');
  return stream;
}

function ended(stream: EventStream): Promise<'ended'> {
  return new Promise((resolve) => stream.onEnd(() => resolve('ended')));
}

/** Whatever the client sent before has arrived as well. */
async function roundTrip(client: WebSocket): Promise<void> {
  client.ping();
  await once(client, 'pong');
}

describe('a stream', () => {
  it('tells each event, in its order, until it is ended', async () => {
    const { client, stream, heard } = await listener();
    [1, 2, 3].forEach((number) => stream.send({ number }));
    stream.end();
    await Promise.all([once(client, 'close'), ended(stream)]);
    stream.send({ number: 4 });

    expect(heard).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);
  });

  it('ends for the server when whoever follows it is gone', async () => {
    const { client, stream } = await listener();
    client.terminate();

    expect(await ended(stream)).toBe('ended');
    // Whoever asks too late is told as well.
    expect(await ended(stream)).toBe('ended');
  });

  it('says why it is not given, as far as a reason may be long', async () => {
    const { client, stream } = await listener();
    stream.refuse('ö'.repeat(100));
    const [code, reason] = await once(client, 'close');

    expect([code, String(reason)]).toEqual([1_008, 'ö'.repeat(61)]);
  });

  it('ends where somebody says more than a page does', async () => {
    const { client, stream } = await listener();
    client.send('x'.repeat(100_000));

    expect(await ended(stream)).toBe('ended');
  });
});

describe('whoever is there', () => {
  it('stays', async () => {
    const { client, stream, heard } = await listener();
    for (let count = 0; count < 4; count += 1) {
      const pinged = once(client, 'ping');
      vi.advanceTimersByTime(PING_EVERY_MS);
      await pinged;
      await roundTrip(client);
    }
    stream.send({ isStill: 'there' });
    await roundTrip(client);

    expect(heard).toEqual([{ isStill: 'there' }]);
  });

  it('is told a first event of any size, and what follows at once', async () => {
    const { client, stream, heard } = await listener();
    const snapshot = { text: 'x'.repeat(20_000_000) };
    stream.send(snapshot);
    stream.send({ text: 'more' });
    stream.end();
    await once(client, 'close');

    expect(heard).toHaveLength(2);
    expect(heard[0]).toStrictEqual(snapshot);
  });
});

describe('whoever is dead', () => {
  it('is cut off with the second ping that is not answered', async () => {
    const { stream } = await mute();
    const end = vi.fn<() => void>();
    stream.onEnd(end);
    vi.advanceTimersByTime(PING_EVERY_MS);
    expect(end).not.toHaveBeenCalled();
    vi.advanceTimersByTime(PING_EVERY_MS);

    await ended(stream);
  });

  it('is cut off where it reads nothing, and others are told everything', async () => {
    const [{ stream }, other] = [await mute(), await listener()];
    const end = vi.fn<() => void>();
    stream.onEnd(end);
    let sent = 0;
    while (end.mock.calls.length === 0 && sent < 64) {
      for (const one of [stream, other.stream]) one.send({ text: 'x'.repeat(1_000_000) });
      sent += 1;
      await roundTrip(other.client);
    }

    expect(end).toHaveBeenCalledOnce();
    expect(sent).toBeGreaterThan(4);
    expect(other.heard).toHaveLength(sent);
  });
});
