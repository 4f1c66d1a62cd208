import { actorKey, isSameActor } from '../../chat/actor.ts';
import { msLeftOfDay, startOfDay } from '../../domain/day.ts';
import { Failure } from '../../domain/failure.ts';
import type { Organisation } from '../../domain/organisation.ts';
import { untilAborted } from '../../domain/until-aborted.ts';
import type { Clock } from '../../ports/clock.ts';
import { SCAN_ASKER, type Asking } from '../../ports/language-model.ts';
import type { ModelBudget, RequestCost } from '../../ports/model-budget.ts';
import type { ModelLedger } from '../../ports/model-ledger.ts';

export interface BudgetParts {
  readonly ledger: Pick<ModelLedger, 'spent'>;
  readonly budgets: Organisation['model']['budgets'];
  readonly clock: Clock;
}

/** One budget that a request is spent from. */
interface Budget {
  /** The same for every request that is spent from it. */
  readonly key: string;
  readonly spentOn: Parameters<ModelLedger['spent']>[0];
  readonly limit: number;
  /** Of `model.budgets`. */
  readonly setting: Exclude<keyof BudgetParts['budgets'], 'callTokens'>;
  /** What people are told when it is spent, and when it is not enough. */
  readonly words: { readonly spent: string; readonly short: string };
  /** Milliseconds until it is whole again; undefined for one that never is. */
  readonly wholeInMs?: number;
}

interface RunningRequest {
  readonly budgetKeys: readonly string[];
  /** The most that it can cost, in tokens. */
  readonly reserved: number;
  readonly ended: Promise<void>;
}

/**
 * Requests are admitted while there is budget: for the request, its session, its person and the day
 * (UTC). Those of scans have a budget of their own in the place of a session's and a person's, so that
 * a scan leaves people what is theirs.
 *
 * What a request costs is known when it has ended. It may begin where its prompt is within what is
 * left; beside others only where the most that all of them can cost is, else it waits for them. So a
 * budget is exceeded by no more than the answer of a single request, as long as the estimates of
 * prompts hold. The ledger must know a request before it is told to have ended.
 *
 * Only requests of this process count as running. Where several processes share the ledger, a budget may
 * be exceeded by the requests that each of them has running.
 */
export function createModelBudget({ ledger, budgets, clock }: BudgetParts): ModelBudget {
  const running = new Set<RunningRequest>();
  return {
    async admit(cost, asking) {
      const { promptTokens } = cost;
      if (promptTokens > budgets.callTokens) throw tooLong(promptTokens, budgets.callTokens);
      for (;;) {
        asking.signal?.throwIfAborted();
        // What ends while the ledger is read may be missing in what it says: it still counts as running.
        const before = [...running];
        const states = await untilAborted(
          statesOf(ledger, budgetsOf(asking, budgets, clock.now())),
          asking.signal,
        );
        const over = states.find(({ budget, spent }) => spent + promptTokens > budget.limit);
        if (over) throw overBudget(over.budget, over.spent, promptTokens);
        const beside = [...new Set([...before, ...running])];
        const inTheWay = states.flatMap((state) => inTheWayOf(cost, state, beside));
        if (inTheWay.length === 0) return enter(running, cost, states);
        await untilAborted(Promise.race(inTheWay.map(({ ended }) => ended)), asking.signal);
      }
    },
  };
}

interface BudgetState {
  readonly budget: Budget;
  /** Tokens, as the ledger has them. */
  readonly spent: number;
}

function statesOf(
  ledger: BudgetParts['ledger'],
  budgets: readonly Budget[],
): Promise<readonly BudgetState[]> {
  return Promise.all(
    budgets.map(async (budget) => ({ budget, spent: await ledger.spent(budget.spentOn) })),
  );
}

/** The running requests that might not leave enough of a budget for one more. */
function inTheWayOf(
  cost: RequestCost,
  { budget, spent }: BudgetState,
  running: readonly RunningRequest[],
): readonly RunningRequest[] {
  const sharing = running.filter(({ budgetKeys }) => budgetKeys.includes(budget.key));
  const reserved = sharing.reduce((sum, request) => sum + request.reserved, 0);
  return spent + reserved + mostOf(cost) > budget.limit ? sharing : [];
}

function mostOf({ promptTokens, answerTokens }: RequestCost): number {
  return promptTokens + answerTokens;
}

function enter(
  running: Set<RunningRequest>,
  cost: RequestCost,
  states: readonly BudgetState[],
): () => void {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const budgetKeys = states.map(({ budget }) => budget.key);
  const request: RunningRequest = { budgetKeys, reserved: mostOf(cost), ended };
  running.add(request);
  return () => {
    running.delete(request);
    resolve();
  };
}

function budgetsOf(asking: Asking, budgets: BudgetParts['budgets'], now: Date): readonly Budget[] {
  const { sessionId, actor } = asking;
  const since = startOfDay(now);
  const day: Budget = {
    key: 'day',
    spentOn: { since },
    limit: budgets.dayTokens,
    setting: 'dayTokens',
    words: wordsOfDay('today’s budget for the language model'),
    wholeInMs: msLeftOfDay(now),
  };
  if (actor && isSameActor(actor, SCAN_ASKER)) return [scanBudget(day, budgets), day];
  const person: Budget | undefined = actor && {
    ...day,
    key: `person ${actorKey(actor)}`,
    spentOn: { since, actor: actorKey(actor) },
    limit: budgets.personTokensPerDay,
    setting: 'personTokensPerDay',
    words: wordsOfDay('your budget for the language model today'),
  };
  return [
    ...(sessionId === undefined ? [] : [sessionBudget(sessionId, budgets.sessionTokens)]),
    ...(person ? [person] : []),
    day,
  ];
}

function sessionBudget(sessionId: string, limit: number): Budget {
  return {
    key: `session ${sessionId}`,
    spentOn: { since: EVER, sessionId },
    limit,
    setting: 'sessionTokens',
    words: {
      spent: 'This conversation has used up its budget for the language model.',
      short: 'What is left of this conversation’s budget for the language model is too little.',
    },
  };
}

function scanBudget(day: Budget, { scanTokensPerDay }: BudgetParts['budgets']): Budget {
  return {
    ...day,
    key: 'scan',
    spentOn: { ...day.spentOn, actor: actorKey(SCAN_ASKER) },
    limit: scanTokensPerDay,
    setting: 'scanTokensPerDay',
    words: wordsOfDay('today’s budget of scans for the language model'),
  };
}

/** Before every ISO time. */
const EVER = '';

function wordsOfDay(budget: string): Budget['words'] {
  const when = 'it is whole again at midnight UTC';
  const capital = budget.charAt(0).toUpperCase() + budget.slice(1);
  return {
    spent: `${capital} is spent; ${when}.`,
    short: `What is left of ${budget} is too little; ${when}.`,
  };
}

function tooLong(tokens: number, limit: number): Failure {
  return new Failure('model-unavailable', 'This is too long for the language model.', {
    cause: new Error(
      `model.budgets.callTokens is ${shown(limit)}, the prompt needs about ${shown(tokens)}`,
    ),
    reason: 'too-long',
  });
}

function overBudget(
  { setting, words, limit, wholeInMs }: Budget,
  spent: number,
  tokens: number,
): Failure {
  const cause = new Error(
    `model.budgets.${setting} is ${shown(limit)}, ${shown(spent)} are spent, the prompt needs about ${shown(tokens)}`,
  );
  return new Failure('model-unavailable', spent < limit ? words.short : words.spent, {
    cause,
    reason: 'budget',
    ...(wholeInMs === undefined ? {} : { retryAfterMs: wholeInMs }),
  });
}

function shown(tokens: number): string {
  return tokens.toLocaleString('en-US');
}
