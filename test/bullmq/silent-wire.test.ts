import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openProducer, openSubscriber } from '../../src/adapters/bullmq/connections.ts';
import { createToldErrors } from '../../src/adapters/bullmq/told-errors.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { missingRedis, type RunningRedis, startRedis } from '../redis/redis-server.ts';
import { startSilentWire } from '../redis/silent-wire.ts';
import { PATIENCE } from './stage.ts';

describe.skipIf(missingRedis())('on a wire that goes silent', () => {
  let redis: RunningRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());

  async function aWire() {
    const wire = await startSilentWire(redis.url);
    onTestFinished(() => wire.close());
    return wire;
  }

  function aProducer(url: string) {
    const producer = openProducer(url, createToldErrors(createFakeLogger(), 'not well'));
    onTestFinished(() => producer.client.disconnect());
    return producer;
  }

  it('a subscription is renewed', async () => {
    const wire = await aWire();
    const { client } = aProducer(redis.url);
    const heard: string[] = [];
    const subscriber = openSubscriber(wire.url, 50);
    onTestFinished(() => subscriber.disconnect());
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

  it('what adds effects connects again', async () => {
    const wire = await aWire();
    const { client, opened } = aProducer(wire.url);
    await opened;
    expect(await client.ping()).toBe('PONG');
    wire.silence();

    const answer = () => client.ping().catch(() => 'none');
    await expect.poll(answer, PATIENCE).toBe('PONG');
  });
});
