import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import { Failure, type FailureKind } from '../../domain/failure.ts';
import { BOT_SCOPES } from './app-contract.ts';
import { asFailure, slackErrorOf } from './slack-failure.ts';

interface Sentence {
  readonly kind: FailureKind;
  readonly message: string;
}

const NO_SUCH_FILE: Sentence = {
  kind: 'invalid-input',
  message:
    'That file is gone, or I do not see it. Share it again in a channel in which I am, or with me alone.',
};

/** What a person can do about a refusal to let the bot read. */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  not_in_channel: {
    kind: 'forbidden',
    message: 'I am not in that channel. Invite me there with /invite @dotai, then try again.',
  },
  channel_not_found: {
    kind: 'forbidden',
    message:
      'I do not see that channel. If it is a private one, invite me there with /invite @dotai, then try again.',
  },
  is_archived: {
    kind: 'forbidden',
    message: 'That channel is archived. I read it once it is unarchived and I am invited there.',
  },
  thread_not_found: { kind: 'invalid-input', message: 'That thread is gone.' },
  message_not_found: { kind: 'invalid-input', message: 'That message is gone.' },
  file_not_found: NO_SUCH_FILE,
  file_deleted: NO_SUCH_FILE,
};

/**
 * Waits for a call that reads what people said, as `asFailure` does; the sentences say what to do about it.
 * Where Slack asks to slow down, that is said at once, with its own time.
 */
export async function asReading<T>(call: Promise<T>): Promise<T> {
  try {
    return await asFailure(call);
  } catch (error) {
    throw readingFailure(error) ?? error;
  }
}

function readingFailure(error: unknown): Failure | undefined {
  if (error instanceof Failure && error.retryAfterMs !== undefined) {
    const { cause, retryAfterMs } = error;
    return slowDown(retryAfterMs, cause);
  }
  const code = slackErrorOf(error) ?? '';
  const cause = error instanceof Failure ? error.cause : error;
  if (code === 'missing_scope') return missingScope(neededBy(cause), cause);
  const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
  return sentence && new Failure(sentence.kind, sentence.message, { cause });
}

/** Past messages and files come at the pace that Slack allows. */
export function slowDown(retryAfterMs: number, cause?: unknown): Failure {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000));
  const message = `Slack asks me to slow down. It lets me go on in ${seconds} s.`;
  return new Failure('unavailable', message, { cause, retryAfterMs });
}

/** Scopes are added only when the app is installed again from the newer manifest. */
export function missingScope(scopes: readonly string[], cause?: unknown): Failure {
  const named = scopes.length === 0 ? 'a Slack scope' : `the Slack scope ${scopes.join(' or ')}`;
  const message = `I lack ${named} for that. Whoever runs me updates the app from app-manifest.yml and installs it again ("Updating the app" in docs/slack.md).`;
  return new Failure('forbidden', message, { cause });
}

/** What Slack adds to `missing_scope`. */
const Refused = z.object({ needed: z.string().catch('') });

/** Only scopes that the bot knows: what Slack answers goes into no sentence as it is. */
function neededBy(cause: unknown): readonly string[] {
  if (!(cause instanceof WebAPIPlatformError)) return [];
  const { needed } = Refused.parse(cause.data);
  return needed.split(',').filter((scope) => Object.hasOwn(BOT_SCOPES, scope));
}
