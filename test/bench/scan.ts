import { setTimeout as sleep } from 'node:timers/promises';
import { findManyKinds } from './cluster-documents.ts';
import type { BenchOptions } from './options.ts';
import type { Measurement } from './measurement.ts';
import { IDLE_AFTER_MS, type RunningBot, setStage, type Stage } from './stage.ts';
import { CHANNEL } from './talk.ts';

const SCAN_TIMEOUT_MS = 300_000;
/** The size that the budgets speak of. */
const BUDGETED_KINDS = 1_000;

interface Scanned {
  readonly kinds: number;
  readonly scanMs: number;
  readonly processorSeconds: number;
  readonly rescanMs: number;
  readonly peakMb: number;
  readonly idleMb: number;
}

/**
 * A first scan, a second one of an unchanged cluster, and what memory they take and leave, over
 * clusters of growing size. Of real definitions where this machine has them, else of generated ones.
 */
export async function measureScan(options: BenchOptions): Promise<readonly Measurement[]> {
  const { isQuick, profileFolder } = options;
  const sizes = isQuick ? [250, BUDGETED_KINDS] : [250, 500, BUDGETED_KINDS, 3_000];
  const many = findManyKinds();
  const scans: (Scanned & { readonly size: number })[] = [];
  try {
    for (const size of sizes) {
      const content = many.contentOf(size);
      const stage = await setStage({ content, mode: 'socket', profileFolder });
      try {
        scans.push({ size, ...(await scanOn(stage)) });
      } finally {
        await stage.close();
      }
    }
  } finally {
    many.remove();
  }
  return [...scans.flatMap((scan) => linesOf(scan, many.source)), ...growthOf(scans)];
}

async function scanOn(stage: Stage): Promise<Scanned> {
  const bot = await stage.startBot();
  const before = bot.process.processorSeconds();
  const first = await bot.scanned(1, SCAN_TIMEOUT_MS);
  const processorSeconds = bot.process.processorSeconds() - before;
  const { peakMb } = bot.process.memory();
  const rescanMs = await rescan(stage, bot);
  await sleep(IDLE_AFTER_MS);
  const { residentMb: idleMb } = bot.process.memory();
  const scanMs = first.atMs - bot.readyAtMs;
  return { kinds: first.kinds, scanMs, processorSeconds, rescanMs, peakMb, idleMb };
}

async function rescan({ slack }: Stage, bot: RunningBot): Promise<number> {
  // The first scan's session is still being closed when the log says that it is finished.
  await sleep(1_000);
  const startMs = performance.now();
  await slack.as('ana').command(CHANNEL, '/dotai capabilities scan');
  const { atMs } = await bot.scanned(2, SCAN_TIMEOUT_MS);
  return atMs - startMs;
}

function linesOf(scan: Scanned & { size: number }, source: string): readonly Measurement[] {
  const { size, kinds, scanMs, rescanMs, peakMb, idleMb } = scan;
  const isBudgeted = size === BUDGETED_KINDS;
  const atMost = (limit: number) =>
    isBudgeted ? { budget: { of: 'value', atMost: limit } } : undefined;
  const of = `of ${kinds} ${source}`;
  return [
    { what: `scan ${of}`, unit: 's', values: { value: scanMs / 1_000 }, ...atMost(20) },
    { what: `highest memory, scan ${of}`, unit: 'MB', values: { value: peakMb }, ...atMost(400) },
    { what: `rescan ${of}`, unit: 's', values: { value: rescanMs / 1_000 }, ...atMost(5) },
    {
      what: `memory, idle after scan ${of}`,
      unit: 'MB',
      values: { value: idleMb },
      ...atMost(250),
    },
  ];
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
      what: `scan: cost of one kind of ${largest.kinds}, against one of ${smallest.kinds}`,
      unit: '×',
      values: { value: growth },
      budget: { of: 'value', atMost: 1.25 },
    },
  ];
}
