import { describe, expect, it } from 'vitest';
import { aCommand } from '../../../test/builders.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { missingRedis } from '../../../test/redis/redis-server.ts';
import { useRedis } from '../../../test/redis/stage.ts';
import { createRedisRecordStore } from './record-store.ts';

describe.skipIf(missingRedis())('the inbox in Redis', () => {
  const redis = useRedis();

  it.each(['2020-01-01T00:00:00.000Z', '2090-01-01T00:00:00.000Z'])(
    'tells how long an event has lain there, also to a process whose clock says %s',
    async (time) => {
      const [exact, wrong] = [new Date().toISOString(), time].map((start) =>
        createRedisRecordStore({
          connection: redis(),
          clock: createFakeClock(start),
          logger: createFakeLogger(),
        }),
      );
      await wrong?.receive(aCommand('one'));
      await exact?.receive(aCommand('two'));

      for (const store of [exact, wrong]) {
        expect(await store?.unfinishedInbound(600_000)).toEqual([]);
        expect(await store?.unfinishedInbound(-600_000)).toHaveLength(2);
      }
    },
  );
});
