import { z } from 'zod';
import { type BenchOptions, inModes } from './options.ts';
import type { Measurement } from './measurement.ts';
import { spread } from './samples.ts';
import type { RunningBot } from './running-bot.ts';
import type { Mode } from './shared-services.ts';
import { setStage, type Stage } from './stage.ts';
import { beginTalk, quiet } from './talk.ts';

const SCAN_TIMEOUT_MS = 300_000;
const SETTLED_AFTER_MS = 300;

interface Recommended {
  readonly tookMs: number;
  readonly modelCalls: number;
}

/**
 * From the command to ranked solutions, by the offline model: how often a model is asked, and how
 * long everything takes beside a person's thinking.
 */
export function measureRecommend(options: BenchOptions): Promise<readonly Measurement[]> {
  return inModes(options, (mode) => measureIn(mode, options));
}

async function measureIn(mode: Mode, options: BenchOptions): Promise<readonly Measurement[]> {
  const { isQuick, profileFolder } = options;
  const content = { type: 'platform' } as const;
  const stage = await setStage({ mode, content, hearsBy: 'socket', profileFolder });
  try {
    const bot = await stage.startBot({ logLevel: 'debug' });
    await bot.scanned(1, SCAN_TIMEOUT_MS);
    const all: Recommended[] = [];
    for (let round = 0; round < (isQuick ? 3 : 10); round += 1) {
      all.push(await recommend(stage, bot));
    }
    const [first = { tookMs: Number.NaN, modelCalls: Number.NaN }] = all;
    return [
      {
        what: 'model calls before solutions are shown',
        unit: 'calls',
        values: { value: Math.max(...all.map(({ modelCalls }) => modelCalls)) },
        budget: { of: 'value', atMost: 2 },
      },
      {
        what: `command → solutions, offline (first ${first.tookMs.toFixed(0)} ms, ${all.length} times)`,
        unit: 'ms',
        values: spread(
          all.map(({ tookMs }) => tookMs),
          'p95',
        ),
      },
    ];
  } finally {
    await stage.close();
  }
}

/** The time until the questions, and from their answer until the solutions. */
async function recommend({ slack }: Stage, bot: RunningBot): Promise<Recommended> {
  const callsBefore = modelCalls(bot);
  const beganMs = performance.now();
  const talk = await beginTalk(slack, 'ana');
  const questions = await talk.messageWith('Skip');
  const askedAfterMs = performance.now() - beganMs;
  await quiet(slack, SETTLED_AFTER_MS);
  const answeredMs = performance.now();
  const pressed = slack.as('ana').press(questions, { label: 'Skip' });
  await talk.messageWith('Choose 1');
  const tookMs = askedAfterMs + performance.now() - answeredMs;
  await pressed;
  await quiet(slack, SETTLED_AFTER_MS);
  return { tookMs, modelCalls: modelCalls(bot) - callsBefore };
}

const LogLine = z.object({ msg: z.literal('model answered') });

/** As the bot's own log tells. */
function modelCalls({ processes }: RunningBot): number {
  const lines = processes.flatMap((one) => one.lines);
  return lines.filter(
    ({ text }) => text.startsWith('{') && LogLine.safeParse(JSON.parse(text)).success,
  ).length;
}
