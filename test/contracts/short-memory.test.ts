import { describe, expect, it, vi } from 'vitest';
import { openRedis } from '../../src/adapters/redis/connection.ts';
import { createRedisShortMemory } from '../../src/adapters/redis/short-memory.ts';
import { createProcessMemory } from '../../src/adapters/system/process-memory.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { missingRedis, startRedis } from '../redis/redis-server.ts';
import { useRedis } from '../redis/stage.ts';
import { shortMemoryContract } from './short-memory.ts';

const LONG = { lifeMs: 1_800_000, uses: 9 };

describe('short memory of a process', () => {
  shortMemoryContract(() => {
    const clock = createFakeClock();
    return { memory: createProcessMemory(clock), pass: (ms) => clock.advance(ms) };
  });

  it('holds a thousand things, and lets the oldest go', async () => {
    const clock = createFakeClock();
    const memory = createProcessMemory(clock);
    for (let index = 0; index < 1_000; index += 1) await memory.keep(`key ${index}`, index, LONG);
    await memory.keep('key 0', 'kept again', LONG);
    await memory.keep('one more', 'new', LONG);

    expect(await memory.take('key 0')).toBe('kept again');
    expect(await memory.take('key 1')).toBeUndefined();
    expect(await memory.take('key 2')).toBe(2);
    expect(await memory.take('one more')).toBe('new');
  });
});

describe.skipIf(missingRedis())('short memory in Redis', () => {
  const redis = useRedis();
  shortMemoryContract(() => ({
    memory: createRedisShortMemory({ connection: redis() }),
    pass: async () => undefined,
  }));

  it('gives one process what another kept', async () => {
    const [bot, worker] = [1, 2].map(() => createRedisShortMemory({ connection: redis() }));
    await bot?.keep('key', 'value', LONG);

    expect(await worker?.take('key')).toBe('value');
  });

  it('has kept it before what its process writes next, though nobody waited', async () => {
    const { client } = redis();
    const bot = createRedisShortMemory({ connection: redis() });
    void bot.keep('key', 'value', LONG);
    const next = await client.exists('dotai:memory:key');

    expect(next).toBe(1);
  });

  it('neither keeps nor finds anything while Redis is away, and says nothing', async () => {
    const server = await startRedis();
    const connection = await openRedis({ url: server.url, logger: createFakeLogger() });
    const memory = createRedisShortMemory({ connection });
    await memory.keep('key', 'value', LONG);
    await server.kill();

    await expect(memory.keep('key', 'value', LONG)).resolves.toBeUndefined();
    await vi.waitFor(() => expect(connection.client.status).not.toBe('ready'), 20_000);
    await expect(memory.keep('key', 'value', LONG)).resolves.toBeUndefined();
    await expect(memory.take('key')).resolves.toBeUndefined();
    await connection.close();
    await server.close();
  });
});
