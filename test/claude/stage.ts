import { join } from 'node:path';
import {
  createAnthropicModel,
  type AnthropicParts,
} from '../../src/adapters/anthropic/language-model.ts';
import type { Asking, LanguageModel } from '../../src/ports/language-model.ts';
import { assembleSolutions } from '../../src/prompts/assemble-solutions.ts';
import { loadPrompts } from '../../src/prompts/prompt-file.ts';
import { TASKS } from '../../src/prompts/tasks.ts';
import { portableDatabase } from '../capability-summaries.ts';
import { createFakeClock, type FakeClock } from '../fakes/clock.ts';
import { createFakeLogger, type FakeLogger } from '../fakes/logger.ts';
import { createFakeModelLedger, type FakeModelLedger } from '../fakes/model-ledger.ts';
import {
  CLAUDE_KEY,
  startClaudeServer,
  type AnswerClaude,
  type ClaudeAnswer,
  type ClaudeServer,
  type ClaudeServerOptions,
} from './claude-server.ts';

export const MODELS = { fast: 'claude-haiku-5-5', reasoning: 'claude-sonnet-5-5' } as const;
export const PROMPTS = loadPrompts(join(import.meta.dirname, '../../prompts'), TASKS);

export interface ClaudeStage {
  readonly model: LanguageModel;
  readonly claude: ClaudeServer;
  readonly ledger: FakeModelLedger;
  readonly clock: FakeClock;
  readonly logger: FakeLogger;
  /** Throws when the service would have refused anything. */
  stop(): Promise<void>;
}

/** The adapter, the real SDK and the double, with nothing in between but loopback. */
export async function startClaudeStage(
  answer: AnswerClaude,
  {
    server = {},
    ...parts
  }: Partial<AnthropicParts> & {
    readonly server?: Partial<ClaudeServerOptions>;
  } = {},
): Promise<ClaudeStage> {
  const claude = await startClaudeServer({ answer, ...server });
  const ledger = createFakeModelLedger();
  const clock = createFakeClock();
  const logger = createFakeLogger();
  const model = createAnthropicModel({
    apiKey: CLAUDE_KEY,
    baseUrl: claude.url,
    models: MODELS,
    prompts: PROMPTS,
    ledger,
    clock,
    logger,
    maxRetries: 0,
    random: () => 0,
    ...parts,
  });
  return {
    model,
    claude,
    ledger,
    clock,
    logger,
    async stop() {
      await claude.stop();
      const [violation] = claude.violations;
      if (violation !== undefined) throw new Error(`Claude was asked wrongly: ${violation}`);
    },
  };
}

/** What `askForSolutions` asks: nothing that may be told to anybody but Claude. */
export const INTENT = 'a PostgreSQL database that nobody else may hear of';
export const ASSEMBLING = {
  intent: INTENT,
  clarifications: [],
  capabilities: [portableDatabase],
  patterns: [],
};
/** A good answer to it. */
export const NO_SOLUTION: ClaudeAnswer = { type: 'output', output: { solutions: [] } };

/** The answer, or what was thrown. */
export function askForSolutions({ model }: ClaudeStage, asking?: Asking): Promise<unknown> {
  return model.ask(assembleSolutions, ASSEMBLING, asking).catch((error: unknown) => error);
}
