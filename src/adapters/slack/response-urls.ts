import { z } from 'zod';
import { type Actor, actorKey, type Place } from '../../chat/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SlackMessage } from './check-payload.ts';
import { LIMITS } from './limits.ts';

/** Who did something, and where. */
interface Doing {
  readonly actor: Actor;
  readonly place: Place;
}

/**
 * The addresses at which Slack takes answers to what somebody just did, also where the bot is no
 * member. Whoever has one can write there, so they stand in memory alone: in no record and no log.
 */
export interface ResponseUrls {
  /** Keeps the address for as long as Slack does; the newest one of a person in a channel counts. */
  keep(doing: Doing, url: string | undefined): void;
  /** Shows it to that person alone; best effort. False where no address is left or Slack refuses. */
  answer(doing: Doing, message: SlackMessage): Promise<boolean>;
}

interface KeptUrl {
  readonly url: string;
  readonly expiresAtMs: number;
  usesLeft: number;
}

/** Most addresses that are kept at a time; the oldest go first. */
const MOST_KEPT = 1_000;

const TIMEOUT_MS = 2_500;

export function createResponseUrls(clock: Clock): ResponseUrls {
  const kept = new Map<string, KeptUrl>();

  function forgetOld(): void {
    const nowMs = clock.now().getTime();
    for (const [key, { expiresAtMs }] of kept) {
      if (nowMs < expiresAtMs && kept.size <= MOST_KEPT) break;
      kept.delete(key);
    }
  }

  return {
    keep(doing, url) {
      if (url === undefined) return;
      const expiresAtMs = clock.now().getTime() + LIMITS.responseUrlLifeMs;
      kept.delete(keyOf(doing)); // set again below: the map stays in order of time
      kept.set(keyOf(doing), { url, expiresAtMs, usesLeft: LIMITS.responseUrlUses });
      forgetOld();
    },
    async answer(doing, message) {
      forgetOld();
      const found = kept.get(keyOf(doing));
      if (!found || found.usesLeft === 0) return false;
      found.usesLeft -= 1;
      const { thread } = doing.place;
      return isTaken(found.url, {
        ...message,
        response_type: 'ephemeral',
        replace_original: false,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      });
    },
  };
}

function keyOf({ actor, place }: Doing): string {
  return `${actorKey(actor)} ${place.channel}`;
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
