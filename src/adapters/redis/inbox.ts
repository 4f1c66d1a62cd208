import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Reply } from '../../chat/form.ts';
import { InboundEvent, speakerOf } from '../../chat/inbound.ts';
import { JsonText } from '../../domain/json.ts';
import { asFailure } from './connection-failure.ts';
import type { Readable } from './record-store-readable.ts';
import type { RecordScripts } from './scripts.ts';

/** Events that one script reads. */
const PAGE = 200;

/** A member of the inbox is `0000000000000001:` and the event's id: equal times stay in order. */
const ID_BEGINS = 17;

/** What reached the bot, once an id, with the answer that it got. */
export function createInbox(options: {
  readonly client: Redis;
  readonly prefix: string;
  readonly scripts: RecordScripts;
  readonly readable: Readable;
}) {
  const { client, prefix, scripts, readable } = options;

  /** Redis' time, as that of `receive`: the clocks of the processes may differ. */
  async function nowMs(): Promise<number> {
    const [seconds, microseconds] = Time.parse(await asFailure(client.time()));
    return seconds * 1_000 + Math.floor(microseconds / 1_000);
  }

  /** Those that this version can read. */
  async function eventsOf(ids: readonly string[]): Promise<readonly InboundEvent[]> {
    const events: InboundEvent[] = [];
    for (let from = 0; from < ids.length; from += PAGE) {
      const values = ['inbound', 1, 'event', ...ids.slice(from, from + PAGE)];
      const rows = Rows.parse(await scripts.read([prefix], values));
      events.push(...rows.flatMap((row) => readable(eventOf(row))));
    }
    return events;
  }

  return {
    async receive(event: InboundEvent): Promise<{ status: 'new' | 'known'; reply?: Reply }> {
      const values = [event.id, JSON.stringify(event), speakerOf(event)];
      const answer = Received.parse(await scripts.receive([prefix], values));
      if (answer[0] === 'new') return { status: 'new' };
      const [status, reply] = answer;
      return { status, ...(typeof reply === 'string' && { reply: replyOf(reply) }) };
    },
    async ahead(event: InboundEvent): Promise<readonly string[]> {
      const key = `${prefix}inbox-of:${speakerOf(event)}`;
      const ids = await asFailure(client.zrange(key, '0', '-1'));
      const ahead = ids.includes(event.id) ? ids.slice(0, ids.indexOf(event.id)) : ids;
      return (await eventsOf(ahead)).map(({ id }) => id);
    },
    async unfinished(forMs: number | undefined): Promise<readonly InboundEvent[]> {
      const end = forMs === undefined ? '+inf' : `(${(await nowMs()) - forMs}`;
      const members = await asFailure(client.zrangebyscore(`${prefix}inbox:unfinished`, 0, end));
      return eventsOf(members.map((member) => member.slice(ID_BEGINS)));
    },
  };
}

const Received = z.union([
  z.tuple([z.literal('new')]),
  z.tuple([z.literal('known'), z.string().nullish()]),
]);
const Time = z.tuple([z.coerce.number(), z.coerce.number()]);
const Row = z.tuple([z.string(), z.string()]);
const Rows = z.array(Row);
const Event = JsonText.pipe(InboundEvent);
const Typed = JsonText.pipe(z.object({ type: z.string() }));

function eventOf([id, event]: z.infer<typeof Row>) {
  const type = Typed.safeParse(event).data?.type ?? 'unknown';
  return { id, type, read: Event.safeParse(event) };
}

function replyOf(reply: string): Reply {
  return Reply.parse(JSON.parse(reply));
}
