import { describe, expect, it, onTestFinished } from 'vitest';
import { openRedis } from '../../src/adapters/redis/connection.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { missingRedis } from './redis-server.ts';
import { startSilentWire } from './silent-wire.ts';
import { useRedis } from './stage.ts';

const PATIENCE = { timeout: 20_000 };

describe.skipIf(missingRedis())('on a wire that goes silent', () => {
  const redis = useRedis();

  it('a subscription is renewed', async () => {
    const { client } = redis();
    const wire = await startSilentWire(`redis://127.0.0.1:${client.options.port}`);
    onTestFinished(() => wire.close());
    const logger = createFakeLogger();
    const connection = await openRedis({ url: wire.url, logger, pingEveryMs: 50 });
    onTestFinished(() => connection.close());
    const heard: string[] = [];
    const subscriber = connection.subscriber();
    subscriber.options.socketTimeout = 100;
    subscriber.on('message', (_channel, message) => heard.push(message));
    await subscriber.subscribe('news');
    wire.silence();

    await expect
      .poll(async () => {
        await client.publish('news', 'again');
        return heard;
      }, PATIENCE)
      .toContain('again');
  });
});
