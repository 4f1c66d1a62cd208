import {
  isUnanswered,
  type ModelCall,
  type ModelLedger,
  type ModelStanding,
  type ModelUse,
  weighedTokens,
} from '../../src/ports/model-ledger.ts';

export interface FakeModelLedger extends ModelLedger {
  readonly calls: readonly ModelCall[];
}

/** A ledger in memory. */
export function createFakeModelLedger(before: readonly ModelCall[] = []): FakeModelLedger {
  const calls = [...before];
  return {
    calls,
    async record(call) {
      calls.push(call);
    },
    async spent({ since, sessionId, actor }) {
      return calls
        .filter(({ at }) => at >= since)
        .filter((call) => sessionId === undefined || call.sessionId === sessionId)
        .filter((call) => actor === undefined || call.actor === actor)
        .reduce((sum, call) => sum + weighedTokens(call), 0);
    },
    async summary(since) {
      const groups = Map.groupBy(
        calls.filter(({ at }) => at >= since),
        ({ task, model }) => JSON.stringify([task, model]),
      );
      return [...groups.values()]
        .flatMap(useOf)
        .sort((one, other) => compare(one.task, other.task) || compare(one.model, other.model));
    },
    async standings(since) {
      const ended = calls.filter(({ at, outcome }) => at >= since && outcome !== 'cancelled');
      return [...Map.groupBy(ended, ({ model }) => model).values()]
        .flatMap(standingOf)
        .sort((one, other) => compare(one.model, other.model));
    },
  };
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

function standingOf(calls: readonly ModelCall[]): ModelStanding[] {
  const latest = calls.at(-1);
  if (!latest) return [];
  const { model, outcome } = latest;
  const otherwise = calls.findLastIndex((call) => call.outcome !== outcome);
  const since = calls[otherwise + 1]?.at ?? latest.at;
  const answered = calls.findLastIndex((call) => !isUnanswered(call.outcome));
  const unanswered = calls.length - answered - 1;
  return [{ model, outcome, since, last: latest.at, unanswered }];
}

function useOf(calls: readonly ModelCall[]): ModelUse[] {
  const [first] = calls;
  if (!first) return [];
  const sum = (of: (call: ModelCall) => number) => calls.reduce((all, call) => all + of(call), 0);
  const answered = calls.filter(({ outcome }) => outcome === 'answered');
  const tookMs = answered.map((call) => call.tookMs).sort((one, other) => one - other);
  const atRank = (part: number) => tookMs[Math.ceil((tookMs.length * part) / 100) - 1] ?? 0;
  const use: ModelUse = {
    task: first.task,
    model: first.model,
    calls: calls.length,
    failures: calls.length - answered.length,
    inputTokens: sum((call) => call.inputTokens),
    outputTokens: sum((call) => call.outputTokens),
    cacheReadTokens: sum((call) => call.cacheReadTokens),
    cacheCreatedTokens: sum((call) => call.cacheCreatedTokens),
    medianMs: atRank(50),
    p95Ms: atRank(95),
  };
  return [use];
}
