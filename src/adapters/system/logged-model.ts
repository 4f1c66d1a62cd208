import type { Clock } from '../../ports/clock.ts';
import type { LanguageModel } from '../../ports/language-model.ts';
import type { Logger } from '../../ports/logger.ts';

/**
 * The same model, telling the log (level `debug`) of every task that it solved, and how long it took
 * in milliseconds. What was asked and answered stays out of the log.
 */
export function createLoggedModel(
  model: LanguageModel,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): LanguageModel {
  return {
    name: model.name,
    async ask(task, input, asking) {
      const startMs = clock.now().getTime();
      const answer = await model.ask(task, input, asking);
      const tookMs = clock.now().getTime() - startMs;
      logger.debug('model answered', { task: task.id, by: answer.by, tookMs });
      return answer;
    },
  };
}
