import { Failure } from '../../src/domain/failure.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { LanguageModel } from '../../src/ports/language-model.ts';

/** How often one question waits for a service that says when it is back. */
const WAITS_MAX = 5;

/**
 * The same model, asked again when it said that it can be: a run measures answers, not a bad minute
 * of the service, and after a few faults in a row nobody is asked for a while.
 */
export function createPatientModel(
  model: LanguageModel,
  clock: Pick<Clock, 'sleep'>,
): LanguageModel {
  return {
    name: model.name,
    async ask(task, input, asking) {
      for (let waits = 0; ; waits += 1) {
        try {
          return await model.ask(task, input, asking);
        } catch (error) {
          const waitMs = error instanceof Failure ? error.retryAfterMs : undefined;
          if (waitMs === undefined || waits === WAITS_MAX) throw error;
          await clock.sleep(waitMs);
        }
      }
    },
  };
}
