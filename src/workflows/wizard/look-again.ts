import { toJson } from '../../domain/json.ts';
import type { CommonEffect } from '../workflow.ts';

/** Milliseconds until a candidate that could not be read is looked at again. */
const PAUSE_MS = 300_000;

/** A conversation that could not look at its candidate hears of it once more. */
export function lookAgain(sessionId: string, at: string): CommonEffect {
  const event = toJson({ type: 'candidate-changed', at });
  const notBefore = new Date(Date.parse(at) + PAUSE_MS).toISOString();
  return { type: 'raise', sessionId, event, notBefore };
}
