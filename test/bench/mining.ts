import { z } from 'zod';
import { startChild } from './child.ts';
import type { Measurement } from './measurement.ts';
import { measureFinds } from './mining-finds.ts';
import type { BenchOptions } from './options.ts';
import { timed } from './scan.ts';

const SIZES = [2_500, 5_000, 10_000, 20_000];
/** The size that the budgets speak of, and what they say. */
const BUDGET_SIZE = 10_000;
const BUDGET_S = 10;
const PEAK_BUDGET_MB = 300;
const SHARE_BUDGET = 15;
/** Slices are to take five milliseconds; a garbage collection may stand in one. */
const BLOCK_BUDGET_MS = 25;
const GROWTH_BUDGET = 1.25;
const PATIENCE_MS = 120_000;
/** The best of so many counts: the smallest size is over in less than a tenth of a second. */
const ROUNDS = { quick: 1, full: 3 } as const;

const Mined = z.object({
  messages: z.number(),
  conversations: z.number(),
  hidden: z.number(),
  worth: z.number(),
  tookMs: z.number(),
  processorMs: z.number(),
  blocksMs: z.array(z.number()),
  peakMb: z.number(),
});
type Mined = z.infer<typeof Mined>;

/**
 * What is done with a channel's messages before a model sees any: conversations are made of them, secrets
 * hidden, and those without a lesson sifted out. A realistic mix, the words of a large cluster, a process
 * of its own for each size. Then what comes of a model's answers.
 */
export async function measureMining({ isQuick }: BenchOptions): Promise<readonly Measurement[]> {
  const curve: Mined[] = [];
  for (const size of SIZES) {
    const rounds: Mined[] = [];
    for (let round = 0; round < (isQuick ? ROUNDS.quick : ROUNDS.full); round += 1) {
      rounds.push(await mined(size));
    }
    const [quickest] = rounds.toSorted((one, other) => one.processorMs - other.processorMs);
    if (quickest) curve.push(quickest);
  }
  const sifting = [
    ...curve.flatMap((one, index) => linesOf(one, SIZES[index])),
    ...growthOf(curve),
  ];
  return [...sifting, ...(await measureFinds())];
}

async function mined(size: number): Promise<Mined> {
  const script = new URL('./mining-child.ts', import.meta.url);
  const child = startChild({ script, arguments: [String(size)] });
  try {
    const { text } = await child.line((line) => line.text.startsWith('{'), PATIENCE_MS);
    return Mined.parse(JSON.parse(text));
  } finally {
    await child.stop();
  }
}

function linesOf(one: Mined, size: number | undefined): readonly Measurement[] {
  const { messages, conversations, hidden, worth, tookMs, blocksMs, peakMb } = one;
  const of = `${messages} messages`;
  const what = `${of}: conversations made, secrets hidden, sifted`;
  if (size !== BUDGET_SIZE) return [timed(what, tookMs, undefined)];
  return [
    timed(what, tookMs, BUDGET_S),
    {
      what: `${of}: highest memory of the process that does`,
      unit: 'MB',
      values: { value: peakMb },
      budget: { of: 'value', atMost: PEAK_BUDGET_MB },
    },
    {
      what: `${of}: of ${conversations} conversations worth a model's look (${hidden} parts hidden)`,
      unit: '%',
      values: { value: (worth * 100) / conversations },
      budget: { of: 'value', atMost: SHARE_BUDGET },
    },
    {
      what: `${of}: longest time that nobody else has a turn`,
      unit: 'ms',
      values: { value: Math.max(...blocksMs) },
      budget: { of: 'value', atMost: BLOCK_BUDGET_MS },
    },
  ];
}

/** How much more one message costs among most than among fewest, in processor time. */
function growthOf(curve: readonly Mined[]): readonly Measurement[] {
  const [fewest, most] = [curve[0], curve.at(-1)];
  if (!fewest || !most) return [];
  const growth = (most.processorMs * fewest.messages) / (fewest.processorMs * most.messages);
  return [
    {
      what: `sifting: processor time of one message of ${most.messages}, against one of ${fewest.messages}`,
      unit: '×',
      values: { value: growth },
      budget: { of: 'value', atMost: GROWTH_BUDGET },
    },
  ];
}
