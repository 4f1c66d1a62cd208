import { z } from 'zod';
import { type Actor, actorKey, type Place } from '../../chat/actor.ts';
import type { ShortMemory } from '../../ports/short-memory.ts';
import type { SlackMessage } from './check-payload.ts';
import { LIMITS } from './limits.ts';

/** Who did something, and where. */
interface Doing {
  readonly actor: Actor;
  readonly place: Place;
}

/**
 * The addresses at which Slack takes answers to what somebody just did, also where the bot is no
 * member. Whoever has one can write there, so they stand in the short memory alone: in no record, no log.
 */
export interface ResponseUrls {
  /**
   * Keeps the address for as long as Slack does; the newest one of a person in a channel counts. Nobody
   * waits for it: the acknowledgement must not hang on what is only a second way to a person.
   */
  keep(doing: Doing, url: string | undefined): void;
  /** Shows it to that person alone; best effort. False where no address is left or Slack refuses. */
  answer(doing: Doing, message: SlackMessage): Promise<boolean>;
}

const TIMEOUT_MS = 2_500;

/** Where every process shares the memory, one can answer what another heard. */
export function createResponseUrls(memory: ShortMemory): ResponseUrls {
  return {
    keep(doing, url) {
      if (url === undefined) return;
      const limits = { lifeMs: LIMITS.responseUrlLifeMs, uses: LIMITS.responseUrlUses };
      void memory.keep(keyOf(doing), url, limits);
    },
    async answer(doing, message) {
      const url = z.string().safeParse(await memory.take(keyOf(doing))).data;
      if (url === undefined) return false;
      const { thread } = doing.place;
      return isTaken(url, {
        ...message,
        response_type: 'ephemeral',
        replace_original: false,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      });
    },
  };
}

function keyOf({ actor, place }: Doing): string {
  return `response-url ${actorKey(actor)} ${place.channel}`;
}

/** A refusal comes with a status, or as a body that says so. */
const Refused = z.object({ ok: z.literal(false) });

async function isTaken(url: string, body: object): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const said = await response.text();
    return response.ok && !(said.startsWith('{') && Refused.safeParse(JSON.parse(said)).success);
  } catch {
    return false; // the caller has another way to the person
  }
}
