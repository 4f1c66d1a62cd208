import { createAnthropicModel } from '../../src/adapters/anthropic/language-model.ts';
import { createPinoLogger } from '../../src/adapters/system/logger.ts';
import { createSystemClock } from '../../src/adapters/system/clock.ts';
import type { LanguageModel } from '../../src/ports/language-model.ts';
import { renderPrompt } from '../../src/prompts/prompt-file.ts';
import { CLAUDE_KEY, type ClaudeServer, startClaudeServer } from '../claude/claude-server.ts';
import { MODELS, PROMPTS } from '../claude/stage.ts';
import { createFakeModelLedger } from '../fakes/model-ledger.ts';
import type { WorldOptions } from '../world.ts';

/** What Claude is asked, and what built-in rules would say to it. */
export interface Asked {
  readonly task: string;
  /** The prompt's second message, as it went over the wire. */
  readonly user: string;
  /** The texts that filled its places, before anything in them was hidden. */
  readonly given: string;
  readonly usual: unknown;
}

/** Claude on loopback, with the real SDK before it, in the place of a world's model. */
export interface WatchedClaude {
  readonly server: ClaudeServer;
  /** Every prompt that left, oldest first. */
  readonly asked: readonly Asked[];
  /** The adapter's own log lines. */
  readonly log: readonly string[];
  readonly watchModel: NonNullable<WorldOptions['watchModel']>;
  /** Answers a task otherwise than built-in rules would. */
  answer(task: string, make: (asked: Asked) => unknown): void;
  prompts(task: string): readonly string[];
  close(): Promise<void>;
}

export async function startWatchedClaude(): Promise<WatchedClaude> {
  const asked: Asked[] = [];
  const log: string[] = [];
  const usual = new Map<string, Asked>();
  const answers = new Map<string, (asked: Asked) => unknown>();
  const server = await startClaudeServer({
    answer: ({ user }) => {
      const one = usual.get(user);
      if (!one) throw new Error('Claude was asked what nobody asked.');
      asked.push(one);
      const make = answers.get(one.task);
      return { type: 'text', text: JSON.stringify(make ? make(one) : one.usual) };
    },
  });

  function watchModel(offline: LanguageModel): LanguageModel {
    const clock = createSystemClock();
    const logger = createPinoLogger({ level: 'debug', write: (line) => void log.push(line) });
    const claude = createAnthropicModel({
      apiKey: CLAUDE_KEY,
      baseUrl: server.url,
      models: MODELS,
      prompts: PROMPTS,
      ledger: createFakeModelLedger(),
      clock,
      logger,
      maxRetries: 0,
    });
    return {
      name: claude.name,
      async ask(task, input, asking) {
        if (asking?.by === 'offline') return offline.ask(task, input, asking);
        const prompt = PROMPTS.get(task.id);
        if (!prompt) throw new Error(`no prompt ${task.id}`);
        const values = task.values(input);
        const { user } = renderPrompt(prompt, values);
        const { output } = await offline.ask(task, input);
        usual.set(user, {
          task: task.id,
          user,
          given: Object.values(values).join('\n'),
          usual: output,
        });
        return claude.ask(task, input, asking);
      },
    };
  }

  return {
    server,
    asked,
    log,
    watchModel,
    answer: (task, make) => void answers.set(task, make),
    prompts: (task) => asked.filter((one) => one.task === task).map(({ user }) => user),
    close: () => server.stop(),
  };
}
