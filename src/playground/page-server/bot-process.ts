import { Failure } from '../../domain/failure.ts';
import { Refused } from './answers.ts';

/** How long the bot may take to say what it holds, in milliseconds. */
const ANSWER_WITHIN_MS = 3_000;

/** What the bot's read-only endpoint says, as JSON text. Throws `Refused`. */
export async function sessionsAt(url: string | undefined): Promise<string> {
  if (url === undefined) throw new Refused(503, 'The bot is not running now.');
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const text = await response.text();
    if (response.ok) return JSON.stringify(JSON.parse(text));
  } catch {
    // Told below, together with refusals.
  }
  throw new Refused(503, 'The bot does not say what it is doing: it may be starting or stopping.');
}

/** Restarts the bot. The returned function throws `Refused`, with what went wrong as its cause. */
export function createRestart(restart: (() => Promise<void>) | undefined): () => Promise<void> {
  return async () => {
    if (!restart) throw new Refused(404, 'The bot cannot be restarted from here.');
    try {
      await restart();
    } catch (cause) {
      const why = cause instanceof Failure ? cause.message : 'See what it wrote to its log.';
      throw new Refused(503, `The bot did not start again. ${why}`, { cause });
    }
  };
}
