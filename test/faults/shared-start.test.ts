import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingRedis, type RunningRedis, startRedis } from '../redis/redis-server.ts';
import { type FaultWorld, startFaultWorld } from './fault-world.ts';

const SECRET = 'a-password-that-nobody-may-read';

describe.skipIf(missingRedis())('a process that starts', () => {
  let world: FaultWorld;
  let guarded: RunningRedis;
  beforeAll(async () => {
    guarded = await startRedis({ settings: { appendonly: 'no', requirepass: SECRET } });
    world = await startFaultWorld({ victim: 'worker' });
  });
  afterAll(async () => {
    await world.close();
    await guarded.close();
  });

  function urlWith(password: string): string {
    const url = new URL(guarded.url);
    url.password = password;
    return url.href;
  }

  it.concurrent('on a Redis without persistence warns of what can be lost, and runs', async () => {
    const worker = world.add('worker', { REDIS_URL: urlWith(SECRET) });
    await worker.start();

    expect(worker.complaints().join('\n')).toContain('Redis keeps no append-only file');
    expect(worker.complaints().join('\n')).toContain('Set `appendonly yes`');
    expect(await worker.stop()).toBe(0);
    expect(worker.output()).not.toContain(SECRET);
  });

  it.concurrent('with a wrong password says so and ends', async () => {
    const worker = world.add('worker', { REDIS_URL: urlWith(`${SECRET}-of-old`) });

    await expect(worker.start()).rejects.toThrow(
      /ended with 1[\s\S]*^Redis at 127\.0\.0\.1:\d+ refuses the user name or password\. Correct them in REDIS_URL\.$/mu,
    );
    expect(worker.output()).not.toContain(SECRET);
  });

  it.concurrent('where no Redis answers says so and ends', async () => {
    const gone = await startRedis();
    await gone.close();
    const bot = world.add('bot', { REDIS_URL: gone.url });

    await expect(bot.start()).rejects.toThrow(
      /ended with 1[\s\S]*^Redis at 127\.0\.0\.1:\d+ cannot be reached\. Check REDIS_URL/mu,
    );
  });
});
