import { z } from 'zod';
import { startChild } from './child.ts';
import type { Measurement } from './measurement.ts';
import { timed } from './scan.ts';

const SIZES = [250, 500, 1_000, 2_000];
/** The number of known candidates that the budgets speak of, and what they say of one page. */
const BUDGET_SIZE = 2_000;
const BUDGET_S = 1;
/** Most of it is writing to a disk, one candidate at a time, and reading thousands of records. */
const BLOCK_BUDGET_MS = 50;
/** A page may cost so much more beside eight times as many: as they do at most. */
const GROWTH_BUDGET = 8;
const PATIENCE_MS = 300_000;

const Kept = z.object({
  known: z.number(),
  pages: z.array(z.object({ tookMs: z.number(), blockMs: z.number() })).min(2),
});
type Kept = z.infer<typeof Kept>;

/** What is found on a page is held against what is known and stored, over a file as the embedded mode has it. */
export async function measureFinds(): Promise<readonly Measurement[]> {
  const curve: Kept[] = [];
  for (const size of SIZES) curve.push(await kept(size));
  const most = curve.find(({ known }) => known === BUDGET_SIZE);
  const fewest = curve[0];
  if (!most || !fewest) return [];
  const of = `finds of a page, ${most.known} candidates known`;
  return [
    timed(`${of}: compared and stored`, middle(most, 'tookMs'), BUDGET_S),
    {
      what: `${of}: longest time that nobody else has a turn`,
      unit: 'ms',
      values: { p50: middle(most, 'blockMs'), max: Math.max(...most.pages.map(blockOf)) },
      budget: { of: 'p50', atMost: BLOCK_BUDGET_MS },
    },
    {
      what: `finds: time of a page beside ${most.known} candidates, against ${fewest.known}`,
      unit: '×',
      values: { value: middle(most, 'tookMs') / middle(fewest, 'tookMs') },
      budget: { of: 'value', atMost: GROWTH_BUDGET },
    },
  ];
}

async function kept(size: number): Promise<Kept> {
  const script = new URL('./mining-finds-child.ts', import.meta.url);
  const child = startChild({ script, arguments: [String(size)] });
  try {
    const { text } = await child.line((line) => line.text.startsWith('{'), PATIENCE_MS);
    return Kept.parse(JSON.parse(text));
  } finally {
    await child.stop();
  }
}

/** The one in the middle; the first page, which reads everything for the first time, counts as one of them. */
function middle({ pages }: Kept, of: 'tookMs' | 'blockMs'): number {
  const sorted = pages.map((page) => page[of]).toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function blockOf({ blockMs }: Kept['pages'][number]): number {
  return blockMs;
}
