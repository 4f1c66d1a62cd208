import { Failure } from '../../domain/failure.ts';
import type { LanguageModel, Task } from '../../ports/language-model.ts';
import { applyOpenRequirements } from '../../prompts/apply-open-requirements.ts';
import { assembleSolutions } from '../../prompts/assemble-solutions.ts';
import { clarifyIntent } from '../../prompts/clarify-intent.ts';
import { deriveRules } from '../../prompts/derive-rules.ts';
import { describeCapabilities } from '../../prompts/describe-capabilities.ts';
import { expandTriggers } from '../../prompts/expand-triggers.ts';
import { interpretReply } from '../../prompts/interpret-reply.ts';
import { minePatterns } from '../../prompts/mine-patterns.ts';
import { wordQuestions } from '../../prompts/word-questions.ts';
import { writeForMe } from '../../prompts/write-for-me.ts';
import { writeRationale } from '../../prompts/write-rationale.ts';
import { solveApplyOpenRequirements } from './apply-open-requirements.ts';
import { solveAssembleSolutions } from './assemble-solutions.ts';
import { solveClarifyIntent } from './clarify-intent.ts';
import { solveDeriveRules } from './derive-rules.ts';
import { solveDescribeCapabilities } from './describe-capabilities.ts';
import { solveExpandTriggers } from './expand-triggers.ts';
import { solveInterpretReply } from './interpret-reply.ts';
import { solveMinePatterns } from './mine-patterns.ts';
import { solveWordQuestions } from './word-questions.ts';
import { solveWriteForMe } from './write-for-me.ts';
import { solveWriteRationale } from './write-rationale.ts';

interface Solver {
  readonly taskId: string;
  /** Throws the schema's error when the input is not the task's. */
  solve(input: unknown): unknown;
}

/**
 * Solves every task by rules over the task's own input: no network, no key, the same answer for the
 * same input. An input outside its schema is a caller's mistake and throws the schema's error.
 */
export function createOfflineModel(): LanguageModel {
  const solvers: readonly Solver[] = [
    solver(clarifyIntent, solveClarifyIntent),
    solver(assembleSolutions, solveAssembleSolutions),
    solver(wordQuestions, solveWordQuestions),
    solver(interpretReply, solveInterpretReply),
    solver(writeForMe, solveWriteForMe),
    solver(applyOpenRequirements, solveApplyOpenRequirements),
    solver(describeCapabilities, solveDescribeCapabilities),
    solver(expandTriggers, solveExpandTriggers),
    solver(writeRationale, solveWriteRationale),
    solver(deriveRules, solveDeriveRules),
    solver(minePatterns, solveMinePatterns),
  ];
  return {
    name: 'offline',
    async ask(task, input, asking) {
      asking?.signal?.throwIfAborted();
      const found = solvers.find(({ taskId }) => taskId === task.id);
      if (!found) {
        throw new Failure(
          'model-unavailable',
          'This step needs a language model, and none is connected.',
        );
      }
      return { output: checked(task, input, found.solve(input)), by: 'offline' };
    },
  };
}

function solver<Input, Output>(task: Task<Input, Output>, solve: (input: Input) => Output): Solver {
  return { taskId: task.id, solve: (input) => solve(task.input.parse(input)) };
}

function checked<Input, Output>(task: Task<Input, Output>, input: Input, solved: unknown): Output {
  const parsed = task.output.safeParse(solved);
  const fault = parsed.success ? task.verify(input, parsed.data) : parsed.error.message;
  if (parsed.success && fault === undefined) return parsed.data;
  const message = 'This could not be worked out. Say it in other words and try again.';
  throw new Failure('bad-model-output', message, { cause: new Error(`${task.id}: ${fault}`) });
}
