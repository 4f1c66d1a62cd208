import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asFailure } from '../../src/adapters/redis/connection-failure.ts';
import { openRedis, type RedisConnection } from '../../src/adapters/redis/connection.ts';
import { createScript } from '../../src/adapters/redis/connection-script.ts';
import { Failure } from '../../src/domain/failure.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { missingRedis, type RunningRedis, startRedis } from './redis-server.ts';

const SECRET = 'hunter2-very-secret';
const COUNT_SLOWLY = `
  redis.call('INCR', 'count')
  for turn = 1, 20000000 do end
  return 1`;
const PATIENCE = { timeout: 20_000 };

let server: RunningRedis | undefined;
let connection: RedisConnection | undefined;

afterEach(async () => {
  await connection?.close();
  await server?.close();
  connection = undefined;
  server = undefined;
});

async function opened(settings?: Readonly<Record<string, string>>) {
  server = await startRedis(settings === undefined ? {} : { settings });
  const logger = createFakeLogger();
  connection = await openRedis({ url: server.url, logger });
  return { server, connection, logger };
}

async function failureOf(call: Promise<unknown>): Promise<Failure> {
  const error = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(error instanceof Failure)) throw new Error('no Failure', { cause: error });
  return error;
}

/** Everything that an operator could come to read, causes included. */
function written(value: unknown): string {
  if (!(value instanceof Error)) return JSON.stringify(value) ?? '';
  return [
    value.message,
    value.stack,
    JSON.stringify(Object.entries(value)),
    written(value.cause),
  ].join('\n');
}

describe('opening', () => {
  it('says where nobody answers, without the password', async () => {
    const failure = await failureOf(
      openRedis({
        url: `redis://bot:${SECRET}@127.0.0.1:1/0`,
        logger: createFakeLogger(),
        connectTimeoutMs: 200,
      }),
    );

    expect(failure).toMatchObject({ kind: 'unavailable' });
    expect(failure.message).toContain('127.0.0.1:1');
    expect(failure.message).toContain('REDIS_URL');
    expect(written(failure)).not.toContain(SECRET);
  });

  it('gives up on one that accepts and says nothing', async () => {
    const mute = createServer();
    mute.listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const address = mute.address();
    const port = typeof address === 'string' ? address : address?.port;
    const url = `redis://127.0.0.1:${port}`;

    const failure = await failureOf(
      openRedis({ url, logger: createFakeLogger(), connectTimeoutMs: 200 }),
    );

    expect(failure.message).toContain('cannot be reached');
    mute.close();
  });
});

describe.skipIf(missingRedis())('opening a real Redis', () => {
  it.each([
    ['a wrong password', (url: string) => url.replace('//', `//:${SECRET}@`)],
    ['no password', (url: string) => url],
  ])('says that it refuses %s, and nothing of it', async (_what, urlOf) => {
    server = await startRedis({ settings: { requirepass: 'another' } });
    const logger = createFakeLogger();

    const failure = await failureOf(openRedis({ url: urlOf(server.url), logger }));

    expect(failure.message).toContain('refuses the user name or password');
    expect(written(failure)).not.toContain(SECRET);
    expect(written(logger.entries)).not.toContain(SECRET);
  });

  it('refuses to start on a database that is not there', async () => {
    server = await startRedis();

    const failure = await failureOf(
      openRedis({ url: `${server.url}/99`, logger: createFakeLogger() }),
    );

    expect(failure.message).toContain('REDIS_URL');
  });

  it('waits for one that is about to start', async () => {
    server = await startRedis();
    await server.kill();
    const opening = openRedis({ url: server.url, logger: createFakeLogger() });
    await server.restart();

    connection = await opening;

    expect(await connection.client.ping()).toBe('PONG');
  });
});

describe.skipIf(missingRedis())('while Redis is away', () => {
  it('fails at once, logs it once, and goes on when it is back', async () => {
    const { server, connection, logger } = await opened();
    await server.kill();
    await vi.waitFor(() => expect(connection.client.status).not.toBe('ready'), PATIENCE);

    const failure = await failureOf(asFailure(connection.client.set('a', '1')));
    expect(failure).toMatchObject({ kind: 'unavailable', retryAfterMs: 1_000 });
    await failureOf(asFailure(connection.client.get('a')));
    await vi.waitFor(() => expect(logger.entries).toHaveLength(1), PATIENCE);

    await server.restart();
    await vi.waitFor(async () => expect(await connection.client.ping()).toBe('PONG'), PATIENCE);
    expect(await connection.client.get('a')).toBeNull();
    expect(logger.entries.map(({ message }) => message)).toEqual([
      'Redis is not answering',
      'Redis answers again',
    ]);
  });

  it('does not send a write twice whose answer was lost', async () => {
    const { connection } = await opened();
    const { client } = connection;
    await client.set('count', '0');
    const other = connection.subscriber();
    // Counts, and then says nothing for long enough that the connection is cut before the answer.
    const lost = asFailure(client.eval(COUNT_SLOWLY, 0));
    await new Promise((resolve) => client.stream.write('', resolve));
    client.stream.destroy();

    expect(await failureOf(lost)).toMatchObject({ kind: 'unavailable' });
    await vi.waitFor(async () => expect(await other.get('count')).toBe('1'), PATIENCE);
    await vi.waitFor(async () => expect(await client.get('count')).toBe('1'), PATIENCE);
    expect(await other.get('count')).toBe('1');
  });

  it('keeps subscriptions over a restart', async () => {
    const { server, connection } = await opened();
    const heard: string[] = [];
    const subscriber = connection.subscriber();
    subscriber.on('message', (_channel, message) => heard.push(message));
    await subscriber.subscribe('news');
    await server.restart();

    await vi.waitFor(async () => {
      await connection.client.publish('news', 'again');
      expect(heard).toContain('again');
    }, PATIENCE);
  });

  it('can be closed, and then fails at once', async () => {
    const { server, connection } = await opened();
    const { client } = connection;
    await server.kill();
    await vi.waitFor(() => expect(client.status).toBe('reconnecting'), PATIENCE);

    await connection.close();

    await failureOf(asFailure(client.get('a')));
  });
});

describe.skipIf(missingRedis())('closing', () => {
  it('waits for answers that are due and ends every connection', async () => {
    const { connection } = await opened();
    const subscriber = connection.subscriber();
    await subscriber.subscribe('news');
    const written = connection.client.set('a', '1');

    await connection.close();

    expect(await written).toBe('OK');
    await vi.waitFor(() => expect(subscriber.status).toBe('end'), PATIENCE);
    await vi.waitFor(() => expect(connection.client.status).toBe('end'), PATIENCE);
    await failureOf(asFailure(connection.client.get('a')));
  });
});

describe.skipIf(missingRedis())('a Redis that cannot serve', () => {
  async function full() {
    const { connection } = await opened({ maxmemory: '2mb' });
    const { client } = connection;
    let index = 0;
    await expect(
      (async () => {
        for (;;) await client.set(`fill ${(index += 1)}`, 'x'.repeat(50_000));
      })(),
    ).rejects.toThrow('OOM');
    return client;
  }

  it('is an outage when its memory is full, in a script too', async () => {
    const client = await full();

    expect(await failureOf(asFailure(client.set('b', 'x'.repeat(50_000))))).toMatchObject({
      kind: 'unavailable',
      retryAfterMs: 1_000,
    });
    const script = createScript(client, `return redis.call('SET', KEYS[1], ARGV[1])`);
    await failureOf(script(['c'], ['x'.repeat(50_000)]));
  });

  it('is an outage when it does not answer in time', async () => {
    const { connection } = await opened();
    connection.client.options.commandTimeout = 20;

    expect(await failureOf(asFailure(connection.client.blpop('never', 60)))).toMatchObject({
      kind: 'unavailable',
      retryAfterMs: 1_000,
    });
  });

  it('is an outage when it is cut off within a transaction', async () => {
    const { server, connection } = await opened();
    const transaction = connection.client.multi().set('a', '1').set('b', '2');
    const killed = server.kill();

    expect((await failureOf(asFailure(transaction.exec()))).kind).toBe('unavailable');
    await killed;
  });

  it('is an outage when it is a replica', async () => {
    const { connection } = await opened();
    await connection.client.replicaof('127.0.0.1', '1');

    const failure = await failureOf(asFailure(connection.client.set('a', SECRET)));
    expect(failure.kind).toBe('unavailable');
    expect(written(failure)).not.toContain(SECRET);
    await vi.waitFor(() => expect(connection.client.status).toBe('ready'), PATIENCE);
  });

  it('is a bug when it does not understand, and what was sent is in no log', async () => {
    const { connection } = await opened();
    const { client } = connection;
    await client.set('text', 'a');

    const error: unknown = await asFailure(client.hset('text', 'field', SECRET)).catch(
      (error: unknown) => error,
    );
    expect(error).not.toBeInstanceOf(Failure);
    expect(String(error)).toContain('WRONGTYPE');
    expect(written(error)).not.toContain(SECRET);
    await expect(asFailure(Promise.reject(new TypeError('ours')))).rejects.toThrow(TypeError);
  });
});

describe.skipIf(missingRedis())('a script', () => {
  it('runs on a Redis that has lost it, and each time once', async () => {
    const { server, connection } = await opened();
    const count = createScript(connection.client, `return redis.call('INCRBY', KEYS[1], ARGV[1])`);

    expect(await count(['n'], [2])).toBe(2);
    expect(await count(['n'], [2])).toBe(4);
    await connection.client.script('FLUSH');
    expect(await count(['n'], [2])).toBe(6);
    await server.restart();
    await vi.waitFor(async () => expect(await connection.client.ping()).toBe('PONG'), PATIENCE);
    expect(await count(['n'], [2])).toBe(8);
  });

  it('that is wrong is a bug, not an outage', async () => {
    const { connection } = await opened();
    const wrong = createScript(connection.client, `return redis.call('NOSUCH')`);

    const error: unknown = await wrong([], []).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(Failure);
  });
});
