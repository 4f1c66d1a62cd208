import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchOptions } from './options.ts';
import type { Measurement } from './measurement.ts';
import { spread } from './samples.ts';
import { IDLE_AFTER_MS, setStage } from './stage.ts';

const SCAN_TIMEOUT_MS = 60_000;

/**
 * From the start of the process until Slack is connected: the first time, with nothing known and the
 * layout of the data file to be made, and then over what is known; and the memory of a bot that has
 * nothing to do.
 */
export async function measureStart(options: BenchOptions): Promise<readonly Measurement[]> {
  const { profileFolder } = options;
  const stage = await setStage({ content: { type: 'platform' }, mode: 'socket', profileFolder });
  try {
    const first = await stage.startBot();
    await first.scanned(1, SCAN_TIMEOUT_MS);
    await first.process.stop();
    const again: number[] = [];
    for (let round = 0; round < (options.isQuick ? 3 : 10); round += 1) {
      const bot = await stage.startBot();
      again.push(bot.readyAfterMs);
      await bot.process.stop();
    }
    const last = await stage.startBot();
    await sleep(IDLE_AFTER_MS);
    const { residentMb } = last.process.memory();
    return [
      {
        what: 'start to ready, nothing known',
        unit: 'ms',
        values: { value: first.readyAfterMs },
        budget: { of: 'value', atMost: 3_000 },
      },
      {
        what: `start to ready (${again.length} starts)`,
        unit: 'ms',
        values: spread(again, 'p95'),
        budget: { of: 'p95', atMost: 3_000 },
      },
      {
        what: 'memory, idle after a start',
        unit: 'MB',
        values: { value: residentMb },
        budget: { of: 'value', atMost: 250 },
      },
    ];
  } finally {
    await stage.close();
  }
}
