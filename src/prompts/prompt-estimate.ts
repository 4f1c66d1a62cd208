import { estimateTokens } from '../domain/tokens.ts';
import type { Task } from '../ports/language-model.ts';
import { type PromptFile, renderPrompt } from './prompt-file.ts';

/** How many tokens a task's prompt may have for an input; 0 where the task has none. */
export function createPromptEstimate(prompts: ReadonlyMap<string, PromptFile>) {
  return <Input, Output>(task: Task<Input, Output>, input: Input): number => {
    const prompt = prompts.get(task.id);
    if (!prompt) return 0;
    const { system, user } = renderPrompt(prompt, task.values(input));
    return estimateTokens(system) + estimateTokens(user);
  };
}
