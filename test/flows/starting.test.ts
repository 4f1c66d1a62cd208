import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSystemClock } from '../../src/adapters/system/clock.ts';
import { startBot } from '../../src/compose.ts';
import { areRecordsFree } from '../../src/compose/kept-records.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { startWorld, type World } from '../world.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'dotai-starting-'));
const clock = createSystemClock();
let world: World;

beforeAll(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 100 } });
});

afterAll(async () => {
  await world.close();
  rmSync(dataDirectory, { recursive: true });
});

it('leaves nothing open where Slack lets the bot in only half way', async () => {
  const logger = createFakeLogger();
  const config = { ...world.config, dataDirectory };
  const options = { config, clock, logger, onLeaseLost: () => undefined };
  world.slack.faults.next({ method: 'apps.connections.open', error: 'invalid_auth', times: 2 });
  await expect(startBot(options)).rejects.toMatchObject({ name: 'Failure' });
  world.slack.faults.clear();
  expect(areRecordsFree({ dataDirectory, clock })).toBe(true);
  const bot = await startBot(options);
  await bot.runtime.idle();
  await bot.stop();

  expect(areRecordsFree({ dataDirectory, clock })).toBe(true);
  expect(logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
});
