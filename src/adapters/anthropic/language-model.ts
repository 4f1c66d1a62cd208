import { isSameActor } from '../../chat/actor.ts';
import { Failure } from '../../domain/failure.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import type { Clock } from '../../ports/clock.ts';
import {
  type Asking,
  type LanguageModel,
  SCAN_ASKER,
  type Task,
} from '../../ports/language-model.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ModelBudget } from '../../ports/model-budget.ts';
import type { ModelLedger } from '../../ports/model-ledger.ts';
import { promptReference, renderPrompt, type PromptFile } from '../../prompts/prompt-file.ts';
import { answerSchema } from './answer-schema.ts';
import { createSend, type Send } from './calls.ts';
import { createCircuit } from '../../domain/circuit.ts';
import { createClient } from './client.ts';
import { answerTokensOf, costOf, opaqueUser, toRequest, type Question } from './exchange.ts';
import { outcomeOf, readAnswer, type ReadAnswer } from './read-answer.ts';
import { createRecord } from './record-call.ts';

const TIMEOUT_MS = 60_000;
const MAX_RETRIES = 2;
/** Characters of a reason that are logged. */
const REASON_MAX = 300;

export interface AnthropicParts {
  readonly apiKey: string;
  readonly baseUrl?: string | undefined;
  /** Names of models, by the tier that a prompt asks for. */
  readonly models: Readonly<Record<'fast' | 'reasoning', string>>;
  readonly prompts: ReadonlyMap<string, PromptFile>;
  readonly ledger: ModelLedger;
  /** Every request is admitted there. Default: whatever is asked may be spent. */
  readonly budget?: ModelBudget | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /**
   * The longest that one request may take, the SDK's own retries included; a second one that may be
   * longer has as many times as long. Default: 60 seconds.
   */
  readonly timeoutMs?: number | undefined;
  /** How often the SDK asks again where the service is busy or away. Default: 2. */
  readonly maxRetries?: number | undefined;
  /** Between 0 and 1: spreads when those who were refused together come again. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/**
 * Claude, by structured output. An answer that cannot be used is asked for once more: with the reason
 * where it is outside its schema or refused by `verify`, with more room where it was cut off. Every
 * request goes to the ledger. An input outside its schema is a caller's mistake and throws the
 * schema's error.
 */
export function createAnthropicModel(parts: AnthropicParts): LanguageModel {
  const { apiKey, models, prompts, timeoutMs = TIMEOUT_MS } = parts;
  const round = connect(parts, timeoutMs);
  return {
    name: `Claude (${models.reasoning})`,
    async ask(task, given, asking = {}) {
      asking.signal?.throwIfAborted();
      const input = task.input.parse(given);
      const prompt = prompts.get(task.id);
      if (!prompt) throw new Failure('model-unavailable', 'Claude has no prompt for this step.');
      const first: Question = {
        prompt,
        rendered: renderPrompt(prompt, task.values(input)),
        schema: answerSchema(task.output),
        model: models[prompt.tier],
        user: opaqueUser(asking.actor, apiKey),
        wrong: undefined,
        wasCut: false,
      };
      const about = { task, input, asking };
      let { read, by } = await round(first, about);
      if (read.outcome === 'wrong') ({ read, by } = await round({ ...first, wrong: read }, about));
      else if (read.outcome === 'cut')
        ({ read, by } = await round({ ...first, wasCut: true }, about));
      if (read.outcome === 'failed') throw read.failure;
      if (read.outcome !== 'answered') throw unusable(task.id, read.reason);
      return { output: read.output, by, prompt: promptReference(prompt) };
    },
  };
}

/** What is asked, for whom. */
interface About<Input, Output> {
  readonly task: Task<Input, Output>;
  readonly input: Input;
  readonly asking: Asking;
}

/** The way to Claude and back: one request, within the budgets and the ledger's knowledge. */
function connect(parts: AnthropicParts, timeoutMs: number) {
  const { apiKey, baseUrl, ledger, budget, clock, logger } = parts;
  const { maxRetries = MAX_RETRIES, random = Math.random } = parts;
  const client = createClient({ apiKey, baseUrl, maxRetries });
  const record = createRecord({ ledger, clock, logger });
  // Apart, so that the many requests of a scan, when they fail, do not close the door to people.
  const [sendForPeople, sendForScans] = [sending(), sending()];

  function sending(): Send {
    const circuit = createCircuit({ clock, random, patienceMs: timeoutMs, refusal: paused });
    return createSend({ client, circuit, clock, logger, record });
  }

  async function round<Input, Output>(
    question: Question,
    { task, input, asking }: About<Input, Output>,
  ): Promise<{ readonly read: ReadAnswer<Output>; readonly by: string }> {
    const { rendered } = question;
    const request = {
      question,
      body: toRequest(question),
      asking,
      timeoutMs: Math.ceil(timeoutMs * lengthOf(question)),
    };
    const end = await budget?.admit(costOf(question), asking);
    try {
      const send = isOfScan(asking) ? sendForScans : sendForPeople;
      const { message, tookMs } = await send(request);
      const read = readAnswer({ task, input, rendered, message });
      await record({ question, asking, usage: message.usage, tookMs, outcome: outcomeOf(read) });
      return { read, by: message.model };
    } finally {
      end?.();
    }
  }

  return round;
}

function isOfScan({ actor }: Asking): boolean {
  return actor !== undefined && isSameActor(actor, SCAN_ASKER);
}

/** How many times as long an answer may be as the first answers to its prompt. */
function lengthOf(question: Question): number {
  return answerTokensOf(question) / answerTokensOf({ ...question, wasCut: false });
}

function unusable(task: string, reason: string): Failure {
  const message = 'Claude’s answer could not be used, and neither could a second one.';
  const cause = new Error(`${task}: ${redactSecrets(reason).slice(0, REASON_MAX)}`);
  return new Failure('bad-model-output', message, { cause });
}

/** It failed several times in a row: nobody asks it for a while. */
function paused(retryAfterMs: number): Failure {
  const message = 'Claude has not been answering.';
  return new Failure('model-unavailable', message, { retryAfterMs, reason: 'paused' });
}
