import type { LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { type BenchOptions, inModes } from './options.ts';
import type { Measurement } from './measurement.ts';
import { spread } from './samples.ts';
import type { Mode } from './shared-services.ts';
import { setStage } from './stage.ts';
import { beginTalk, CHANNEL, drawnIn, quiet, type Talk } from './talk.ts';

const SCAN_TIMEOUT_MS = 300_000;
/** Nothing is drawn any more when nothing was for this long. */
const SETTLED_AFTER_MS = 300;
export const CARD_BUDGET = { of: 'p95', atMost: 200 } as const;
const MODAL_BUDGET = { of: 'p95', atMost: 150 } as const;

export interface Taken {
  /** Until the first message that the bot posted or changed. */
  readonly firstMs: number;
  /** Until the last one. */
  readonly lastMs: number;
}

/**
 * How soon people see what came of what they did: whole conversations of commands, presses and typed
 * answers, and forms opened in them. The local Slack's own work is counted with it.
 */
export function measureAnswers(options: BenchOptions): Promise<readonly Measurement[]> {
  return inModes(options, (mode) => measureIn(mode, options));
}

async function measureIn(mode: Mode, options: BenchOptions): Promise<readonly Measurement[]> {
  const { profileFolder } = options;
  const content = { type: 'platform' } as const;
  const stage = await setStage({ mode, content, hearsBy: 'socket', profileFolder });
  try {
    const bot = await stage.startBot();
    await bot.scanned(1, SCAN_TIMEOUT_MS);
    const cards: Taken[] = [];
    const modals: number[] = [];
    for (let round = 0; round < (options.isQuick ? 6 : 20); round += 1) {
      const { taken, openedMs } = await converse(stage.slack);
      cards.push(...taken);
      modals.push(...openedMs);
    }
    return [
      {
        what: `event in → card out (${cards.length} events)`,
        unit: 'ms',
        values: spread(
          cards.map(({ firstMs }) => firstMs),
          'p95',
        ),
        budget: CARD_BUDGET,
      },
      {
        what: 'event in → last card of what follows',
        unit: 'ms',
        values: spread(
          cards.map(({ lastMs }) => lastMs),
          'p95',
        ),
      },
      {
        what: `click → modal (${modals.length} clicks)`,
        unit: 'ms',
        values: spread(modals, 'p95'),
        budget: MODAL_BUDGET,
      },
    ];
  } finally {
    await stage.close();
  }
}

/** One conversation as far as the configuration of a solution, then cancelled. */
export async function converse(slack: LocalSlack) {
  const ana = slack.as('ana');
  const openedMs: number[] = [];
  const begun = await cardAfter(slack, () => beginTalk(slack, 'ana'));
  const talk = begun.value;
  const taken: Taken[] = [begun];
  const press = async (label: string): Promise<Taken> => {
    const message = await talk.messageWith(label);
    return cardAfter(slack, () => ana.press(message, { label }));
  };
  const say = (text: string): Promise<Taken> =>
    cardAfter(slack, () => ana.say(CHANNEL, text, { thread: talk.thread }));

  openedMs.push(await modalAfter({ slack, talk, label: 'Answer' }));
  taken.push(await press('Skip'), await press('Choose 1'));
  openedMs.push(await modalAfter({ slack, talk, label: 'Fill in' }));
  taken.push(await say('1. my-db'), await say('back'), await press('Choose 1'));
  taken.push(await say('cancel'));
  return { taken, openedMs };
}

/** Times what the bot draws after something that a person does. */
async function cardAfter<Value>(
  slack: LocalSlack,
  act: () => Promise<Value>,
): Promise<Taken & { readonly value: Value }> {
  const drawnMs: number[] = [];
  const startMs = performance.now();
  const stop = slack.onChange((change) => {
    if (drawnIn(slack, change)) drawnMs.push(performance.now() - startMs);
  });
  const value = await act();
  await slack.waitFor(() => drawnMs.length > 0, { what: 'an answer' });
  await quiet(slack, SETTLED_AFTER_MS);
  stop();
  const [firstMs = Number.NaN] = drawnMs;
  return { firstMs, lastMs: drawnMs.at(-1) ?? firstMs, value };
}

/** Until the form itself is there: a modal that only says "loading" does not count. */
async function modalAfter(given: {
  readonly slack: LocalSlack;
  readonly talk: Talk;
  readonly label: string;
}): Promise<number> {
  const { slack, talk, label } = given;
  const ana = slack.as('ana');
  const message = await talk.messageWith(label);
  const startMs = performance.now();
  const acknowledged = ana.press(message, { label });
  await slack.waitFor(() => ana.openView()?.submit !== undefined, { what: 'the form' });
  const tookMs = performance.now() - startMs;
  await acknowledged;
  await ana.closeView();
  return tookMs;
}
