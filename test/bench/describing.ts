import { findManyKinds, type ManyKinds } from './cluster-documents.ts';
import { type DescribingClaude, startDescribingClaude } from './describing-claude.ts';
import { type BenchOptions, inModes } from './options.ts';
import type { Measurement } from './measurement.ts';
import { rescan, timed } from './scan.ts';
import type { Mode } from './shared-services.ts';
import { setStage, WITHOUT_EMBEDDER } from './stage.ts';

const SCAN_TIMEOUT_MS = 600_000;
const TOKENS_A_KIND = 1_000;
const RESCAN_BUDGET_S = 5;
/** Of what one worker needs, for two. */
const TWO_WORKERS_BUDGET = 60;

interface Described {
  readonly kinds: number;
  /** From the last profile until the scan had ended. */
  readonly stageMs: number;
  readonly callsMs: number;
  readonly mostAtOnce: number;
  readonly tokensAKind: number;
  readonly rescanMs: number;
  readonly callsOfRescan: number;
}

/**
 * The describing stage with a model that needs two seconds for a batch: by one worker and by two that
 * share a Redis, each with as many batches under way. What a scan of the unchanged cluster asks then.
 */
export function measureDescribing(options: BenchOptions): Promise<readonly Measurement[]> {
  return inModes(options, (mode) => measureIn(mode, options));
}

async function measureIn(mode: Mode, options: BenchOptions): Promise<readonly Measurement[]> {
  const many = findManyKinds();
  try {
    const one = await describe({ mode, many, workers: 1 }, options);
    const lines = [...timesOf(one, 'one process works'), ...costOf(one)];
    if (mode === 'embedded') return lines;
    const two = await describe({ mode, many, workers: 2 }, options);
    return [...lines, ...timesOf(two, 'two processes work'), comparedLine(one, two)];
  } finally {
    many.remove();
  }
}

async function describe(
  {
    mode,
    many,
    workers,
  }: { readonly mode: Mode; readonly many: ManyKinds; readonly workers: number },
  { isQuick, profileFolder }: BenchOptions,
): Promise<Described> {
  const claude = await startDescribingClaude();
  const content = many.contentOf(isQuick ? 500 : 1_000);
  const stage = await setStage({ mode, content, hearsBy: 'socket', profileFolder });
  try {
    const environment = { ...WITHOUT_EMBEDDER, ...claude.environment };
    const bot = await stage.startBot({ workers, environment });
    const profiled = await bot.logged('kinds profiled', 1, SCAN_TIMEOUT_MS);
    const scanned = await bot.scanned(1, SCAN_TIMEOUT_MS);
    const told = toldBy(claude);
    const calls = claude.requests();
    const rescanMs = await rescan(stage, bot);
    return {
      ...told,
      kinds: scanned.kinds,
      stageMs: scanned.atMs - profiled.atMs,
      rescanMs,
      callsOfRescan: claude.requests() - calls,
    };
  } finally {
    await stage.close();
    await claude.close();
  }
}

function toldBy(claude: DescribingClaude) {
  return {
    callsMs: claude.tookMs(),
    mostAtOnce: claude.mostAtOnce(),
    tokensAKind: claude.tokens() / claude.kinds(),
  };
}

function timesOf(
  { kinds, stageMs, callsMs, mostAtOnce }: Described,
  who: string,
): readonly Measurement[] {
  return [
    timed(`describing ${kinds} kinds, ${who}`, stageMs, undefined),
    timed(`– its calls alone, at most ${mostAtOnce} at once`, callsMs, undefined),
  ];
}

function costOf({ tokensAKind, rescanMs, callsOfRescan, kinds }: Described): Measurement[] {
  return [
    {
      what: 'tokens to describe a kind',
      unit: 'tokens',
      values: { value: tokensAKind },
      budget: { of: 'value', atMost: TOKENS_A_KIND },
    },
    timed(`rescan of ${kinds} described kinds`, rescanMs, RESCAN_BUDGET_S),
    {
      what: 'model calls of that rescan',
      unit: 'calls',
      values: { value: callsOfRescan },
      budget: { of: 'value', atMost: 0 },
    },
  ];
}

function comparedLine(one: Described, two: Described): Measurement {
  return {
    what: 'describing: time of two workers, of that of one',
    unit: '%',
    values: { value: (100 * two.stageMs) / one.stageMs },
    budget: { of: 'value', atMost: TWO_WORKERS_BUDGET },
  };
}
