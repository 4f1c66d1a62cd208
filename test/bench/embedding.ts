import { setTimeout as sleep } from 'node:timers/promises';
import { CARD_BUDGET, converse } from './answers.ts';
import { findManyKinds, type ManyKinds } from './cluster-documents.ts';
import type { BenchOptions } from './options.ts';
import type { Measurement } from './measurement.ts';
import type { RunningBot } from './running-bot.ts';
import { spread } from './samples.ts';
import { timed } from './scan.ts';
import type { Mode } from './shared-services.ts';
import { IDLE_AFTER_MS, setStage, type Stage } from './stage.ts';
import { idleLines } from './start.ts';

const SCAN_TIMEOUT_MS = 1_800_000;
/** A thousand kinds in two minutes. */
const BUDGET_S_A_KIND = 0.12;
/** The built-in embedder's processes end after three minutes without a text. */
const LET_GO_AFTER_MS = 180_000;
/** Conversations while nothing is embedded, beside which the others are seen. */
const ROUNDS_AFTER = 6;

interface Measured {
  readonly mode: Mode;
  readonly stage: Stage;
  readonly bot: RunningBot;
  readonly lines: readonly Measurement[];
}

/**
 * The built-in embedder at work for a scan, while people have conversations, and what memory it leaves.
 * What it leaves takes minutes to see, so all modes wait for that together; a quick run does not.
 */
export async function measureEmbedding(options: BenchOptions): Promise<readonly Measurement[]> {
  const many = findManyKinds();
  const all: Measured[] = [];
  try {
    for (const mode of options.modes) all.push(await measureIn(mode, many, options));
    const lines = all.flatMap((one) => one.lines.map((line) => ({ ...line, mode: one.mode })));
    if (options.isQuick) return lines;
    const idleMs = LET_GO_AFTER_MS + IDLE_AFTER_MS;
    process.stderr.write(`embedding: nothing to do for ${idleMs / 1_000} s, then memory is read\n`);
    await sleep(idleMs);
    const idle = all.flatMap(({ bot, mode }) =>
      idleLines(bot, 'memory, idle after the embedder was used').map((one) => ({ ...one, mode })),
    );
    return [...lines, ...idle];
  } finally {
    for (const { stage } of all) await stage.close();
    many.remove();
  }
}

async function measureIn(
  mode: Mode,
  many: ManyKinds,
  { isQuick, profileFolder }: BenchOptions,
): Promise<Measured> {
  const content = {
    type: 'platform-among',
    many: many.contentOf(isQuick ? 100 : 1_000),
  } as const;
  const stage = await setStage({ mode, content, hearsBy: 'socket', profileFolder });
  try {
    const bot = await stage.startBot();
    const profiled = await bot.logged('kinds profiled', 1, SCAN_TIMEOUT_MS);
    const before = bot.processorSeconds();
    const meanwhile: number[] = [];
    while (bot.count('scan finished') === 0) meanwhile.push(...(await cardsOf(stage)));
    const { atMs, kinds } = await bot.scanned(1, SCAN_TIMEOUT_MS);
    const spentS = bot.processorSeconds() - before;
    const after: number[] = [];
    for (let round = 0; round < ROUNDS_AFTER; round += 1) after.push(...(await cardsOf(stage)));
    const what = `embedding ${kinds} kinds in the background (${spentS.toFixed(0)} s of processor)`;
    const lines = [
      timed(what, atMs - profiled.atMs, kinds * BUDGET_S_A_KIND),
      cards(`event in → card out, meanwhile (${meanwhile.length} events)`, meanwhile),
      cards(`event in → card out, afterwards (${after.length} events)`, after),
    ];
    return { mode, stage, bot, lines };
  } catch (error) {
    await stage.close();
    throw error;
  }
}

async function cardsOf({ slack }: Stage): Promise<readonly number[]> {
  const { taken } = await converse(slack);
  return taken.map(({ firstMs }) => firstMs);
}

function cards(what: string, tookMs: readonly number[]): Measurement {
  return { what, unit: 'ms', values: spread(tookMs, 'p95'), budget: CARD_BUDGET };
}
