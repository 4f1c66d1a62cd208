import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchOptions, inModes } from './options.ts';
import type { Measurement } from './measurement.ts';
import type { RunningBot } from './running-bot.ts';
import { spread } from './samples.ts';
import type { Mode } from './shared-services.ts';
import { IDLE_AFTER_MS, setStage } from './stage.ts';

const SCAN_TIMEOUT_MS = 300_000;
const READY_BUDGET_MS = 3_000;
const IDLE_BUDGET_MB = 250;

/**
 * From the start of each process until it says that it is ready: the first time, with nothing known,
 * and then over what is known; and the memory of processes that have nothing to do.
 */
export function measureStart(options: BenchOptions): Promise<readonly Measurement[]> {
  return inModes(options, (mode) => measureIn(mode, options));
}

async function measureIn(mode: Mode, options: BenchOptions): Promise<readonly Measurement[]> {
  const { profileFolder } = options;
  const content = { type: 'platform' } as const;
  const stage = await setStage({ mode, content, hearsBy: 'socket', profileFolder });
  try {
    const first = await stage.startBot();
    await first.scanned(1, SCAN_TIMEOUT_MS);
    await first.stop();
    const again: RunningBot[] = [];
    for (let round = 0; round < (options.isQuick ? 3 : 10); round += 1) {
      const bot = await stage.startBot();
      again.push(bot);
      await bot.stop();
    }
    const last = await stage.startBot();
    await sleep(IDLE_AFTER_MS);
    return [
      ...first.processes.map(({ role, readyAfterMs }): Measurement => ({
        what: `start to ready, nothing known${named(role)}`,
        unit: 'ms',
        values: { value: readyAfterMs },
        budget: { of: 'value', atMost: READY_BUDGET_MS },
      })),
      ...first.processes.map(({ role }): Measurement => {
        const tookMs = again.map(({ processes }) => readyAfter(processes, role));
        return {
          what: `start to ready (${tookMs.length} starts)${named(role)}`,
          unit: 'ms',
          values: spread(tookMs, 'p95'),
          budget: { of: 'p95', atMost: READY_BUDGET_MS },
        };
      }),
      ...idleLines(last, 'memory, idle after a start'),
    ];
  } finally {
    await stage.close();
  }
}

function readyAfter(processes: RunningBot['processes'], role: string): number {
  return processes.find((one) => one.role === role)?.readyAfterMs ?? Number.NaN;
}

/** What each process holds now. */
export function idleLines({ processes }: RunningBot, what: string): readonly Measurement[] {
  return processes.map((one) => ({
    what: `${what}${named(one.role)}`,
    unit: 'MB',
    values: { value: one.memory().residentMb },
    budget: { of: 'value', atMost: IDLE_BUDGET_MB },
  }));
}

/** Which process, where there are several. */
export function named(role: RunningBot['hearing']['role']): string {
  return role === 'all' ? '' : `: ${role}`;
}
