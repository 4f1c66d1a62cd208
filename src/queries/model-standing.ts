import type { LanguageSource } from './home/language-words.ts';
import type { CardElement } from '../chat/card.ts';
import { line, type Line, time } from '../chat/text.ts';
import { FAILURES_MAX, OPEN_MS } from '../domain/circuit.ts';
import type { ModelCallOutcome, ModelStanding } from '../ports/model-ledger.ts';

/**
 * An alert for each way in which the latest calls of the models in use failed: since when, and what to
 * look at. None where the latest were answered, well or not.
 */
export function standingElements(
  standings: readonly ModelStanding[],
  language: LanguageSource,
): CardElement[] {
  if (language.kind === 'offline') return [];
  const settings = settingsOf(language.models);
  const inUse = standingsOf(standings, settings);
  const isElsewhere = language.baseUrl !== undefined;
  const alike = Map.groupBy(inUse, ({ outcome }) => outcome);
  return [...alike].flatMap(([outcome, models]) => {
    const fault = FAULTS[outcome];
    if (!fault) return [];
    const names = models.map(({ model }) => `${model} (${settings.get(model)})`).join(' and ');
    return [
      {
        type: 'alert',
        level: fault.level,
        line: faultLine(models, fault.words(names, isElsewhere)),
      },
    ];
  });
}

/**
 * An alert where so many of a model's latest requests found it away, and so short a time ago, that nobody
 * asks. Each process decides that for itself; what all of them know is what came of their requests.
 */
export function leftAloneElements(
  standings: readonly ModelStanding[],
  { language, now }: { readonly language: LanguageSource; readonly now: Date },
): CardElement[] {
  if (language.kind === 'offline') return [];
  const inUse = standingsOf(standings, settingsOf(language.models));
  const counts = inUse
    .filter(({ last }) => now.getTime() - Date.parse(last) < OPEN_MS)
    // What another model answered since then was an answer to whoever asks: it may be asked again.
    .filter(({ since }) => !inUse.some((one) => one.unanswered === 0 && one.last > since))
    .map(({ unanswered }) => unanswered);
  const count = Math.max(0, ...counts);
  if (count < FAILURES_MAX) return [];
  const words = `Its last ${count} requests failed, the latest less than half a minute ago. After three in a row that it did not answer it is left alone for half a minute, by people and by scans each for themselves; people are offered the built-in rules.`;
  return [{ type: 'alert', level: 'warning', line: [words] }];
}

function standingsOf(
  standings: readonly ModelStanding[],
  inUse: ReadonlyMap<string, string>,
): readonly ModelStanding[] {
  return standings.filter(({ model }) => inUse.has(model));
}

function faultLine(models: readonly ModelStanding[], words: string): Line {
  const since = models.map((one) => one.since).sort()[0] ?? '';
  const last =
    models
      .map((one) => one.last)
      .sort()
      .at(-1) ?? since;
  const again = since === last ? [] : line` Last: ${time(last)}.`;
  return [...line`Since ${time(since)} `, words, ...again];
}

/** Which setting names a model, by the model. */
function settingsOf({
  fast,
  reasoning,
}: Readonly<Record<'fast' | 'reasoning', string>>): ReadonlyMap<string, string> {
  const names = { reasoning: 'DOTAI_MODEL_REASONING', fast: 'DOTAI_MODEL_FAST' };
  return fast === reasoning
    ? new Map([[fast, `${names.reasoning}, ${names.fast}`]])
    : new Map([
        [reasoning, names.reasoning],
        [fast, names.fast],
      ]);
}

interface Fault {
  readonly level: 'warning' | 'error';
  /** What follows the time; `models` names those that it befell, with their settings. */
  readonly words: (models: string, isElsewhere: boolean) => string;
}

const FAULTS: Readonly<Partial<Record<ModelCallOutcome, Fault>>> = {
  'key-refused': {
    level: 'error',
    words: () => 'Claude refuses the key: ANTHROPIC_API_KEY needs a look.',
  },
  'no-credit': {
    level: 'error',
    words: () =>
      'Claude refuses every request, as the account has no credit left or has reached its limit: its owner can raise it.',
  },
  'no-such-model': {
    level: 'error',
    words: (models) => `Claude knows no such model: ${models} needs a look.`,
  },
  'not-claude': {
    level: 'error',
    words: () =>
      'what answers is not the Claude API: ANTHROPIC_BASE_URL, or a proxy on the way, needs a look.',
  },
  malformed: {
    level: 'error',
    words: () => 'Claude refuses how it is asked, which is a fault of this bot: the log says why.',
  },
  limited: {
    level: 'warning',
    words: (models) =>
      `Claude takes no more requests: the account’s rate limit is too low for ${models}.`,
  },
  unavailable: {
    level: 'warning',
    words: (models, isElsewhere) =>
      isElsewhere
        ? `Claude does not answer as ${models}: ANTHROPIC_BASE_URL, which names another address than Anthropic’s own, needs a look; the log says why.`
        : `Claude does not answer as ${models}: the log says why.`,
  },
};
