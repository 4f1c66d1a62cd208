import { z } from 'zod';
import { Json, JsonText } from '../../domain/json.ts';
import {
  EFFECT_POOLS,
  type EffectTurn,
  type NewEffect,
  type StoredEffect,
} from '../../ports/record-store.ts';
import type { Database } from './database.ts';
import type { Readable } from './record-store-readable.ts';

/** An effect that runs no more. */
export interface Settled {
  readonly id: string;
  readonly lane: string | null;
}

/** Effects that are to be done, and for a while those that were. */
export function createOutboxTable({ connection }: Database, readable: Readable) {
  const statements = prepare(connection);

  function effectsOf(rows: readonly unknown[]): readonly StoredEffect[] {
    return z
      .array(EffectRow)
      .parse(rows)
      .flatMap((row) => readable({ id: row.id, type: row.type, read: Effect.safeParse(row) }));
  }

  return {
    add(effect: NewEffect, at: string): StoredEffect {
      const { lastInsertRowid } = statements.insert.run(
        effect.id,
        effect.streamId,
        effect.type,
        JSON.stringify(effect.body),
        effect.notBefore ?? null,
        effect.key ?? null,
        effect.lane ?? null,
        effect.pool,
        at,
      );
      return { ...effect, sequence: Number(lastInsertRowid), attempts: 0 };
    },
    /** Those that were waiting. */
    cancel(named: { streamId: string; key: string }): readonly Settled[] {
      return z.array(CancelledRow).parse(statements.cancel.all(named.streamId, named.key));
    },
    /** How often it was begun before; undefined when it was finished or cancelled. */
    begin(id: string): number | undefined {
      const row = BegunRow.parse(statements.begin.get(id));
      return row && row.attempts - 1;
    },
    isTurn({ effectId, attempts }: EffectTurn): boolean {
      return statements.turn.get(effectId, attempts + 1) !== undefined;
    },
    /** Undefined when it was finished or cancelled before. */
    finish(id: string): Settled | undefined {
      const row = LaneRow.optional().parse(statements.finish.get(id));
      return row && { id, lane: row.lane };
    },
    unfinished(limit: number): readonly StoredEffect[] {
      return effectsOf(statements.unfinished.all(limit));
    },
    runnable(dueBefore: string | undefined): readonly StoredEffect[] {
      return effectsOf(statements.runnable.all({ dueBefore: dueBefore ?? null }));
    },
    /** The first of those lanes that is unfinished. */
    heads(lanes: readonly string[]): readonly StoredEffect[] {
      return effectsOf(lanes.flatMap((lane) => statements.head.all(lane)));
    },
  };
}

const LaneRow = z.object({ lane: z.string().nullable() });
const CancelledRow = LaneRow.extend({ id: z.string() });
const BegunRow = z.object({ attempts: z.number().int() }).optional();

const EffectRow = z.object({
  id: z.string(),
  stream_id: z.string(),
  sequence: z.number().int(),
  type: z.string(),
  body: z.string(),
  not_before: z.string().nullable(),
  key: z.string().nullable(),
  lane: z.string().nullable(),
  pool: z.string(),
  attempts: z.number().int(),
});

const Effect = EffectRow.extend({
  body: JsonText.pipe(Json),
  pool: z.enum(EFFECT_POOLS),
}).transform(
  ({ stream_id: streamId, not_before: notBefore, key, lane, ...rest }): StoredEffect => ({
    ...rest,
    streamId,
    notBefore: notBefore ?? undefined,
    key: key ?? undefined,
    lane: lane ?? undefined,
  }),
);

const COLUMNS = 'id, stream_id, sequence, type, body, not_before, key, lane, pool, attempts';

function prepare(connection: Database['connection']) {
  return {
    insert: connection.prepare(
      `INSERT INTO outbox (id, stream_id, type, body, not_before, key, lane, pool, added_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    cancel: connection.prepare(
      `UPDATE outbox SET state = 'cancelled'
       WHERE stream_id = ? AND key = ? AND state = 'waiting' RETURNING id, lane`,
    ),
    begin: connection.prepare(
      `UPDATE outbox SET attempts = attempts + 1 WHERE id = ? AND state = 'waiting'
       RETURNING attempts`,
    ),
    turn: connection.prepare(
      `SELECT 1 AS found FROM outbox WHERE id = ? AND attempts = ? AND state = 'waiting'`,
    ),
    finish: connection.prepare(
      `UPDATE outbox SET state = 'done' WHERE id = ? AND state = 'waiting' RETURNING lane`,
    ),
    unfinished: connection.prepare(
      `SELECT ${COLUMNS} FROM outbox WHERE state = 'waiting' ORDER BY sequence LIMIT ?`,
    ),
    runnable: connection.prepare(
      `SELECT ${COLUMNS} FROM outbox
       WHERE state = 'waiting' AND (:dueBefore IS NULL OR coalesce(not_before, '') < :dueBefore)
         AND (lane IS NULL OR sequence = (
           SELECT min(sequence) FROM outbox AS other
           WHERE other.lane = outbox.lane AND other.state = 'waiting'))
       ORDER BY sequence`,
    ),
    head: connection.prepare(
      `SELECT ${COLUMNS} FROM outbox
       WHERE lane = ? AND state = 'waiting' ORDER BY sequence LIMIT 1`,
    ),
  };
}
