import type { Anthropic } from '@anthropic-ai/sdk';
import type { MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages';
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { Asking } from '../../ports/language-model.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ModelCallOutcome } from '../../ports/model-ledger.ts';
import { promptReference } from '../../prompts/prompt-file.ts';
import { apiFailure, type ApiFailure } from './api-failure.ts';
import type { Circuit } from '../../domain/circuit.ts';
import { costOf, Message, Usage, type Question } from './exchange.ts';
import { AnswerBrokeOff, AnswerOfAnotherShape, NoAnswerInTime } from './no-answer.ts';

/** A request, for whom it is, and how long it may take, the SDK's own retries included. */
export interface Request {
  readonly question: Question;
  readonly body: MessageCreateParamsNonStreaming;
  readonly asking: Asking;
  readonly timeoutMs: number;
}

/** How a request ended. */
export interface Call {
  readonly question: Question;
  readonly asking: Asking;
  readonly outcome: ModelCallOutcome;
  readonly tookMs: number;
  readonly usage: Usage;
}

export interface CallParts {
  readonly client: Anthropic;
  readonly circuit: Circuit;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly record: (call: Call) => Promise<void>;
}

export type Send = (
  request: Request,
) => Promise<{ readonly message: Message; readonly tookMs: number }>;

/**
 * One request. What fails is recorded here; an answer is recorded by who reads it. Throws what is for
 * people, or the signal's reason.
 */
export function createSend({ client, circuit, clock, logger, record }: CallParts): Send {
  return async (request) => {
    const { question, asking } = request;
    const settle = await circuit.pass(asking.signal);
    const startMs = clock.now().getTime();
    const tookMs = (): number => clock.now().getTime() - startMs;
    try {
      const message = messageOf(await answerTo(client, request));
      settle('up');
      return { message, tookMs: tookMs() };
    } catch (thrown) {
      const call = { question, asking, tookMs: tookMs() };
      if (asking.signal?.aborted) {
        settle('unknown');
        await record({ ...call, outcome: 'cancelled', usage: unknownUsage(question) });
        throw asking.signal.reason;
      }
      const failure = apiFailure(thrown, { tier: question.prompt.tier, address: client.baseURL });
      const hasOpened = settle(failure.service);
      tell(logger, request, { failure, hasOpened });
      const usage = failure.usage === 'unknown' ? unknownUsage(question) : failure.usage;
      await record({ ...call, outcome: failure.outcome, usage });
      throw failure.error;
    }
  };
}

/** The deadline is over the whole body too: the SDK's own ends with the headers. */
async function answerTo(client: Anthropic, { body, asking, timeoutMs }: Request): Promise<unknown> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = asking.signal ? AbortSignal.any([asking.signal, deadline]) : deadline;
  // Without a timeout of its own the SDK refuses long answers; this one is never the first to end.
  const options = { signal, timeout: timeoutMs * 2 };
  try {
    return await jsonOf(await client.messages.create(body, options).asResponse());
  } catch (thrown) {
    if (deadline.aborted) throw new NoAnswerInTime(timeoutMs);
    throw thrown;
  }
}

/** Whoever answers with a page did not ask the model. */
const NOTHING_BILLED: Usage = { input_tokens: 0, output_tokens: 0 };

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (thrown) {
    // Its message may quote the answer.
    const why = thrown instanceof Error ? thrown.name : typeof thrown;
    const mediaType = response.headers.get('content-type') ?? 'none';
    if (mediaType.includes('json')) throw new AnswerBrokeOff(why);
    throw new AnswerOfAnotherShape(`content-type ${mediaType.slice(0, 100)}`, NOTHING_BILLED);
  }
}

function messageOf(answer: unknown): Message {
  const message = Message.safeParse(answer);
  if (message.success) return message.data;
  const told = z.object({ usage: Usage }).safeParse(answer);
  throw new AnswerOfAnotherShape(z.prettifyError(message.error), told.data?.usage);
}

/** The service bills what it took in, whether or not anybody waits for the answer. */
function unknownUsage(question: Question): Usage {
  return { input_tokens: costOf(question).promptTokens, output_tokens: 0 };
}

/** Whoever asked hears of a service that is away, and logs it; what an operator must mend is told here. */
function tell(
  logger: Logger,
  { question, asking }: Request,
  { failure, hasOpened }: { readonly failure: ApiFailure; readonly hasOpened: boolean },
): void {
  const { prompt, model } = question;
  const { error, outcome, forOperators } = failure;
  if (forOperators) {
    const { sessionId } = asking;
    logger.error('claude refuses this bot', {
      prompt: promptReference(prompt),
      model,
      outcome,
      ...forOperators,
      ...(sessionId === undefined ? {} : { sessionId }),
      cause: error.cause instanceof Error ? error.cause.message : error.message,
    });
  }
  if (hasOpened) logger.warn('claude is not asked for a while', { model });
}
