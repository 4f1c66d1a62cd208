import { z } from 'zod';
import {
  MODEL_CALL_OUTCOMES,
  type ModelLedger,
  type ModelStanding,
  type ModelUse,
  weighedTokens,
} from '../../ports/model-ledger.ts';
import type { Database } from './database.ts';
import type { Lease } from './lease.ts';
import { createSharedWrites, type SharedWrites } from './shared-writes.ts';

/** What each call to a paid model cost, in the same file as the sessions: a restart spends nothing anew. */
export function createSqliteModelLedger(options: {
  readonly database: Database;
  readonly lease: Pick<Lease, 'check'>;
  /** Of the other tables of that file, so that all wait for the disk together. Default: its own. */
  readonly shared?: SharedWrites;
}): ModelLedger {
  const { database, lease, shared = createSharedWrites(database) } = options;
  const statements = prepare(database);
  return {
    record: (call) =>
      shared.write(() => {
        lease.check();
        statements.insert.run({
          at: call.at,
          task: call.task,
          prompt: call.prompt,
          model: call.model,
          sessionId: call.sessionId ?? null,
          actor: call.actor ?? null,
          inputTokens: call.inputTokens,
          outputTokens: call.outputTokens,
          cacheReadTokens: call.cacheReadTokens,
          cacheCreatedTokens: call.cacheCreatedTokens,
          weighedTokens: weighedTokens(call),
          tookMs: Math.round(call.tookMs),
          outcome: call.outcome,
        });
      }),
    async spent({ since, sessionId, actor }) {
      const conditions = [
        'at >= :since',
        ...(sessionId === undefined ? [] : ['session_id = :sessionId']),
        ...(actor === undefined ? [] : ['actor = :actor']),
      ];
      const sum = statements.sumWhere(conditions.join(' AND '));
      const values = {
        since,
        ...(sessionId === undefined ? {} : { sessionId }),
        ...(actor === undefined ? {} : { actor }),
      };
      return SpentRow.parse(sum.get(values)).tokens;
    },
    async summary(since) {
      return z.array(UseRow).parse(statements.summary.all(since));
    },
    async standings(since) {
      return z.array(StandingRow).parse(statements.standings.all(since));
    },
  };
}

const SpentRow = z.object({ tokens: z.number() });

const UseRow: z.ZodType<ModelUse> = z.object({
  task: z.string(),
  model: z.string(),
  calls: z.number(),
  failures: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheCreatedTokens: z.number(),
  medianMs: z.number(),
  p95Ms: z.number(),
});

const StandingRow: z.ZodType<ModelStanding> = z.object({
  model: z.string(),
  outcome: z.enum(MODEL_CALL_OUTCOMES),
  since: z.string(),
  last: z.string(),
  unanswered: z.number(),
});

/** A call belongs to the latest ones where no later one ended otherwise. */
const STANDINGS = `
  WITH ended AS (
    SELECT sequence, at, model, outcome,
      first_value(outcome) OVER (PARTITION BY model ORDER BY sequence DESC) AS latest,
      sum(outcome <> 'unavailable') OVER (PARTITION BY model ORDER BY sequence DESC) AS answers
    FROM model_calls WHERE at >= ? AND outcome <> 'cancelled'
  ), alike AS (
    SELECT at, model, outcome,
      sum(outcome <> latest) OVER (PARTITION BY model ORDER BY sequence DESC) AS others,
      sum(answers = 0) OVER (PARTITION BY model) AS unanswered
    FROM ended
  )
  SELECT model, outcome, min(at) AS since, max(at) AS last, max(unanswered) AS unanswered
  FROM alike WHERE others = 0 GROUP BY model ORDER BY model`;

/**
 * Median and p95 are the measured time at that rank (nearest rank, rounded up), among the answered
 * calls: those stand first in a group's order.
 */
const SUMMARY = `
  WITH ranked AS (
    SELECT *, outcome = 'answered' AS is_answered,
      row_number() OVER (
        PARTITION BY task, model ORDER BY outcome = 'answered' DESC, took_ms
      ) AS place,
      sum(outcome = 'answered') OVER (PARTITION BY task, model) AS answered
    FROM model_calls WHERE at >= ?
  )
  SELECT task, model, count(*) AS calls, sum(NOT is_answered) AS failures,
    sum(input_tokens) AS inputTokens, sum(output_tokens) AS outputTokens,
    sum(cache_read_tokens) AS cacheReadTokens, sum(cache_created_tokens) AS cacheCreatedTokens,
    coalesce(max(took_ms) FILTER (WHERE is_answered AND place = (answered + 1) / 2), 0) AS medianMs,
    coalesce(max(took_ms) FILTER (WHERE is_answered AND place = (answered * 95 + 99) / 100), 0) AS p95Ms
  FROM ranked GROUP BY task, model ORDER BY task, model`;

function prepare({ connection }: Database) {
  const sums = new Map<string, ReturnType<typeof connection.prepare>>();
  return {
    insert: connection.prepare(
      `INSERT INTO model_calls (at, task, prompt, model, session_id, actor, input_tokens,
         output_tokens, cache_read_tokens, cache_created_tokens, weighed_tokens, took_ms, outcome)
       VALUES (:at, :task, :prompt, :model, :sessionId, :actor, :inputTokens,
         :outputTokens, :cacheReadTokens, :cacheCreatedTokens, :weighedTokens, :tookMs, :outcome)`,
    ),
    /** Prepared once for each set of conditions. */
    sumWhere(conditions: string) {
      const known = sums.get(conditions);
      if (known) return known;
      const sum = connection.prepare(
        `SELECT coalesce(sum(weighed_tokens), 0) AS tokens FROM model_calls WHERE ${conditions}`,
      );
      sums.set(conditions, sum);
      return sum;
    },
    summary: connection.prepare(SUMMARY),
    standings: connection.prepare(STANDINGS),
  };
}
