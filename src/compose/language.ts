import { createAnthropicModel } from '../adapters/anthropic/language-model.ts';
import { createOfflineModel } from '../adapters/offline/language-model.ts';
import { createLoggedModel } from '../adapters/system/logged-model.ts';
import { createModelBudget } from '../adapters/system/model-budget.ts';
import { createModelChoice } from '../adapters/system/model-choice.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../ports/clock.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import type { Logger } from '../ports/logger.ts';
import type { ModelLedger } from '../ports/model-ledger.ts';
import type { PromptFile } from '../prompts/prompt-file.ts';

export interface LanguageOptions {
  readonly config: Pick<Config, 'model' | 'organisation'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The longest that one answer of the language model may take. Default: 60 seconds. */
  readonly modelTimeoutMs?: number;
  /** Stands before the language model, whichever it is: for tests that look at what it is asked. */
  readonly watchModel?: (model: LanguageModel) => LanguageModel;
}

/** The built-in rules, alone or beside Claude, which is asked within its budgets. */
export function createLanguage(
  { config, clock, logger, modelTimeoutMs: timeoutMs, watchModel }: LanguageOptions,
  ledger: ModelLedger,
  prompts: ReadonlyMap<string, PromptFile>,
): LanguageModel {
  const finished = (model: LanguageModel): LanguageModel =>
    createLoggedModel(watchModel ? watchModel(model) : model, { clock, logger });
  const offline = createOfflineModel();
  if (config.model.kind === 'offline') return finished(offline);
  const { apiKey, baseUrl, models } = config.model;
  const { budgets } = config.organisation.model;
  const budget = createModelBudget({ ledger, budgets, clock });
  const parts = { apiKey, baseUrl, models, prompts, ledger, budget, clock, logger, timeoutMs };
  const claude = createAnthropicModel(parts);
  return finished(createModelChoice({ claude, offline }));
}
