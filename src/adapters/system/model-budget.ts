import { actorKey } from '../../chat/actor.ts';
import { msLeftOfDay, startOfDay } from '../../domain/day.ts';
import { Failure } from '../../domain/failure.ts';
import type { Organisation } from '../../domain/organisation.ts';
import { untilAborted } from '../../domain/until-aborted.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Asking } from '../../ports/language-model.ts';
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
  readonly what: string;
  readonly wayOut: string;
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
 * (UTC).
 *
 * What a request costs is known when it has ended. It may begin where its prompt is within what is
 * left; beside others only where the most that all of them can cost is, else it waits for them. So a
 * budget is exceeded by no more than the answer of a single request, as long as the estimates of
 * prompts hold. The ledger must know a request before it is told to have ended.
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

function budgetsOf(
  { sessionId, actor }: Asking,
  { sessionTokens, personTokensPerDay, dayTokens }: BudgetParts['budgets'],
  now: Date,
): readonly Budget[] {
  const since = startOfDay(now);
  const wholeInMs = msLeftOfDay(now);
  const session: Budget = {
    key: `session ${sessionId}`,
    spentOn: { since: EVER, ...(sessionId === undefined ? {} : { sessionId }) },
    limit: sessionTokens,
    what: 'The language model’s budget for this conversation',
    wayOut: 'Begin a new conversation, or ask an operator to raise model.budgets.sessionTokens.',
  };
  const day: Budget = {
    key: 'day',
    spentOn: { since },
    limit: dayTokens,
    what: 'Today’s budget for the language model',
    wayOut: `${AT_MIDNIGHT} model.budgets.dayTokens.`,
    wholeInMs,
  };
  const person = actor && {
    ...day,
    key: `person ${actorKey(actor)}`,
    spentOn: { since, actor: actorKey(actor) },
    limit: personTokensPerDay,
    what: 'Your budget for the language model today',
    wayOut: `${AT_MIDNIGHT} model.budgets.personTokensPerDay.`,
  };
  return [...(sessionId === undefined ? [] : [session]), ...(person ? [person] : []), day];
}

/** Before every ISO time. */
const EVER = '';
const AT_MIDNIGHT = 'It is whole again at midnight UTC; an operator can raise';

function tooLong(tokens: number, limit: number): Failure {
  return new Failure(
    'model-unavailable',
    `This step would send about ${shown(tokens)} tokens to the language model, and a call may have ${shown(limit)}. Say it in fewer words, or ask an operator to raise model.budgets.callTokens.`,
    { reason: 'too-long' },
  );
}

function overBudget({ what, wayOut, limit, wholeInMs }: Budget, spent: number, tokens: number) {
  const left = limit - spent;
  const state =
    left <= 0
      ? `is spent: ${shown(limit)} tokens`
      : `does not last for this step: it needs about ${shown(tokens)} tokens, and ${shown(left)} of ${shown(limit)} are left`;
  const details = {
    reason: 'budget',
    ...(wholeInMs === undefined ? {} : { retryAfterMs: wholeInMs }),
  } as const;
  return new Failure('model-unavailable', `${what} ${state}. ${wayOut}`, details);
}

function shown(tokens: number): string {
  return tokens.toLocaleString('en-US');
}
