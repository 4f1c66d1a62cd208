import { z } from 'zod';
import { Reply } from '../../chat/form.ts';
import { InboundEvent } from '../../chat/inbound.ts';
import { JsonText } from '../../domain/json.ts';
import type { Database } from './database.ts';
import type { Readable } from './record-store-readable.ts';

/** What reached the bot, once an id, with the answer that it got. */
export function createInboxTable({ connection }: Database, readable: Readable) {
  const insert = connection.prepare(
    `INSERT INTO inbox (id, received_at, event) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  );
  const reply = connection.prepare('SELECT reply FROM inbox WHERE id = ?');
  const finish = connection.prepare(
    'UPDATE inbox SET is_done = 1, reply = ? WHERE id = ? AND is_done = 0',
  );
  const unfinished = connection.prepare(
    `SELECT id, event FROM inbox
     WHERE is_done = 0 AND (:before IS NULL OR received_at < :before) ORDER BY sequence`,
  );
  const ahead = connection.prepare(AHEAD);

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
    ahead({ id, actor, place }: InboundEvent): readonly string[] {
      const rows = ahead.all({
        id,
        actor: actor.id,
        platform: actor.platform,
        workspace: actor.workspace,
        placePlatform: place.platform,
        placeWorkspace: place.workspace,
        channel: place.channel,
      });
      return z
        .array(EventRow)
        .parse(rows)
        .flatMap((row) => readable(eventOf(row)))
        .map((event) => event.id);
    },
    unfinished(receivedBefore: string | undefined): readonly InboundEvent[] {
      const rows = unfinished.all({ before: receivedBefore ?? null });
      return z
        .array(EventRow)
        .parse(rows)
        .flatMap((row) => readable(eventOf(row)));
    },
  };
}

const AHEAD = `
  SELECT id, event FROM inbox
  WHERE is_done = 0
    AND sequence < coalesce((SELECT sequence FROM inbox WHERE id = :id), 9e18)
    AND json_extract(event, '$.actor.id') = :actor
    AND json_extract(event, '$.actor.platform') = :platform
    AND json_extract(event, '$.actor.workspace') = :workspace
    AND json_extract(event, '$.place.platform') = :placePlatform
    AND json_extract(event, '$.place.workspace') = :placeWorkspace
    AND json_extract(event, '$.place.channel') = :channel
  ORDER BY sequence`;

const ReplyRow = z.object({ reply: z.string().nullable() }).optional();
const EventRow = z.object({ id: z.string(), event: z.string() });
const Event = JsonText.pipe(InboundEvent);
const Typed = JsonText.pipe(z.object({ type: z.string() }));

function eventOf({ id, event }: z.infer<typeof EventRow>) {
  const type = Typed.safeParse(event).data?.type ?? 'unknown';
  return { id, type, read: Event.safeParse(event) };
}
