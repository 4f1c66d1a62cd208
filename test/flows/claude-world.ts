import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { createOfflineModel } from '../../src/adapters/offline/language-model.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import type { LanguageModel } from '../../src/ports/language-model.ts';
import { loadPrompts, renderPrompt } from '../../src/prompts/prompt-file.ts';
import { TASKS } from '../../src/prompts/tasks.ts';
import { CLAUDE_KEY, startClaudeServer } from '../claude/claude-server.ts';
import type { ClaudeAnswer, ClaudeServer } from '../claude/claude-server.ts';
import { createMovingClock, type MovingClock } from '../fakes/moving-clock.ts';
import { startWorld, type World, type WorldOptions } from '../world.ts';

/** An answer, or what is made of the one that the built-in rules would give to that input. */
export type Scripted = ClaudeAnswer | ((rules: unknown, input: unknown) => ClaudeAnswer);

/** A world whose bot asks Claude, over the wire, of a double that knows as much as the built-in rules. */
export interface ClaudeWorld {
  readonly world: World;
  readonly claude: ClaudeServer;
  readonly clock: MovingClock;
  /** Answers the next requests of that task so, oldest first; those after them as the rules would. */
  next(task: string, ...answers: readonly Scripted[]): void;
  /** Answers every request of that task so, until told otherwise. */
  always(task: string, answer: Scripted | undefined): void;
  /** The tasks that were asked since the last call, in their order; what the SDK repeats is left out. */
  asked(): readonly string[];
  close(): Promise<void>;
}

export async function startClaudeWorld(
  options: Pick<WorldOptions, 'organisation' | 'modelTimeoutMs'> = {},
): Promise<ClaudeWorld> {
  const rules = createRules();
  const scripts = new Map<string, Scripted[]>();
  const standing = new Map<string, Scripted>();
  let seen = 0;
  const claude = await startClaudeServer({
    async answer({ system, user }) {
      const task = rules.taskOf(system);
      const scripted = scripts.get(task)?.shift() ?? standing.get(task);
      if (scripted && typeof scripted !== 'function') return scripted;
      const { output, input } = await rules.answer({ task, user });
      return scripted ? scripted(output, input) : { type: 'output', output };
    },
  });
  const clock = createMovingClock();
  const world = await startWorld({
    ...options,
    cluster: { documents: demoPlatform(), pace: 1_000 },
    clock,
    model: {
      kind: 'anthropic',
      apiKey: CLAUDE_KEY,
      baseUrl: claude.url,
      models: { fast: 'claude-haiku-5-5', reasoning: 'claude-sonnet-5-5' },
    },
    watchModel: rules.watch,
  });
  await scanned(world);
  seen = claude.requests.length;
  return {
    world,
    claude,
    clock,
    next: (task, ...answers) => void scripts.set(task, [...answers]),
    always(task, answer) {
      if (answer) standing.set(task, answer);
      else standing.delete(task);
    },
    asked() {
      const fresh = claude.requests.slice(seen).filter(({ attempt }) => attempt === 0);
      seen = claude.requests.length;
      return fresh.map(({ system }) => rules.taskOf(system));
    },
    async close() {
      await world.close();
      await claude.stop();
    },
  };
}

/** Resolves after the first scan, in which Claude describes what there is. */
async function scanned({ log }: World): Promise<void> {
  const isOver = (): boolean => log.some(({ msg }) => msg === 'scan finished');
  await vi.waitFor(() => expect(isOver()).toBe(true), { timeout: 60_000 });
}

interface Solved {
  readonly input: unknown;
  readonly output: unknown;
}

/** What the built-in rules say to the inputs of the questions that Claude is asked. */
function createRules() {
  const offline = createOfflineModel();
  const prompts = loadPrompts(join(import.meta.dirname, '..', '..', 'prompts'), TASKS);
  /** By what Claude is shown: several questions of one task may be under way. */
  const asked = new Map<string, () => Promise<Solved>>();
  return {
    watch: (model: LanguageModel): LanguageModel => ({
      name: model.name,
      ask(task, input, asking) {
        const prompt = prompts.get(task.id);
        if (asking?.by === undefined && prompt) {
          const { user } = renderPrompt(prompt, task.values(input));
          asked.set(user, async () => ({ ...(await offline.ask(task, input)), input }));
        }
        return model.ask(task, input, asking);
      },
    }),
    taskOf(system: string): string {
      const found = [...prompts.values()].find((prompt) => prompt.system === system);
      if (!found) throw new Error(`No prompt begins: ${system.slice(0, 60)}`);
      return found.id;
    },
    async answer({ task, user }: { task: string; user: string }): Promise<Solved> {
      const solve = asked.get(user);
      if (!solve) throw new Error(`Claude was asked for ${task}, and nobody asked the bot's model`);
      return solve();
    },
  };
}
