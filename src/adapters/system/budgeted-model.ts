import { actorKey } from '../../chat/actor.ts';
import { msLeftOfDay, startOfDay } from '../../domain/day.ts';
import { Failure } from '../../domain/failure.ts';
import type { Organisation } from '../../domain/organisation.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Asking, LanguageModel, Task } from '../../ports/language-model.ts';
import type { ModelLedger } from '../../ports/model-ledger.ts';

export interface BudgetParts {
  /** The model must have recorded a call there before its answer comes. */
  readonly ledger: Pick<ModelLedger, 'spent'>;
  readonly budgets: Organisation['model']['budgets'];
  readonly clock: Clock;
  /** Tokens that the prompt of a call has, rather too many than too few. */
  readonly estimate: <Input, Output>(task: Task<Input, Output>, input: Input) => number;
}

/** One budget that a call is spent from. */
interface Budget {
  /** The same for every call that is spent from it. */
  readonly key: string;
  readonly spentOn: Parameters<ModelLedger['spent']>[0];
  readonly limit: number;
  readonly what: string;
  readonly wayOut: string;
  /** Milliseconds until it is whole again; undefined for one that never is. */
  readonly wholeInMs?: number;
}

interface RunningCall {
  readonly budgetKeys: readonly string[];
  readonly ended: Promise<void>;
}

/**
 * The same model, asked only while there is budget: for the call, its session, its person and the day
 * (UTC). Throws `Failure('model-unavailable')`, and asks nothing, where one is spent.
 *
 * What a call costs is known when it has ended. Where a budget might not last for all that run on it
 * at once, calls go one after another, so that it is exceeded by no more than a single call.
 */
export function createBudgetedModel(model: LanguageModel, parts: BudgetParts): LanguageModel {
  const { budgets, estimate } = parts;
  const running = new Set<RunningCall>();
  return {
    name: model.name,
    async ask(task, input, asking = {}) {
      const tokens = estimate(task, input);
      if (tokens > budgets.callTokens) throw tooLong(tokens, budgets.callTokens);
      const end = await begun({ ...parts, running }, tokens, asking);
      try {
        return await model.ask(task, input, asking);
      } finally {
        end();
      }
    },
  };
}

type Admission = BudgetParts & { readonly running: Set<RunningCall> };

/** Resolves when the call may begin, to what ends it. */
async function begun(
  { ledger, budgets, clock, running }: Admission,
  tokens: number,
  asking: Asking,
): Promise<() => void> {
  const { signal } = asking;
  for (;;) {
    signal?.throwIfAborted();
    // What ends while the ledger is read may be missing in what it says: it still counts as running.
    const before = [...running];
    const own = budgetsOf(asking, budgets, clock.now());
    const states = await Promise.all(
      own.map(async (budget) => ({ budget, spent: await ledger.spent(budget.spentOn) })),
    );
    const over = states.find(({ budget, spent }) => spent + tokens > budget.limit);
    if (over) throw overBudget(over.budget, over.spent, tokens);
    const beside = [...new Set([...before, ...running])];
    const inTheWay = states.flatMap(({ budget, spent }) => {
      const sharing = beside.filter(({ budgetKeys }) => budgetKeys.includes(budget.key));
      return spent + (sharing.length + 1) * budgets.callTokens > budget.limit ? sharing : [];
    });
    if (inTheWay.length === 0) return enter(running, own);
    await Promise.race([...inTheWay.map(({ ended }) => ended), aborted(signal)]);
  }
}

function enter(running: Set<RunningCall>, own: readonly Budget[]): () => void {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const call: RunningCall = { budgetKeys: own.map(({ key }) => key), ended };
  running.add(call);
  return () => {
    running.delete(call);
    resolve();
  };
}

/** Resolves once the signal is aborted. */
function aborted(signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  signal?.addEventListener('abort', () => resolve(), { once: true });
  return promise;
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
