import type { Failure } from '../domain/failure.ts';
import type { Again } from '../ports/effect-queue.ts';
import type { StoredEffect } from '../ports/record-store.ts';
import { RuntimeEffect } from './runtime-effect.ts';

/**
 * How long an outage is waited for before the workflow hears of it, in milliseconds: people look at a
 * card that says nothing meanwhile.
 */
const ACTIVITY_PATIENCE_MS = 15_000;

/**
 * The longest single pause of that, in milliseconds. What asks for a longer one (services do, by the day)
 * is for the workflow to say.
 */
const LONGEST_PAUSE_MS = 60_000;

/**
 * How often anything else is begun before an outage counts as its end. What carries or shows the record
 * is kept up for most of a day: a platform that is back must not show yesterday's card.
 */
const MOST_ATTEMPTS = { answer: 8, record: 6_000 } as const;

export const FIRST_RETRY_MS = 1_000;
/** Later cards of a session wait behind one that is tried again: a platform that is back is found soon. */
const LONGEST_RETRY_MS = { activity: 10_000, answer: 60_000, record: 10_000 } as const;

/** When an effect that met an outage is begun again. Undefined once it was tried long enough. */
export function patiently(effect: StoredEffect, failure: Failure): Again | undefined {
  const patience = patienceOf(effect);
  if (patience !== 'activity') {
    return effect.attempts + 1 < MOST_ATTEMPTS[patience] ? retry(effect, failure) : undefined;
  }
  const pauseMs = (attempts: number): number =>
    Math.max(failure.retryAfterMs ?? 0, grownMs({ ...effect, attempts }));
  const pauses = Array.from({ length: effect.attempts }, (_, attempts) => pauseMs(attempts));
  const triedForMs = pauses.reduce((sum, pause) => sum + pause, 0);
  const nextMs = pauseMs(effect.attempts);
  if (triedForMs >= ACTIVITY_PATIENCE_MS || nextMs > LONGEST_PAUSE_MS) return undefined;
  return { againAfterMs: nextMs };
}

/** When an effect is begun again, however often it was. */
export function retry(effect: StoredEffect, { retryAfterMs }: Failure): Again {
  return { againAfterMs: retryAfterMs ?? grownMs(effect) };
}

function patienceOf({ type, body }: StoredEffect): keyof typeof LONGEST_RETRY_MS {
  if (type === 'tell' || type === 'answer' || type === 'point-out') return 'answer';
  return RuntimeEffect.safeParse(body).success ? 'record' : 'activity';
}

function grownMs(effect: StoredEffect): number {
  return Math.min(FIRST_RETRY_MS * 2 ** effect.attempts, LONGEST_RETRY_MS[patienceOf(effect)]);
}
