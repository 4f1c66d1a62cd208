import { randomBytes } from 'node:crypto';
import type { SlackClock } from './clock.ts';
import { RESPONSE_URL_LIFE_MS, RESPONSE_URL_USES, TRIGGER_LIFE_MS } from './limits.ts';

/** What a trigger lets an app do: open a view for this person, within seconds, once. */
export interface Triggers {
  issue(userId: string): string;
  /** The person, or Slack's error. */
  exchange(trigger: string): { readonly userId: string } | { readonly error: string };
}

export function createTriggers(clock: SlackClock): Triggers {
  const issued = new Map<string, { userId: string; expiresAtMs: number; isUsed: boolean }>();
  return {
    issue(userId) {
      const nowMs = clock.now().getTime();
      const trigger = `${nowMs}.${randomBytes(4).readUInt32BE()}.${randomBytes(16).toString('hex')}`;
      issued.set(trigger, { userId, expiresAtMs: nowMs + TRIGGER_LIFE_MS, isUsed: false });
      return trigger;
    },
    exchange(trigger) {
      const found = issued.get(trigger);
      if (!found) return { error: 'invalid_trigger_id' };
      if (found.isUsed) return { error: 'exchanged_trigger_id' };
      if (clock.now().getTime() > found.expiresAtMs) return { error: 'expired_trigger_id' };
      issued.set(trigger, { ...found, isUsed: true });
      return { userId: found.userId };
    },
  };
}

/** Where an answer sent to a response URL appears. */
export interface ResponseTarget {
  readonly channel: string;
  readonly userId: string;
  /** The message that was interacted with, which an answer may replace. */
  readonly messageTs: string | undefined;
  readonly threadTs: string | undefined;
}

export interface ResponseUrls {
  /** The path of a new address. */
  issue(target: ResponseTarget): string;
  use(path: string): ResponseTarget | { readonly error: string };
}

export function createResponseUrls(clock: SlackClock): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; expiresAtMs: number; uses: number }>();
  return {
    issue(target) {
      const path = `/response/${randomBytes(12).toString('hex')}`;
      const expiresAtMs = clock.now().getTime() + RESPONSE_URL_LIFE_MS;
      issued.set(path, { target, expiresAtMs, uses: 0 });
      return path;
    },
    use(path) {
      const found = issued.get(path);
      if (!found || clock.now().getTime() > found.expiresAtMs) return { error: 'expired_url' };
      if (found.uses >= RESPONSE_URL_USES) return { error: 'used_url' };
      issued.set(path, { ...found, uses: found.uses + 1 });
      return found.target;
    },
  };
}
