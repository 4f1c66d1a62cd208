import { costOf } from './model-cost.ts';
import type { CardElement } from '../chat/card.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { ModelUse } from '../ports/model-ledger.ts';

export interface Uses {
  readonly today: readonly ModelUse[];
  readonly week: readonly ModelUse[];
  /** How many days `week` covers. */
  readonly days: number;
  readonly prices: Organisation['model']['prices'];
}

/** A table of what the model was asked, and what that cost; columns that would be empty are left out. */
export function useElements({ today, week, days, prices }: Uses): CardElement[] {
  if (week.length === 0) {
    return [{ type: 'text', line: [`It was asked nothing in the last ${days} days.`] }];
  }
  const since = `${days} days`;
  const ofToday = periodRows(today, prices);
  const fresh = new Set(ofToday.map((row) => JSON.stringify(row)));
  const ofWeek = periodRows(week, prices).filter((row) => !fresh.has(JSON.stringify(row)));
  const rows = [
    ...ofToday.map((row) => ['Today', ...row]),
    ...ofWeek.map((row) => [since, ...row]),
  ];
  const shown = COLUMNS.flatMap(({ isKept }, column) => (isKept(week, prices) ? [column] : []));
  const isRepeated = ofWeek.length < periodRows(week, prices).length;
  return [
    {
      type: 'table',
      columns: shown.map((column) => COLUMNS[column]?.name ?? ''),
      rows: rows.map((row) => shown.map((column) => row[column] ?? '')),
    },
    ...(isRepeated ? [note(`What is not shown for ${since} is the same as today.`)] : []),
    ...unpricedElements(week, prices),
  ];
}

interface Column {
  readonly name: string;
  readonly isKept: (uses: readonly ModelUse[], prices: Uses['prices']) => boolean;
}

const always = (): boolean => true;

const COLUMNS: readonly Column[] = [
  { name: 'When', isKept: always },
  { name: 'Task (model)', isKept: always },
  { name: 'Calls', isKept: always },
  { name: 'Failed', isKept: always },
  { name: 'Tokens in / out', isKept: always },
  { name: 'Cached', isKept: (uses) => uses.some(({ cacheReadTokens }) => cacheReadTokens > 0) },
  { name: 'Median / p95', isKept: always },
  { name: 'US$', isKept: (_, prices) => Object.keys(prices).length > 0 },
];

/** A row for each task and model, without its first cell, and one for all where there are several. */
function periodRows(uses: readonly ModelUse[], prices: Uses['prices']): string[][] {
  const rows = uses.map((use) => [
    `${use.task} (${use.model})`,
    ...amounts(use),
    times(use),
    money([costOf(use, prices)]),
  ]);
  const [first] = uses;
  if (!first || uses.length === 1) return rows;
  const total = uses.slice(1).reduce(sum, first);
  const cost = money(uses.map((use) => costOf(use, prices)));
  return [...rows, ['all', ...amounts(total), '', cost]];
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
  const tokens = `${count(tokensIn)} / ${count(use.outputTokens)}`;
  return [count(use.calls), count(use.failures), tokens, cached];
}

/** Blank where no call was answered. */
function times({ calls, failures, medianMs, p95Ms }: ModelUse): string {
  return calls === failures ? '' : `${seconds(medianMs)} / ${seconds(p95Ms)} s`;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}

/** Below it two figures say more than two decimals. */
const SMALL_DOLLARS = 0.1;

/** Of those that are known; blank where none is. */
function money(costs: readonly (number | undefined)[]): string {
  const known = costs.filter((cost) => cost !== undefined);
  if (known.length === 0) return '';
  const dollars = known.reduce((all, cost) => all + cost, 0);
  const rounded = dollars.toFixed(2);
  return dollars > 0 && Number(rounded) < SMALL_DOLLARS
    ? dollars.toLocaleString('en-US', { maximumSignificantDigits: 2 })
    : rounded;
}

function unpricedElements(uses: readonly ModelUse[], prices: Uses['prices']): CardElement[] {
  if (Object.keys(prices).length === 0) return [];
  const without = new Set(
    uses.filter((use) => costOf(use, prices) === undefined).map(({ model }) => model),
  );
  if (without.size === 0) return [];
  const names = [...without].join(', ');
  return [note(`Without a price in model.prices, so in no sum: ${names}.`)];
}

function note(text: string): CardElement {
  return { type: 'note', line: [text] };
}

function count(amount: number): string {
  return amount.toLocaleString('en-US');
}
