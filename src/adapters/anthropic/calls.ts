import type { Anthropic } from '@anthropic-ai/sdk';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Asking } from '../../ports/language-model.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ModelCallOutcome } from '../../ports/model-ledger.ts';
import { promptReference } from '../../prompts/prompt-file.ts';
import { apiFailure, NoAnswerInTime, type ApiFailure } from './api-failure.ts';
import type { Circuit } from './circuit.ts';
import { Message, toRequest, type Question } from './exchange.ts';

/** A request and how it ended. */
export interface Call {
  readonly question: Question;
  readonly asking: Asking;
  readonly outcome: ModelCallOutcome;
  readonly tookMs: number;
  /** What came back; undefined where nothing was billed as far as is known. */
  readonly message?: Message;
}

export interface CallParts {
  readonly client: Anthropic;
  readonly circuit: Circuit;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timeoutMs: number;
  readonly record: (call: Call) => Promise<void>;
}

export type Send = (
  question: Question,
  asking: Asking,
) => Promise<{ readonly message: Message; readonly tookMs: number }>;

/**
 * One request. What fails is recorded here; an answer is recorded by who reads it. Throws what is for
 * people, or the signal's reason.
 */
export function createSend(parts: CallParts): Send {
  const { circuit, clock, timeoutMs } = parts;
  return async (question, asking) => {
    asking.signal?.throwIfAborted();
    const waitMs = circuit.waitMs();
    if (waitMs !== undefined) throw notAsked(waitMs);
    const startMs = clock.now().getTime();
    const tookMs = (): number => clock.now().getTime() - startMs;
    try {
      const message = await request(parts.client, { question, asking, timeoutMs });
      circuit.settle('up');
      return { message, tookMs: tookMs() };
    } catch (thrown) {
      if (asking.signal?.aborted) {
        circuit.settle('unknown');
        await parts.record({ question, asking, outcome: 'cancelled', tookMs: tookMs() });
        throw asking.signal.reason;
      }
      const failure = apiFailure(thrown, question.prompt.tier);
      const hasOpened = circuit.settle(failure.isDown ? 'down' : 'unknown');
      tell(parts.logger, question, { failure, hasOpened });
      await parts.record({ question, asking, outcome: failure.outcome, tookMs: tookMs() });
      throw failure.error;
    }
  };
}

/** The deadline is over the whole body too: the SDK's own ends with the headers. */
async function request(
  client: Anthropic,
  call: { readonly question: Question; readonly asking: Asking; readonly timeoutMs: number },
): Promise<Message> {
  const { question, asking, timeoutMs } = call;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = asking.signal ? AbortSignal.any([asking.signal, deadline]) : deadline;
  const body = toRequest(question);
  // Without a timeout of its own the SDK refuses long answers; this one is never the first to end.
  const options = { signal, timeout: timeoutMs * 2 };
  try {
    const message: unknown = await client.messages.create(body, options);
    return Message.parse(message);
  } catch (thrown) {
    if (deadline.aborted) throw new NoAnswerInTime(timeoutMs);
    throw thrown;
  }
}

function tell(
  logger: Logger,
  { prompt, model }: Question,
  { failure, hasOpened }: { readonly failure: ApiFailure; readonly hasOpened: boolean },
): void {
  const { error, outcome } = failure;
  const cause = error instanceof Failure && error.cause instanceof Error ? error.cause : error;
  const fields = { prompt: promptReference(prompt), model, outcome, cause: cause.message };
  if (failure.isForOperators) logger.error('claude refuses this bot', fields);
  else logger.warn('claude did not answer', fields);
  if (hasOpened) logger.warn('claude is not asked for a while', { model });
}

function notAsked(waitMs: number): Failure {
  const seconds = Math.ceil(waitMs / 1_000);
  const message = `Claude has not been answering. Try again in ${seconds} s, or go on with the built-in rules.`;
  return new Failure('model-unavailable', message, { retryAfterMs: waitMs, reason: 'paused' });
}
