import { z } from 'zod';
import type { Database } from './database.ts';
import type { SharedWrites } from './shared-writes.ts';

/**
 * How long finished inbound events and settled effects are remembered. Slack repeats an event for
 * minutes and, after an outage of its own, for hours: a day is the least that is safe.
 */
const REMEMBERED_MS = 48 * 3_600_000;

/**
 * How long a conversation that ended, its messages and documents are kept, and what a call to a
 * model cost. The audit stays.
 */
const KEPT_MS = 90 * 86_400_000;

/** Rows that one transaction deletes: whoever waits for the disk meanwhile does not notice. */
const BATCH = 200;

/** What the file need not hold any more. */
export interface Retention {
  /** Forgets it, in small transactions between other work. */
  sweep(nowMs: number): Promise<void>;
}

export function createRetention(database: Database, shared: SharedWrites): Retention {
  const statements = prepare(database);

  async function inBatches(forget: () => number): Promise<void> {
    while ((await shared.write(forget)) === BATCH);
  }

  return {
    async sweep(nowMs) {
      const repeated = new Date(nowMs - REMEMBERED_MS).toISOString();
      const kept = new Date(nowMs - KEPT_MS).toISOString();
      await inBatches(() => Number(statements.inbox.run(repeated, BATCH).changes));
      await inBatches(() => Number(statements.outbox.run(repeated, BATCH).changes));
      await inBatches(() => {
        const ended = z.array(IdRow).parse(statements.ended.all(kept, BATCH));
        for (const { id } of ended) {
          statements.deliveries.run(id);
          statements.session.run(id);
        }
        return ended.length;
      });
      await inBatches(() => Number(statements.modelCalls.run(kept, BATCH).changes));
      // Documents are put by a session that lives, or by the one that it came of shortly before.
      const { oldest } = OldestRow.parse(statements.oldest.get());
      const firstMs = Math.min(nowMs, oldest === null ? nowMs : Date.parse(oldest));
      const unused = new Date(firstMs - KEPT_MS).toISOString();
      await inBatches(() => Number(statements.artifacts.run(unused, BATCH).changes));
    },
  };
}

const IdRow = z.object({ id: z.string() });
const OldestRow = z.object({ oldest: z.string().nullable() });

function prepare({ connection }: Database) {
  return {
    inbox: connection.prepare(
      `DELETE FROM inbox WHERE sequence IN
         (SELECT sequence FROM inbox WHERE is_done = 1 AND received_at < ? LIMIT ?)`,
    ),
    outbox: connection.prepare(
      `DELETE FROM outbox WHERE sequence IN
         (SELECT sequence FROM outbox WHERE state <> 'waiting' AND added_at < ? LIMIT ?)`,
    ),
    ended: connection.prepare(
      `SELECT id FROM sessions
       WHERE is_open = 0 AND json_extract(record, '$.updatedAt') < ? LIMIT ?`,
    ),
    session: connection.prepare('DELETE FROM sessions WHERE id = ?'),
    deliveries: connection.prepare('DELETE FROM deliveries WHERE session_id = ?'),
    modelCalls: connection.prepare(
      `DELETE FROM model_calls WHERE sequence IN
         (SELECT sequence FROM model_calls WHERE at < ? LIMIT ?)`,
    ),
    oldest: connection.prepare('SELECT min(opened_at) AS oldest FROM sessions'),
    artifacts: connection.prepare(
      `DELETE FROM artifacts WHERE hash IN
         (SELECT hash FROM artifacts WHERE put_at < ? LIMIT ?)`,
    ),
  };
}
