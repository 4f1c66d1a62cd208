import type { LanguageSource } from './home/language-words.ts';
import { leftAloneElements, standingElements } from './model-standing.ts';
import { useElements } from './model-uses.ts';
import { type Actor, actorKey } from '../chat/actor.ts';
import type { CardElement } from '../chat/card.ts';
import { startOfDay } from '../domain/day.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Clock } from '../ports/clock.ts';
import { SCAN_ASKER } from '../ports/language-model.ts';
import type { ModelLedger } from '../ports/model-ledger.ts';

export interface SpendDependencies {
  readonly ledger: Pick<ModelLedger, 'spent' | 'summary' | 'standings'>;
  readonly settings: Organisation['model'];
  readonly language: LanguageSource;
  readonly clock: Clock;
}

/** Days that the longer of the two periods covers, today included. */
const DAYS = 7;

/** How the language model does, what it was asked today and in a week, what that cost, and what is left. */
export async function spendElements(
  dependencies: SpendDependencies,
  viewer: Actor,
): Promise<CardElement[]> {
  const { ledger, settings, clock, language } = dependencies;
  const isPaid = language.kind !== 'offline';
  const now = clock.now();
  const weekAgo = startOfDay(now, DAYS - 1);
  const [today, week] = await Promise.all([
    ledger.summary(startOfDay(now)),
    ledger.summary(weekAgo),
  ]);
  if (!isPaid && week.length === 0) return [];
  return [
    { type: 'heading', text: 'The language model' },
    ...(isPaid ? await healthElements(dependencies, weekAgo) : []),
    ...(isPaid ? await budgetsElements(dependencies, viewer) : []),
    ...useElements({ today, week, days: DAYS, prices: settings.prices }),
  ];
}

/** Whether it is asked, and what its latest calls failed by. */
async function healthElements(
  { ledger, language, clock }: SpendDependencies,
  weekAgo: string,
): Promise<CardElement[]> {
  const standings = await ledger.standings(weekAgo);
  const failing = [
    ...leftAloneElements(standings, { language, now: clock.now() }),
    ...standingElements(standings, language),
  ];
  return failing.length > 0 ? failing : [{ type: 'text', line: ['It is asked as usual.'] }];
}

async function budgetsElements(
  { ledger, settings: { budgets }, clock }: SpendDependencies,
  viewer: Actor,
): Promise<CardElement[]> {
  const since = startOfDay(clock.now());
  const [all, own, scans] = await Promise.all([
    ledger.spent({ since }),
    ledger.spent({ since, actor: actorKey(viewer) }),
    ledger.spent({ since, actor: actorKey(SCAN_ASKER) }),
  ]);
  const { callTokens, sessionTokens, personTokensPerDay, dayTokens, scanTokensPerDay } = budgets;
  return [
    {
      type: 'facts',
      facts: [
        { label: 'Left today (UTC), everybody', value: [left(all, dayTokens)] },
        { label: 'Left today (UTC), you', value: [left(own, personTokensPerDay)] },
        { label: 'Left today (UTC), scans', value: [left(scans, scanTokensPerDay)] },
        { label: 'A conversation may have', value: [`${count(sessionTokens)} tokens`] },
        { label: 'A call may have', value: [`${count(callTokens)} tokens`] },
      ],
    },
    {
      type: 'note',
      line: [
        'Set by model.budgets in dotai.yaml: dayTokens, personTokensPerDay, scanTokensPerDay, sessionTokens, callTokens.',
      ],
    },
  ];
}

function left(spent: number, budget: number): string {
  return `${count(Math.max(0, budget - spent))} of ${count(budget)} tokens`;
}

function count(amount: number): string {
  return amount.toLocaleString('en-US');
}
