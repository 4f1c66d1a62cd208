import {
  isUnanswered,
  type ModelCall,
  type ModelStanding,
  type ModelUse,
} from '../../ports/model-ledger.ts';

/** What is known of one task by one model while its calls pass by. */
interface Use {
  readonly sums: Record<Sum, number>;
  readonly task: string;
  readonly model: string;
  readonly answeredMs: number[];
}

type Sum = 'calls' | 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheCreatedTokens';

/** Sums by task and model over calls that pass by in any order. */
export function createSummary() {
  const uses = new Map<string, Use>();

  function useOf({ task, model }: ModelCall): Use {
    const key = JSON.stringify([task, model]);
    const known = uses.get(key);
    if (known) return known;
    const sums = {
      calls: 0,
      inputTokens: 0,
      outputTokens: 0,
      cacheReadTokens: 0,
      cacheCreatedTokens: 0,
    };
    const use = { task, model, answeredMs: [], sums };
    uses.set(key, use);
    return use;
  }

  return {
    add(call: ModelCall): void {
      const { sums, answeredMs } = useOf(call);
      sums.calls += 1;
      sums.inputTokens += call.inputTokens;
      sums.outputTokens += call.outputTokens;
      sums.cacheReadTokens += call.cacheReadTokens;
      sums.cacheCreatedTokens += call.cacheCreatedTokens;
      if (call.outcome === 'answered') answeredMs.push(call.tookMs);
    },
    whole: (): readonly ModelUse[] =>
      [...uses.values()]
        .sort((one, other) => compare(one.task, other.task) || compare(one.model, other.model))
        .map(toUse),
  };
}

function toUse({ task, model, sums, answeredMs }: Use): ModelUse {
  const tookMs = answeredMs.toSorted((one, other) => one - other);
  // The nearest rank, rounded up.
  const atRank = (part: number): number => tookMs[Math.ceil((tookMs.length * part) / 100) - 1] ?? 0;
  const failures = sums.calls - tookMs.length;
  return { task, model, ...sums, failures, medianMs: atRank(50), p95Ms: atRank(95) };
}

/** How the latest calls of each model ended, over calls that pass by in order. */
export function createStandings() {
  const standings = new Map<string, ModelStanding>();
  return {
    add({ at, model, outcome }: ModelCall): void {
      if (outcome === 'cancelled') return;
      const before = standings.get(model);
      const since = before?.outcome === outcome ? before.since : at;
      const unanswered = isUnanswered(outcome) ? (before?.unanswered ?? 0) + 1 : 0;
      standings.set(model, { model, outcome, since, last: at, unanswered });
    },
    whole: (): readonly ModelStanding[] =>
      [...standings.values()].sort((one, other) => compare(one.model, other.model)),
  };
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
