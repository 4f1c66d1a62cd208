import type { Logger } from '../../ports/logger.ts';
import type { ModelLedger } from '../../ports/model-ledger.ts';

/**
 * The same ledger, which never stands in the way of an answer that is paid for: what cannot be
 * recorded is logged instead, and budgets do not count it.
 */
export function createLoggedLedger(ledger: ModelLedger, logger: Logger): ModelLedger {
  return {
    ...ledger,
    async record(call) {
      try {
        await ledger.record(call);
      } catch (error) {
        logger.error('model call could not be recorded', { ...call, error });
      }
    },
  };
}
