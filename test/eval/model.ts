import { join } from 'node:path';
import { createAnthropicModel } from '../../src/adapters/anthropic/language-model.ts';
import { createOfflineModel } from '../../src/adapters/offline/language-model.ts';
import { createSystemClock } from '../../src/adapters/system/clock.ts';
import { createPinoLogger } from '../../src/adapters/system/logger.ts';
import { readDemoSettings } from '../../src/config.ts';
import { Failure } from '../../src/domain/failure.ts';
import { loadPrompts } from '../../src/prompts/prompt-file.ts';
import { TASKS } from '../../src/prompts/tasks.ts';
import { createFakeModelLedger } from '../fakes/model-ledger.ts';
import { createMeter, type Meter } from './meter.ts';
import { createPatientModel } from './patient-model.ts';
import type { ModelName } from './tolerance.ts';

const PROMPTS = join(import.meta.dirname, '..', '..', 'prompts');

/**
 * The model under test, counted. Claude as the bot itself connects to it, by the same settings, but
 * without budgets and without the built-in rules to fall back to: what fails here has failed.
 *
 * Throws `Failure('invalid-input')` where Claude has no key.
 */
export function openMeter(
  model: ModelName,
  environment?: Readonly<Record<string, string | undefined>>,
): Meter {
  if (model === 'offline') return createMeter(createOfflineModel());
  const { model: settings } = readDemoSettings(environment);
  if (settings.kind !== 'anthropic') {
    throw new Failure('invalid-input', 'Set ANTHROPIC_API_KEY to evaluate Claude.');
  }
  const { apiKey, baseUrl, models } = settings;
  const ledger = createFakeModelLedger();
  const clock = createSystemClock();
  const claude = createAnthropicModel({
    apiKey,
    baseUrl,
    models,
    prompts: loadPrompts(PROMPTS, TASKS),
    ledger,
    clock,
    logger: createPinoLogger({ level: 'warn', write: (line) => process.stderr.write(line) }),
  });
  return createMeter(createPatientModel(claude, clock), ledger.calls);
}
