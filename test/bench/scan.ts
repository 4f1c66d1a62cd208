import { setTimeout as sleep } from 'node:timers/promises';
import { findManyKinds } from './cluster-documents.ts';
import { type BenchOptions, inModes } from './options.ts';
import type { Measurement } from './measurement.ts';
import type { RunningBot } from './running-bot.ts';
import type { Mode } from './shared-services.ts';
import { IDLE_AFTER_MS, setStage, type Stage, WITHOUT_EMBEDDER } from './stage.ts';
import { idleLines } from './start.ts';
import { CHANNEL } from './talk.ts';

const SCAN_TIMEOUT_MS = 600_000;
/** The sizes that the budgets speak of, and what they say. */
const BUDGETS: Readonly<Record<number, { readonly profileS: number; readonly peakMb: number }>> = {
  1_000: { profileS: 20, peakMb: 400 },
  3_000: { profileS: 60, peakMb: 512 },
};
const RESCAN_BUDGET_S = 5;
const GROWTH_BUDGET = 1.25;

interface Scanned {
  readonly kinds: number;
  readonly processorSeconds: number;
  readonly lines: readonly Measurement[];
}

/**
 * The profile stage of a first scan, a second scan of an unchanged cluster, and what memory they take
 * and leave, over clusters of growing size. Of real definitions where this machine has them, else of
 * generated ones. What follows the profiles, embedding and describing, has parts of its own.
 */
export function measureScan(options: BenchOptions): Promise<readonly Measurement[]> {
  return inModes(options, (mode) => measureIn(mode, options));
}

async function measureIn(
  mode: Mode,
  { isQuick, profileFolder }: BenchOptions,
): Promise<readonly Measurement[]> {
  const sizes = isQuick ? [250, 1_000] : [250, 500, 1_000, 3_000];
  const many = findManyKinds();
  const scans: Scanned[] = [];
  try {
    for (const size of sizes) {
      const content = many.contentOf(size);
      const stage = await setStage({ mode, content, hearsBy: 'socket', profileFolder });
      try {
        scans.push(await scanOn(stage, { size, source: many.source }));
      } finally {
        await stage.close();
      }
    }
  } finally {
    many.remove();
  }
  return [...scans.flatMap(({ lines }) => lines), ...growthOf(scans)];
}

async function scanOn(
  stage: Stage,
  { size, source }: { readonly size: number; readonly source: string },
): Promise<Scanned> {
  const bot = await stage.startBot({ environment: WITHOUT_EMBEDDER });
  const before = bot.processorSeconds();
  const profiled = await bot.logged('kinds profiled', 1, SCAN_TIMEOUT_MS);
  const { kinds } = await bot.scanned(1, SCAN_TIMEOUT_MS);
  const processorSeconds = bot.processorSeconds() - before;
  const memory = memoryLines(bot, `scan of ${kinds} ${source}`, BUDGETS[size]?.peakMb);
  const rescanMs = await rescan(stage, bot);
  await sleep(IDLE_AFTER_MS);
  const of = `of ${kinds} ${source}`;
  return {
    kinds,
    processorSeconds,
    lines: [
      timed(`profile stage ${of}`, profiled.atMs - bot.readyAtMs, BUDGETS[size]?.profileS),
      ...memory,
      timed(`rescan ${of}`, rescanMs, size in BUDGETS ? RESCAN_BUDGET_S : undefined),
      ...idleLines(bot, `memory, idle after scan ${of}`),
    ],
  };
}

/** Of the process that scans. Until then it has loaded its code, connected, and done nothing. */
function memoryLines(
  { working }: RunningBot,
  what: string,
  peakMb: number | undefined,
): readonly Measurement[] {
  return working.map((one) => {
    const { peakMb: value } = one.memory();
    const above = (value - one.residentAtStartMb).toFixed(0);
    return {
      what: `highest memory, ${what} (${above} MB above its start)`,
      unit: 'MB',
      values: { value },
      ...(peakMb === undefined ? {} : { budget: { of: 'value', atMost: peakMb } }),
    };
  });
}

/** A scan that a person asks for, until it has ended, in milliseconds. */
export async function rescan({ slack }: Stage, bot: RunningBot): Promise<number> {
  // The first scan's session is still being closed when the log says that it is finished.
  await sleep(1_000);
  const startMs = performance.now();
  await slack.as('ana').command(CHANNEL, '/dotai capabilities scan');
  const { atMs } = await bot.scanned(2, SCAN_TIMEOUT_MS);
  return atMs - startMs;
}

export function timed(what: string, tookMs: number, atMostS: number | undefined): Measurement {
  return {
    what,
    unit: 's',
    values: { value: tookMs / 1_000 },
    ...(atMostS === undefined ? {} : { budget: { of: 'value', atMost: atMostS } }),
  };
}

/**
 * How much more one kind costs in the largest cluster than in the smallest, in processor time, which
 * a busy machine does not falsify as it does the clock: 1 where the cost grows as the work does.
 */
function growthOf(scans: readonly Scanned[]): readonly Measurement[] {
  const [smallest, largest] = [scans[0], scans.at(-1)];
  if (!smallest || !largest || smallest === largest) return [];
  const growth =
    (largest.processorSeconds * smallest.kinds) / (smallest.processorSeconds * largest.kinds);
  return [
    {
      what: `scan: processor time of one kind of ${largest.kinds}, against one of ${smallest.kinds}`,
      unit: '×',
      values: { value: growth },
      budget: { of: 'value', atMost: GROWTH_BUDGET },
    },
  ];
}
