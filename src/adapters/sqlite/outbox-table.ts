import { z } from 'zod';
import { Json } from '../../domain/json.ts';
import type { NewEffect, StoredEffect } from '../../ports/record-store.ts';
import type { Database } from './database.ts';

/** Effects that are to be done, and for a while those that were. */
export function createOutboxTable({ connection }: Database) {
  const statements = prepare(connection);
  return {
    add(effect: NewEffect, at: string): StoredEffect {
      const { lastInsertRowid } = statements.insert.run(
        effect.id,
        effect.streamId,
        effect.type,
        JSON.stringify(effect.body),
        effect.notBefore ?? null,
        effect.key ?? null,
        Number(effect.isParallel),
        at,
      );
      return { ...effect, sequence: Number(lastInsertRowid), attempts: 0 };
    },
    /** Returns the ids of those that were waiting. */
    cancel({ streamId, key }: { streamId: string; key: string }): readonly string[] {
      return z
        .array(IdRow)
        .parse(statements.cancel.all(streamId, key))
        .map(({ id }) => id);
    },
    begin(id: string): boolean {
      return statements.begin.run(id).changes === 1;
    },
    /** False when it was finished or cancelled before. */
    finish(id: string): boolean {
      return statements.finish.run(id).changes === 1;
    },
    unfinished(limit = NO_LIMIT): readonly StoredEffect[] {
      return z.array(EffectRow).parse(statements.unfinished.all(limit)).map(effectOf);
    },
  };
}

/** Source: https://sqlite.org/lang_select.html#the_limit_clause */
const NO_LIMIT = -1;

const IdRow = z.object({ id: z.string() });

const EffectRow = z.object({
  id: z.string(),
  stream_id: z.string(),
  sequence: z.number().int(),
  type: z.string(),
  body: z.string(),
  not_before: z.string().nullable(),
  key: z.string().nullable(),
  is_parallel: z.number(),
  attempts: z.number().int(),
});

function effectOf(row: z.infer<typeof EffectRow>): StoredEffect {
  return {
    id: row.id,
    streamId: row.stream_id,
    sequence: row.sequence,
    type: row.type,
    body: Json.parse(JSON.parse(row.body)),
    notBefore: row.not_before ?? undefined,
    key: row.key ?? undefined,
    isParallel: row.is_parallel === 1,
    attempts: row.attempts,
  };
}

function prepare(connection: Database['connection']) {
  return {
    insert: connection.prepare(
      `INSERT INTO outbox (id, stream_id, type, body, not_before, key, is_parallel, added_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    cancel: connection.prepare(
      `UPDATE outbox SET state = 'cancelled'
       WHERE stream_id = ? AND key = ? AND state = 'waiting' RETURNING id`,
    ),
    begin: connection.prepare(
      `UPDATE outbox SET attempts = attempts + 1 WHERE id = ? AND state = 'waiting'`,
    ),
    finish: connection.prepare(
      `UPDATE outbox SET state = 'done' WHERE id = ? AND state = 'waiting'`,
    ),
    unfinished: connection.prepare(
      `SELECT id, stream_id, sequence, type, body, not_before, key, is_parallel, attempts
       FROM outbox WHERE state = 'waiting' ORDER BY sequence LIMIT ?`,
    ),
  };
}
