import { actorKey } from '../../chat/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ModelLedger } from '../../ports/model-ledger.ts';
import { promptReference } from '../../prompts/prompt-file.ts';
import type { Call } from './calls.ts';

/**
 * Writes what a request cost to the ledger and, at level `debug`, to the log. A ledger that cannot be
 * written is logged and never costs the answer.
 */
export function createRecord(parts: {
  readonly ledger: ModelLedger;
  readonly clock: Clock;
  readonly logger: Logger;
}): (call: Call) => Promise<void> {
  const { ledger, clock, logger } = parts;
  return async ({ question, asking, outcome, tookMs, usage }) => {
    const { prompt, model } = question;
    const cost = {
      task: prompt.id,
      prompt: promptReference(prompt),
      // As it was asked for: the service answers under a dated name, and failures have none.
      model,
      inputTokens: usage.input_tokens,
      outputTokens: usage.output_tokens,
      cacheReadTokens: usage.cache_read_input_tokens ?? 0,
      cacheCreatedTokens: usage.cache_creation_input_tokens ?? 0,
      tookMs,
      outcome,
    };
    logger.debug('claude was asked', cost);
    const { sessionId, actor } = asking;
    try {
      await ledger.record({
        ...cost,
        at: clock.now().toISOString(),
        ...(sessionId === undefined ? {} : { sessionId }),
        ...(actor === undefined ? {} : { actor: actorKey(actor) }),
      });
    } catch (cause) {
      logger.warn('the cost of a model call was not recorded', { prompt: cost.prompt, cause });
    }
  };
}
