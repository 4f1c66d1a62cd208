import { z } from 'zod';
import { Reply } from '../../chat/form.ts';
import { InboundEvent } from '../../chat/inbound.ts';
import type { Database } from './database.ts';

/** What reached the bot, once an id, with the answer that it got. */
export function createInboxTable({ connection }: Database) {
  const insert = connection.prepare(
    `INSERT INTO inbox (id, received_at, event) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  );
  const reply = connection.prepare('SELECT reply FROM inbox WHERE id = ?');
  const finish = connection.prepare(
    'UPDATE inbox SET is_done = 1, reply = ? WHERE id = ? AND is_done = 0',
  );
  const unfinished = connection.prepare(
    `SELECT event FROM inbox
     WHERE is_done = 0 AND (:before IS NULL OR received_at < :before) ORDER BY sequence`,
  );

  return {
    /** False when the id is known. */
    add(event: InboundEvent, at: string): boolean {
      return insert.run(event.id, at, JSON.stringify(event)).changes === 1;
    },
    replyTo(id: string): Reply | undefined {
      const row = ReplyRow.parse(reply.get(id));
      return row?.reply ? Reply.parse(JSON.parse(row.reply)) : undefined;
    },
    /** False when it was finished before. */
    finish(id: string, answer: Reply | undefined): boolean {
      return finish.run(answer ? JSON.stringify(answer) : null, id).changes === 1;
    },
    unfinished(receivedBefore: string | undefined): readonly InboundEvent[] {
      const rows = unfinished.all({ before: receivedBefore ?? null });
      return z.array(EventRow).parse(rows).map(eventOf);
    },
  };
}

const ReplyRow = z.object({ reply: z.string().nullable() }).optional();
const EventRow = z.object({ event: z.string() });

function eventOf({ event }: z.infer<typeof EventRow>): InboundEvent {
  return InboundEvent.parse(JSON.parse(event));
}
