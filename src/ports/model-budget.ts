import type { Asking } from './language-model.ts';

/** The most that one request to a paid model can cost, in tokens. */
export interface RequestCost {
  /** All that is sent, the schema of the answer too: an estimate, rather too high than too low. */
  readonly promptTokens: number;
  /** The longest answer that the request allows, thought included. */
  readonly answerTokens: number;
}

/** What may be spent on a paid model. */
export interface ModelBudget {
  /**
   * Resolves when a request may be sent, to what is called once it has ended and stands in the ledger;
   * until then it counts with the most that it can cost, in this process: what other processes have
   * running is known to nobody else, and may exceed a budget. Throws `Failure('model-unavailable')` where a
   * budget is spent or does not last for the prompt, and the signal's reason where it is aborted.
   */
  admit(cost: RequestCost, asking: Asking): Promise<() => void>;
}
