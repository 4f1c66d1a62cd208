import type { LanguageSource } from './home/language-words.ts';
import { costOf } from './model-cost.ts';
import { type Actor, actorKey } from '../chat/actor.ts';
import type { CardElement } from '../chat/card.ts';
import { startOfDay } from '../domain/day.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Clock } from '../ports/clock.ts';
import type { ModelLedger, ModelUse } from '../ports/model-ledger.ts';

export interface SpendDependencies {
  readonly ledger: Pick<ModelLedger, 'spent' | 'summary'>;
  readonly settings: Organisation['model'];
  readonly language: LanguageSource;
  /** Whether the model failed so often in a row that it is left alone for a while. */
  readonly isPaused: () => boolean;
  readonly clock: Clock;
}

/** Days that the longer of the two periods covers, today included. */
const DAYS = 7;

/** What the language model was asked today and in a week, what that cost, and what is left. */
export async function spendElements(
  dependencies: SpendDependencies,
  viewer: Actor,
): Promise<CardElement[]> {
  const { ledger, settings, clock, language } = dependencies;
  const isPaid = language.kind !== 'offline';
  const now = clock.now();
  const [today, week] = await Promise.all([
    ledger.summary(startOfDay(now)),
    ledger.summary(startOfDay(now, DAYS - 1)),
  ]);
  if (!isPaid && week.length === 0) return [];
  return [
    { type: 'heading', text: 'What the language model costs' },
    ...(isPaid ? [circuitElement(dependencies)] : []),
    ...(isPaid ? [await budgetsElement(dependencies, viewer)] : []),
    ...useElements({ today, week, prices: settings.prices }),
  ];
}

function circuitElement({ isPaused }: SpendDependencies): CardElement {
  return isPaused()
    ? {
        type: 'alert',
        level: 'warning',
        line: [
          'It failed several times in a row and is left alone for half a minute. Whoever needs it is offered the built-in rules.',
        ],
      }
    : { type: 'text', line: ['It is asked as usual.'] };
}

async function budgetsElement(
  { ledger, settings: { budgets }, clock }: SpendDependencies,
  viewer: Actor,
): Promise<CardElement> {
  const since = startOfDay(clock.now());
  const [all, own] = await Promise.all([
    ledger.spent({ since }),
    ledger.spent({ since, actor: actorKey(viewer) }),
  ]);
  const { callTokens, sessionTokens, personTokensPerDay, dayTokens } = budgets;
  return {
    type: 'facts',
    facts: [
      { label: 'Left today (UTC), everybody', value: [left(all, dayTokens)] },
      { label: 'Left today (UTC), you', value: [left(own, personTokensPerDay)] },
      { label: 'A conversation may have', value: [`${count(sessionTokens)} tokens`] },
      { label: 'A call may have', value: [`${count(callTokens)} tokens`] },
    ],
  };
}

function left(spent: number, budget: number): string {
  return `${count(Math.max(0, budget - spent))} of ${count(budget)} tokens`;
}

interface Uses {
  readonly today: readonly ModelUse[];
  readonly week: readonly ModelUse[];
  readonly prices: Organisation['model']['prices'];
}

function useElements({ today, week, prices }: Uses): CardElement[] {
  if (week.length === 0) {
    return [{ type: 'text', line: [`It was asked nothing in the last ${DAYS} days.`] }];
  }
  const isPriced = Object.keys(prices).length > 0;
  const rows = [...periodRows('Today', today, prices), ...periodRows(`${DAYS} days`, week, prices)];
  const columns = isPriced ? [...COLUMNS, 'US$'] : COLUMNS;
  const cells = rows.map((row) => row.slice(0, columns.length));
  return [
    { type: 'table', columns, rows: cells },
    ...(isPriced ? unpricedElements(week, prices) : []),
  ];
}

const COLUMNS = [
  'When',
  'Task',
  'Model',
  'Calls',
  'Failed',
  'Tokens in',
  'Tokens out',
  'Cached',
  'Median',
  'p95',
];

/** A row for each task and model, and one for all of them where there are several. */
function periodRows(when: string, uses: readonly ModelUse[], prices: Uses['prices']): string[][] {
  const rows = uses.map((use) => [
    when,
    use.task,
    use.model,
    ...amounts(use),
    seconds(use, use.medianMs),
    seconds(use, use.p95Ms),
    money([costOf(use, prices)]),
  ]);
  const [first] = uses;
  if (!first || uses.length === 1) return rows;
  const total = uses.slice(1).reduce(sum, first);
  const cost = money(uses.map((use) => costOf(use, prices)));
  return [...rows, [when, 'all', '', ...amounts(total), '', '', cost]];
}

function sum(one: ModelUse, other: ModelUse): ModelUse {
  return {
    ...one,
    calls: one.calls + other.calls,
    failures: one.failures + other.failures,
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    cacheReadTokens: one.cacheReadTokens + other.cacheReadTokens,
    cacheCreatedTokens: one.cacheCreatedTokens + other.cacheCreatedTokens,
  };
}

function amounts(use: ModelUse): string[] {
  const tokensIn = use.inputTokens + use.cacheReadTokens + use.cacheCreatedTokens;
  const cached = tokensIn === 0 ? '' : `${Math.round((use.cacheReadTokens / tokensIn) * 100)} %`;
  return [count(use.calls), count(use.failures), count(tokensIn), count(use.outputTokens), cached];
}

/** Blank where no call was answered. */
function seconds({ calls, failures }: ModelUse, ms: number): string {
  return calls === failures ? '' : `${(ms / 1_000).toFixed(1)} s`;
}

/** Of those that are known; blank where none is. */
function money(costs: readonly (number | undefined)[]): string {
  const known = costs.filter((cost) => cost !== undefined);
  if (known.length === 0) return '';
  const dollars = known.reduce((all, cost) => all + cost, 0);
  return dollars > 0 && dollars < 0.01 ? '< 0.01' : dollars.toFixed(2);
}

function unpricedElements(uses: readonly ModelUse[], prices: Uses['prices']): CardElement[] {
  const without = new Set(
    uses.filter((use) => costOf(use, prices) === undefined).map(({ model }) => model),
  );
  if (without.size === 0) return [];
  const names = [...without].join(', ');
  return [{ type: 'note', line: [`Without a price in model.prices, so in no sum: ${names}.`] }];
}

function count(amount: number): string {
  return amount.toLocaleString('en-US');
}
