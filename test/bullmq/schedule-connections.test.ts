import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { createBullSchedule } from '../../src/adapters/bullmq/schedule.ts';
import { settled } from '../fakes/clock.ts';
import { createFakeLogger } from '../fakes/logger.ts';

it('a schedule without work opens no connection', async () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `redis://127.0.0.1:${address.port}`;
  const schedule = createBullSchedule({ url, logger: createFakeLogger() });
  await settled();
  // Whoever was there before it was let in before it.
  const last = connect(address.port, '127.0.0.1');
  await once(server, 'connection');
  await expect(schedule.soon('look')).rejects.toThrow('look');
  await settled();
  await schedule.stop();

  expect(connections).toBe(1);
  last.destroy();
  server.close();
});
