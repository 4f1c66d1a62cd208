import { join } from 'node:path';
import { z } from 'zod';
import { estimateTokens } from '../../src/domain/tokens.ts';
import type { LanguageModel, Task } from '../../src/ports/language-model.ts';
import { loadPrompts, renderPrompt } from '../../src/prompts/prompt-file.ts';
import { TASKS } from '../../src/prompts/tasks.ts';

/** One call as a hosted model would have seen it. */
export interface NotedCall {
  readonly task: string;
  readonly input: unknown;
  readonly output: unknown;
  readonly system: string;
  readonly user: string;
  /** Both messages and the schema of the answer, estimated. */
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Stands before a model and writes down, newest last, what each call would send and bring. */
export function createNotedModel(model: LanguageModel, calls: NotedCall[]): LanguageModel {
  const prompts = loadPrompts(join(import.meta.dirname, '..', '..', 'prompts'), TASKS);
  return {
    name: model.name,
    async ask(task, input, asking) {
      const answer = await model.ask(task, input, asking);
      const prompt = prompts.get(task.id);
      if (!prompt) throw new Error(`no prompt ${task.id}`);
      const { system, user } = renderPrompt(prompt, task.values(input));
      const { output } = answer;
      calls.push({
        task: task.id,
        input,
        output,
        system,
        user,
        inputTokens: estimateTokens(system + user) + schemaTokens(task.output),
        outputTokens: estimateTokens(JSON.stringify(output)),
      });
      return answer;
    },
  };
}

function schemaTokens(schema: Task<unknown, unknown>['output']): number {
  return estimateTokens(JSON.stringify(z.toJSONSchema(schema)));
}
