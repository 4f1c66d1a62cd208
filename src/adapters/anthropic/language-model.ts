import { Failure } from '../../domain/failure.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LanguageModel } from '../../ports/language-model.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ModelLedger } from '../../ports/model-ledger.ts';
import { promptReference, renderPrompt, type PromptFile } from '../../prompts/prompt-file.ts';
import { answerSchema } from './answer-schema.ts';
import { createSend } from './calls.ts';
import { createCircuit } from './circuit.ts';
import { createClient, opaqueUser, type Question } from './exchange.ts';
import { maxTokensOf } from './limits.ts';
import { outcomeOf, readAnswer } from './read-answer.ts';
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
  readonly clock: Clock;
  readonly logger: Logger;
  /** The longest that one request may take, the SDK's own retries included. Default: 60 seconds. */
  readonly timeoutMs?: number | undefined;
  /** How often the SDK asks again where the service is busy or away. Default: 2. */
  readonly maxRetries?: number | undefined;
}

export interface AnthropicModel extends LanguageModel {
  /** True while it is left alone because it failed several times in a row. */
  isPaused(): boolean;
}

/**
 * Claude, by structured output. An answer outside its schema or refused by `verify` is asked for once
 * more with the reason, one that was cut off once more with more room; every request goes to the
 * ledger. An input outside its schema is a caller's mistake and throws the schema's error.
 */
export function createAnthropicModel(parts: AnthropicParts): AnthropicModel {
  const { apiKey, baseUrl, models, prompts, ledger, clock, logger } = parts;
  const { timeoutMs = TIMEOUT_MS, maxRetries = MAX_RETRIES } = parts;
  const client = createClient({ apiKey, baseUrl, maxRetries });
  const circuit = createCircuit(clock);
  const record = createRecord({ ledger, clock, logger });
  const send = createSend({ client, circuit, clock, logger, timeoutMs, record });

  return {
    name: `Claude (${models.reasoning})`,
    isPaused: () => circuit.isOpen(),
    async ask(task, given, asking = {}) {
      asking.signal?.throwIfAborted();
      const input = task.input.parse(given);
      const prompt = prompts.get(task.id);
      if (!prompt) throw new Failure('model-unavailable', 'Claude has no prompt for this step.');
      const rendered = renderPrompt(prompt, task.values(input));
      let question: Question = {
        prompt,
        rendered,
        schema: answerSchema(task.output),
        model: models[prompt.tier],
        user: opaqueUser(asking.actor, apiKey),
        wrong: undefined,
        wasCut: false,
      };
      for (;;) {
        const { message, tookMs } = await send(question, asking);
        const read = readAnswer({ task, input, rendered, message });
        await record({ question, asking, message, tookMs, outcome: outcomeOf(read) });
        if (read.outcome === 'answered') {
          return { output: read.output, by: message.model, prompt: promptReference(prompt) };
        }
        if (read.outcome === 'failed') throw read.failure;
        const next = askedAgain(question, read);
        if (!next) throw unusable(task.id, read.reason);
        question = next;
      }
    },
  };
}

/** The question of the second round; undefined where there has been one. */
function askedAgain(
  question: Question,
  read: { readonly outcome: 'wrong' | 'cut'; readonly answer: string; readonly reason: string },
): Question | undefined {
  if (read.outcome === 'wrong') return question.wrong ? undefined : { ...question, wrong: read };
  const longer = { ...question, wasCut: true };
  return roomOf(longer) > roomOf(question) ? longer : undefined;
}

function roomOf({ prompt, model, wasCut }: Question): number {
  return maxTokensOf({ task: prompt.id, tier: prompt.tier, model, wasCut });
}

function unusable(task: string, reason: string): Failure {
  const message =
    'Claude’s answer could not be used, and neither could a second one. Try again, or go on with the built-in rules.';
  const cause = new Error(`${task}: ${redactSecrets(reason).slice(0, REASON_MAX)}`);
  return new Failure('bad-model-output', message, { cause });
}
